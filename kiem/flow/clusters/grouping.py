"""Groups out of pairs: the two that belong together most are joined first, by the average of what joins them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from kiem.flow.lookup import Floats, Ints

__all__ = ["LEAST", "Linkage", "grouped"]


Doubles = NDArray[np.float64]

LEAST = -0.6
"""Chosen on half 0 of the lists that the weights were learned from."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """How groups are joined.

    Between two groups so many pairs are `expected` for each member of the smaller; each that was not compared counts as
    `missing`, so that one bad pair joins no two big groups. `least` is the average from which on they are one.
    """

    expected: float = 4.0
    missing: float = -3.0
    least: float = LEAST


@dataclass(frozen=True, slots=True)
class _Ties:
    """What joins groups two by two: between `one` and `other` the `total` of the scores of so many (`count`) pairs."""

    one: Ints
    other: Ints
    total: Doubles
    count: Doubles

    def some(self, which: NDArray[np.bool_]) -> "_Ties":
        return _Ties(self.one[which], self.other[which], self.total[which], self.count[which])

    def average(self, size: Ints, linkage: Linkage) -> Doubles:
        ours, theirs = size[self.one], size[self.other]
        expected = np.minimum(linkage.expected * np.minimum(ours, theirs), ours * theirs)
        missing = np.maximum(expected - self.count, 0)
        return np.asarray((self.total + linkage.missing * missing) / (self.count + missing), np.float64)

    def joined(self, into: Ints) -> "_Ties":
        """Return the ties between the groups into which these went, summed where several became one."""
        ours, theirs = np.sort(np.stack([into[self.one], into[self.other]]), axis=0)
        apart = ours != theirs
        both, turn = np.unique(ours[apart] * len(into) + theirs[apart], return_inverse=True)
        one, other = np.divmod(both, len(into))
        return _Ties(
            one,
            other,
            np.bincount(turn, self.total[apart], len(both)).astype(np.float64),
            np.bincount(turn, self.count[apart], len(both)).astype(np.float64),
        )


def grouped(count: int, pairs: Ints, score: Floats, linkage: Linkage) -> list[int]:
    """Return for each of so many members the lowest of its group; `pairs` has two columns, each pair once.

    In each round every two groups that are each other's best are joined: by an average that comes to the same as to
    join the best two of all, one after the other (F. Murtagh, "A survey of recent advances in hierarchical clustering
    algorithms", The Computer Journal 26, 1983).
    """
    group, size = np.arange(count), np.ones(count, np.int64)
    ties = _Ties(pairs[:, 0], pairs[:, 1], score.astype(np.float64), np.ones(len(pairs)))
    while len(ties.one):
        average = ties.average(size, linkage)
        good = average > linkage.least
        # What no chain of good ties joins is never one group: those ties need not be looked at any more.
        chain = coo_matrix((np.ones(int(good.sum())), (ties.one[good], ties.other[good])), shape=(count, count))
        part = connected_components(chain, directed=False)[1]
        into = _best_of_each_other(count, ties.some(good), average[good])
        group = into[group]
        size = np.bincount(group, minlength=count)
        ties = ties.some(part[ties.one] == part[ties.other]).joined(into)
    return [int(one) for one in group]


def _best_of_each_other(count: int, ties: _Ties, average: Doubles) -> Ints:
    """Return into which group each goes: where two are each other's best, into the lower."""
    rank = np.empty(len(average), np.int64)
    rank[np.lexsort((ties.other, ties.one, -average))] = np.arange(len(average))
    best = np.full(count, len(average))
    for side in (ties.one, ties.other):
        np.minimum.at(best, side, rank)
    is_best = (best[ties.one] == rank) & (best[ties.other] == rank)
    into = np.arange(count)
    into[ties.other[is_best]] = ties.one[is_best]
    return into
