"""What the serving release leaves open: pairs of things that some evidence would join and other evidence parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.records import Doubt, Member, Weight, doubts, members, weights
from kiem.foundation.stewardship.models import RecordPair, in_order

__all__ = ["Question", "Things", "questions", "things_of"]

Things = tuple[str, str]
"""Two things' ids, in order; twice the same where both records belong to one."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two things are one: the first of the doubts that ask it names the records, `doubts` counts them.

    `claims` and `relations` are how much hangs on the two things together.
    """

    pair: RecordPair
    things: Things
    names: tuple[str, str]
    reason: str
    against: str
    doubts: int
    claims: int
    relations: int


# A release never changes, so neither do its questions.
@lru_cache(maxsize=1)
def questions(catalogue: Catalogue) -> tuple[Question, ...]:
    """Return the release's questions, the one on which most hangs first. Two queries the first time, then none."""
    told = doubts(catalogue)
    known = members(catalogue, {record for one in told for record in (one.left, one.right)})
    grouped: dict[Things, list[Doubt]] = {}
    for one in told:
        things = things_of(known, in_order(one.left, one.right))
        if things is not None and things[0] != things[1]:
            grouped.setdefault(things, []).append(one)
    heavy = weights(catalogue, {thing for things in grouped for thing in things})
    asked = [_question(several, known, heavy) for several in grouped.values()]
    return tuple(sorted(asked, key=lambda one: (-one.claims - one.relations, one.pair)))


def things_of(known: Mapping[str, Member], pair: RecordPair) -> Things | None:
    """Return the things of two records, in order; None where the release knows one of them no longer."""
    if pair[0] not in known or pair[1] not in known:
        return None
    return in_order(known[pair[0]].thing, known[pair[1]].thing)


def _question(several: list[Doubt], known: Mapping[str, Member], heavy: Mapping[str, Weight]) -> Question:
    first = several[0]
    pair = in_order(first.left, first.right)
    one, other = (known[record].thing for record in pair)
    return Question(
        pair=pair,
        things=in_order(one, other),
        names=(heavy[one].name, heavy[other].name),
        reason=first.reason,
        against=first.against,
        doubts=len(several),
        claims=heavy[one].claims + heavy[other].claims,
        relations=heavy[one].relations + heavy[other].relations,
    )
