"""Sparse rows of terms, weighed by how rare each is, and the nearest of many."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

__all__ = [
    "THREADS",
    "Floats",
    "Ints",
    "Rows",
    "Texts",
    "gathered",
    "laid_out",
    "nearest",
    "rarity",
    "row_of",
    "rows_of",
    "unit_rows",
]

Rows = Any
"""scipy's csr_matrix of float32, which has no types."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Texts = NDArray[np.object_]


@dataclass(slots=True)
class Threads:
    """How many threads share the work of this process."""

    count: int


THREADS = Threads(2)
ALIKE = 5
"""Decimals by which two are as near."""

FEW, MANY = 3, 1000
"""Up to so many rows are quicker one by one; from so many on a second thread is worth its start."""


def rows_of(row: Ints, term: Ints, shape: tuple[int, int]) -> Rows:
    """Return rows with 1 where a row has a term, however often it has it."""
    found = csr_matrix((np.ones(len(row), np.float32), (row, term)), shape=shape)
    found.sum_duplicates()
    found.data[:] = 1
    return found


def laid_out(values: Floats, terms: NDArray[np.int32], ends: NDArray[np.int32], shape: tuple[int, int]) -> Rows:
    """Return rows whose terms and values lie one row after the other; `ends` says where each ends, from 0."""
    return csr_matrix((values, terms, ends), shape=shape)


def rarity(rows: Rows) -> Floats:
    """Return how telling each term is: the logarithm of how many rows there are for one that has it."""
    count, terms = rows.shape
    had = np.bincount(rows.indices, minlength=terms)
    return np.asarray(np.log(count / np.maximum(had, 1)), np.float32)


def row_of(rows: Rows) -> Ints:
    """Return the row of each value."""
    return np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))


def unit_rows(rows: Rows, weights: Floats) -> Rows:
    """Return the rows weighed and brought to length one; terms of no weight are left out."""
    # Not by scipy's own means: for the few words of one name, what they check takes longer than what they do.
    weighed = rows.data * weights[rows.indices]
    kept = np.flatnonzero(weighed)
    row, weighed = row_of(rows)[kept], weighed[kept]
    length = np.sqrt(np.bincount(row, weighed * weighed, rows.shape[0])).astype(np.float32)
    ends = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=rows.shape[0]))])
    return laid_out(weighed / length[row], rows.indices[kept], ends.astype(np.int32), rows.shape)


def nearest(asked: Rows, known: Rows, most: int, least: float) -> Rows:
    """Return for each row asked the `most` nearest of the known (terms by names), by the cosine, at least `least`.

    Of those as near the first are taken, so that a row has the same alone and among others.
    """
    if asked.shape[0] > FEW:
        threads = THREADS.count if asked.shape[0] >= MANY else 1
        found = sp_matmul_topn(asked, known, top_n=2 * most, threshold=least, n_threads=threads, sort=True)
        row = row_of(found)
        order = np.argsort(_in_order(row, found.data, found.indices, known.shape[1]))
        order = order[np.arange(len(order)) - found.indptr[row] < most]
        ends = np.concatenate([[0], np.cumsum(np.bincount(row[order], minlength=asked.shape[0]))])
        return laid_out(found.data[order], found.indices[order], ends.astype(np.int32), found.shape)
    each = [
        _nearest_to_one(asked.indices[start:end], asked.data[start:end], known, (most, least))
        for start, end in pairwise(asked.indptr.tolist())
    ]
    ends = np.cumsum([0, *(len(places) for places, _ in each)])
    places = np.concatenate([np.empty(0, np.int64), *(places for places, _ in each)])
    values = np.concatenate([np.empty(0, np.float32), *(values for _, values in each)])
    return laid_out(values, places.astype(np.int32), ends.astype(np.int32), (asked.shape[0], known.shape[1]))


def _in_order(row: Ints, values: Floats, places: Ints, count: int) -> Ints:
    """Return numbers in the order of the row, the value (highest first) and the place among so many.

    One number is sorted in a fifth of the time of three. It has room for nine million rows and places.
    """
    worth = np.round(values * 10**ALIKE).astype(np.int64)
    most = int(worth.max(initial=0)) + 1
    return np.asarray((row * most + (most - 1 - worth)) * count + places, np.int64)


def gathered(rows: Rows, which: Ints) -> tuple[Ints, Ints]:
    """Return for the values of some rows, one row after the other, whose they are and where they stand."""
    start = rows.indptr[which]
    times = rows.indptr[which + 1] - start
    each = np.repeat(np.arange(len(which)), times)
    return each, (start - np.cumsum(times) + times)[each] + np.arange(len(each))


def _nearest_to_one(terms: Ints, worth: Floats, known: Rows, limits: tuple[int, float]) -> tuple[Ints, Floats]:
    """Do the same for the terms of one row, without a place for each name that is known."""
    most, least = limits
    each, at = gathered(known, terms)
    places, turn = np.unique(known.indices[at], return_inverse=True)
    value = np.bincount(turn, worth[each] * known.data[at], len(places)).astype(np.float32)
    best = np.lexsort((places, -_rounded(value)))[:most]
    best = best[value[best] >= least]
    return places[best], value[best].astype(np.float32)


def _rounded(values: Floats) -> Floats:
    """Return the values without what only the order of adding up makes of them."""
    return np.round(values, ALIKE)
