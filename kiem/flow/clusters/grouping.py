"""Groups out of pairs: the two that belong together most are joined first, by the average of what joins them."""

import heapq
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from kiem.flow.lookup import Floats, Ints

__all__ = ["Linkage", "grouped"]


@dataclass(frozen=True, slots=True)
class Linkage:
    """How groups are joined.

    Between two groups so many pairs are `expected` for each member of the smaller; each that was not compared counts as
    `missing`, so that one bad pair joins no two big groups. `least` is the average from which on they are one.
    """

    expected: float = 4.0
    missing: float = -3.0
    least: float = -0.6


def grouped(count: int, pairs: Ints, score: Floats, linkage: Linkage) -> list[int]:
    """Return for each of so many members the lowest of its group; `pairs` has two columns, each pair once."""
    near = score > linkage.least
    ties = coo_matrix((np.ones(int(near.sum())), (pairs[near, 0], pairs[near, 1])), shape=(count, count))
    part = connected_components(ties, directed=False)[1]
    # What no chain of good pairs joins is never one group: those pairs need not be looked at.
    within = part[pairs[:, 0]] == part[pairs[:, 1]]
    joining = _Joining(count, linkage)
    for (one, other), value in zip(pairs[within].tolist(), score[within].tolist(), strict=True):
        joining.tie(one, other, value)
    joining.run()
    return joining.lowest()


class _Joining:
    """Groups by their ties: the sum of the scores of the pairs between two, and how many there are."""

    def __init__(self, count: int, linkage: Linkage) -> None:
        self._linkage = linkage
        self._ties: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
        self._size = [1] * count
        self._into = list(range(count))
        self._next: list[tuple[float, int, int]] = []

    def tie(self, one: int, other: int, score: float) -> None:
        self._ties[one][other] = self._ties[other][one] = (score, 1)

    def run(self) -> None:
        for one, ties in enumerate(self._ties):
            for other in ties:
                if one < other:
                    self._propose(one, other)
        while self._next:
            told, one, other = heapq.heappop(self._next)
            if other in self._ties[one]:
                # Groups that grew since have more pairs between them that were not compared: never fewer.
                if -told > self._average(one, other):
                    self._propose(one, other)
                else:
                    self._join(one, other)

    def lowest(self) -> list[int]:
        lowest: dict[int, int] = {}
        return [lowest.setdefault(self._root(member), member) for member in range(len(self._into))]

    def _average(self, one: int, other: int) -> float:
        total, count = self._ties[one][other]
        linkage = self._linkage
        ours, theirs = self._size[one], self._size[other]
        missing = max(0.0, min(linkage.expected * min(ours, theirs), ours * theirs) - count)
        return (total + linkage.missing * missing) / (count + missing)

    def _propose(self, one: int, other: int) -> None:
        average = self._average(one, other)
        if average > self._linkage.least:
            heapq.heappush(self._next, (-average, min(one, other), max(one, other)))

    def _join(self, one: int, other: int) -> None:
        # The one with fewer ties goes into the other, so that a tie is moved a few times at most.
        if len(self._ties[one]) < len(self._ties[other]):
            one, other = other, one
        self._into[other] = one
        self._size[one] += self._size[other]
        ours, theirs = self._ties[one], self._ties[other]
        del ours[other]
        self._ties[other] = {}
        for third, (total, count) in theirs.items():
            if third != one:
                more, many = ours.get(third, (0.0, 0))
                ours[third] = self._ties[third][one] = (total + more, count + many)
                del self._ties[third][other]
                self._propose(one, third)

    def _root(self, member: int) -> int:
        while self._into[member] != member:
            member = self._into[member]
        return member
