"""What a steward may see: the questions that are open, the decisions that were made, and one pair side by side."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.effects import Effect, effects, made_before
from kiem.foundation.catalogue.records import claims_by_record, members
from kiem.foundation.stewardship.comparing import Comparison, NoSuchPair, compared
from kiem.foundation.stewardship.models import Decision, RecordPair, Verdict
from kiem.foundation.stewardship.precedents import NONE_YET, Precedents, kind_of, precedents
from kiem.foundation.stewardship.questions import Question, Things, asked_of, question_of, questions, things_of
from kiem.foundation.stewardship.standing import judgements, standing, standing_of

__all__ = [
    "Counts",
    "Entry",
    "Kept",
    "Pair",
    "Queue",
    "decided",
    "is_steward",
    "kept",
    "last_of",
    "next_pair",
    "pair_of",
    "queue",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions are open and how many of them somebody was unsure of; how much of what was decided waits.

    `waiting` counts what the next build will do otherwise than the serving release, `unwritten` what its file lacks.
    """

    open: int
    unsure: int
    decided: int
    waiting: int
    unwritten: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An open question; `unsure` is the decision of who looked at it and did not know.

    `precedents` is what was said of questions of its kind.
    """

    question: Question
    unsure: Decision | None
    precedents: Precedents


@dataclass(frozen=True, slots=True)
class Queue:
    """The open questions, the one on which most hangs first and those of which somebody was unsure last."""

    entries: tuple[Entry, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision that counts, what its things are called, and what the serving release makes of it.

    `effects` are the figures that changed with the release, where it is the first to follow the decision.

    `state` is `unwritten` (the builds' file lacks it), `waiting` (for the next build), `followed`, `not_followed`, or
    `gone` where the release knows one of the records no longer.
    """

    decision: Decision
    names: tuple[str, str]
    state: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records side by side, the decision that counts for them, and whether it waits for the next build.

    `precedents` is what was said of other questions of their kind.
    """

    compared: Comparison
    decision: Decision | None
    is_waiting: bool
    precedents: Precedents


def is_steward(reader: User | None) -> bool:
    """Return whether the person decides who is who."""
    return reader is not None and reader.is_active and Role(reader.role).reaches(Role.STEWARD)


def queue(reader: User, catalogue: Catalogue) -> Queue:
    """Return what is open, for stewards; nothing for anybody else. Two queries on the release the first time."""
    if not is_steward(reader):
        return Queue((), Counts(0, 0, 0, 0, 0))
    counting = standing()
    known = members(catalogue, {record for pair in counting for record in pair})
    doubtful: dict[Things | RecordPair, Decision] = {}
    settled: set[Things | RecordPair] = set()
    for pair, decision in counting.items():
        about = asked_of(known, pair)
        if about is not None and decision.verdict == Verdict.UNSURE:
            doubtful[about] = decision
        elif about is not None:
            settled.add(about)
    said = precedents()
    entries = [
        Entry(one, doubtful.get(one.about), said.get(kind_of(one), NONE_YET))
        for one in questions(catalogue)
        if one.about not in settled
    ]
    # Of what somebody was unsure comes last, the longest ago first.
    entries.sort(key=lambda one: (one.unsure is not None, one.unsure.decided_at.timestamp() if one.unsure else 0))
    return Queue(tuple(entries), _counts(catalogue, entries, list(counting.values())))


def decided(reader: User) -> tuple[Decision, ...]:
    """Return the decisions that count, newest first, for stewards; nothing for anybody else.

    Who was unsure decided nothing.
    """
    if not is_steward(reader):
        return ()
    found = [one for one in standing().values() if one.verdict != Verdict.UNSURE]
    return tuple(sorted(found, key=lambda one: (one.decided_at, one.pair), reverse=True))


def kept(catalogue: Catalogue, several: Sequence[Decision]) -> tuple[Kept, ...]:
    """Return what the release makes of a page of decisions. Three queries on the release."""
    known = members(catalogue, {record for one in several for record in one.pair})
    things = catalogue.named(sorted({one.thing for one in known.values()})) if known else []
    names = {thing.id: thing.name for thing in things}
    named = {record: names[one.thing] for record, one in known.items()}
    since = made_at(catalogue)
    states = {one.pair: _state(one, things_of(known, one.pair), since) for one in several}
    fresh = [one for one in several if states[one.pair] == "followed" and _is_first(one, made_before(catalogue))]
    records = {record for one in fresh for record in one.pair if record in known}
    claims = claims_by_record(catalogue, [known[record] for record in sorted(records)]) if records else {}
    return tuple(
        Kept(
            one,
            (named.get(one.left, one.left), named.get(one.right, one.right)),
            states[one.pair],
            effects(catalogue, claims[one.left] | claims[one.right]) if one in fresh else (),
        )
        for one in several
    )


def pair_of(reader: User, catalogue: Catalogue, pair: RecordPair) -> Pair:
    """Return two records side by side, for stewards. Six queries on the release. Raises NoSuchPair."""
    if not is_steward(reader):
        raise NoSuchPair
    found = compared(catalogue, *pair)
    decision = standing_of(pair)
    things = (found.left.thing.id, found.right.thing.id)
    state = "" if decision is None else _state(decision, things, made_at(catalogue))
    is_waiting = state in {"unwritten", "waiting"}
    question = question_of(catalogue, pair)
    said = precedents(besides=pair).get(kind_of(question), NONE_YET) if question else NONE_YET
    return Pair(found, decision, is_waiting, said)


def next_pair(reader: User, catalogue: Catalogue, about: Things | RecordPair) -> RecordPair | None:
    """Return the open question that follows the one about these; the first where there is none; None at the end.

    That of which nothing was asked is followed by nothing.
    """
    order = {one.about: turn for turn, one in enumerate(questions(catalogue))}
    if about not in order:
        return None
    others = [one for one in queue(reader, catalogue).entries if one.question.about != about]
    fresh = [one for one in others if one.unsure is None]
    after = [one for one in fresh if order[one.question.about] > order[about]]
    return next((one.question.pair for one in (*after, *fresh, *others)), None)


def last_of(reader: User, number: str) -> Decision | None:
    """Return the reader's own decision of this number while it counts, to show what they did last."""
    if not is_steward(reader) or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    return Decision.objects.filter(pk=int(number), by=reader, taken_back_at=None).select_related("by").first()


