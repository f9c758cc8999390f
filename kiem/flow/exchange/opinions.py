"""What the edges of a resolver's file say of pairs of records that this house knows."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from kiem.flow.entities import DIFFERENT, SAME, Judgement
from kiem.flow.exchange.belonging import Belonging
from kiem.flow.exchange.edges import NOBODY, POSITIVE, Edge, Edges

__all__ = ["TAKEN_IN", "Opinion", "opinions"]

TAKEN_IN = "taken in from a resolver's file"
"""The reason of every judgement of others. It stands in the release beside the join, so it names nobody."""


FIRST_DAY = datetime.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What others say of two records; these may turn out to be one and the same."""

    left: str
    right: str
    verdict: str
    by: str
    decided: datetime.date

    @property
    def pair(self) -> tuple[str, str]:
        """The two records, in order."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)

    @property
    def judgement(self) -> Judgement:
        """The opinion as a judgement of this house."""
        return Judgement(*self.pair, self.verdict, self.by, TAKEN_IN, self.decided)


def opinions(edges: Edges, known: Mapping[str, str], today: datetime.date) -> tuple[Opinion, ...]:
    """Return what the edges say of known records: first who is the same, then who is not, in the order of the file.

    `known`: id → record. Records that hang on one id that is not known are the same. An opinion is by whom, and of the
    day, of the edge that brought its two records together; where that tells none, of nobody and of `today`.
    """
    ties = _Ties(known)
    same = [(edge, ties.tie(edge)) for edge in edges.decided if edge.judgement == POSITIVE]
    apart = [(edge, ties.ends(edge)) for edge in edges.decided if edge.judgement != POSITIVE]
    told = [*((edge, pair, SAME) for edge, pair in same), *((edge, pair, DIFFERENT) for edge, pair in apart)]
    return tuple(
        Opinion(*pair, verdict, edge.user or NOBODY, _day(edge, today)) for edge, pair, verdict in told if pair
    )


class _Ties:
    """Ids as they are tied together one by one."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Begin with every record tied to nothing."""
        self._known = known
        self._belonging = Belonging()
        # Of an id the record that stands for it: itself, or the first to which it was tied; of a group, any of them.
        self._nearest = {record: record for record in known.values()}
        self._heads = dict(self._nearest)

    def tie(self, edge: Edge) -> tuple[str, str] | None:
        """Tie the two ends together and return the two records that the edge says are one, if it does."""
        left, right = self._nodes(edge)
        pair = self.ends(edge)
        if self._belonging.is_one(left, right):
            return None if pair is None or pair[0] == pair[1] else pair
        records = [one for one in (self._record(left), self._record(right)) if one]
        self._belonging.join(left, right)
        for record in records[:1]:
            self._heads[self._belonging.group(left)] = record
            self._nearest.setdefault(left, record)
            self._nearest.setdefault(right, record)
        return pair

    def ends(self, edge: Edge) -> tuple[str, str] | None:
        """Return the records that stand for the two ends, where each has one."""
        left, right = (self._record(node) for node in self._nodes(edge))
        return None if left is None or right is None else (left, right)

    def _nodes(self, edge: Edge) -> tuple[str, str]:
        return self._known.get(edge.left, edge.left), self._known.get(edge.right, edge.right)

    def _record(self, node: str) -> str | None:
        return self._nearest.get(node) or self._heads.get(self._belonging.group(node))


def _day(edge: Edge, today: datetime.date) -> datetime.date:
    """Return the day of an edge; today where it tells none, or one on which nobody can have judged."""
    try:
        told = datetime.date.fromisoformat((edge.created or "")[:10])
    except ValueError:
        return today
    return told if FIRST_DAY <= told <= today else today
