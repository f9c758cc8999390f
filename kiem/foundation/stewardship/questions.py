"""What the serving release leaves open: where some evidence joins or would join, and other speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.records import Doubt, Join, Member, Weight, doubtful_joins, doubts, members, weights
from kiem.foundation.stewardship.models import RecordPair, in_order

__all__ = ["Question", "Things", "asked_of", "question_of", "questions", "things_of"]

Things = tuple[str, str]
"""Two things' ids, in order; twice the same where both records belong to one."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two things are one, or two records of one thing are rightly so.

    The first of the doubts that ask it names the records, `doubts` counts them. `about` is what it asks of: the things'
    ids, or the records of one thing. `claims` and `relations` are how much hangs on all that together.
    """

    pair: RecordPair
    about: Things | RecordPair
    names: tuple[str, str]
    reason: str
    against: str
    doubts: int
    claims: int
    relations: int

    @property
    def is_one(self) -> bool:
        """True where it asks of two records of one thing."""
        return self.about == self.pair


# A release never changes, so neither do its questions.
@lru_cache(maxsize=1)
def questions(catalogue: Catalogue) -> tuple[Question, ...]:
    """Return the release's questions, the one on which most hangs first. Two queries the first time, then none."""
    told: list[Doubt | Join] = [*doubts(catalogue), *doubtful_joins(catalogue)]
    known = members(catalogue, {record for one in told for record in (one.left, one.right)})
    grouped: dict[Things | RecordPair, list[Doubt | Join]] = {}
    for one in told:
        about = asked_of(known, in_order(one.left, one.right))
        if about is not None:
            grouped.setdefault(about, []).append(one)
    heavy = weights(catalogue, {one.thing for one in known.values()})
    asked = [_question(several, known, heavy) for several in grouped.values()]
    return tuple(sorted(asked, key=lambda one: (-one.claims - one.relations, one.pair)))


def things_of(known: Mapping[str, Member], pair: RecordPair) -> Things | None:
    """Return the things of two records, in order; None where the release knows one of them no longer."""
    if pair[0] not in known or pair[1] not in known:
        return None
    return in_order(known[pair[0]].thing, known[pair[1]].thing)


def asked_of(known: Mapping[str, Member], pair: RecordPair) -> Things | RecordPair | None:
    """Return what a question of these records is about: their things, or themselves where those are one."""
    things = things_of(known, pair)
    return pair if things is not None and things[0] == things[1] else things


def question_of(catalogue: Catalogue, pair: RecordPair) -> Question | None:
    """Return the question that these records answer, if the release asks one. A query at most."""
    every = questions(catalogue)
    about = asked_of(members(catalogue, pair), pair)
    return next((one for one in every if one.about == about), None)


def _question(several: Sequence[Doubt | Join], known: Mapping[str, Member], heavy: Mapping[str, Weight]) -> Question:
    first = several[0]
    pair = in_order(first.left, first.right)
    one, other = (known[record].thing for record in pair)
    every = [heavy[thing] for thing in {one, other}]
    return Question(
        pair=pair,
        about=pair if one == other else in_order(one, other),
        names=(heavy[one].name, heavy[other].name),
        reason=first.reason,
        against=first.against,
        doubts=len(several),
        claims=sum(one.claims for one in every),
        relations=sum(one.relations for one in every),
    )