def made_at(catalogue: Catalogue) -> datetime.datetime:
    """Return when the build of the release began."""
    return datetime.datetime.fromisoformat(catalogue.release.made_at)


def _counts(catalogue: Catalogue, entries: list[Entry], counting: list[Decision]) -> Counts:
    since = made_at(catalogue)
    settled = [one for one in counting if one.verdict != Verdict.UNSURE]
    # Taken back since the build that followed it: the next one will not.
    undone = Decision.objects.exclude(verdict=Verdict.UNSURE).filter(taken_back_at__gt=since, decided_at__lte=since)
    replaced = {one.pair for one in settled}
    waiting = [one for one in settled if _waits(one, since)]
    return Counts(
        open=len(entries),
        unsure=sum(one.unsure is not None for one in entries),
        decided=len(settled),
        waiting=len(waiting) + sum(one.pair not in replaced for one in undone),
        unwritten=Decision.objects.filter(written_at=None).order_by().values("left", "right").distinct().count(),
    )


def _waits(decision: Decision, since: datetime.datetime) -> bool:
    return decision.verdict != Verdict.UNSURE and (decision.written_at is None or decision.written_at > since)


def _is_first(decision: Decision, before: datetime.datetime | None) -> bool:
    """Return whether the release before did not know of the decision."""
    return before is not None and decision.written_at is not None and decision.written_at > before


def _state(decision: Decision, things: Things | None, since: datetime.datetime) -> str:
    if decision.written_at is None:
        return "unwritten"
    if _waits(decision, since):
        return "waiting"
    if things is None:
        return "gone"
    if (things[0] == things[1]) == (decision.verdict == Verdict.SAME):
        return "followed"
    # When it came into the file nobody knows of one that only the file has: its day is that of who said it.
    came_since = decision.is_of_the_file and judgements().is_younger(since)
    return "waiting" if came_since else "not_followed"
