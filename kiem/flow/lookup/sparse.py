"""Sparse rows of terms, weighed by how rare each is, and the nearest of many."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

__all__ = ["THREADS", "Floats", "Ints", "Rows", "Texts", "laid_out", "nearest", "rarity", "rows_of", "unit_rows"]

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


def unit_rows(rows: Rows, weights: Floats) -> Rows:
    """Return the rows weighed and brought to length one; terms of no weight are left out."""
    weighed = rows.copy()
    weighed.data = weighed.data * weights[weighed.indices]
    weighed.eliminate_zeros()
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    length[length == 0] = 1
    weighed.data /= np.repeat(length, np.diff(weighed.indptr)).astype(np.float32)
    return weighed


def nearest(asked: Rows, known: Rows, most: int, least: float) -> Rows:
    """Return for each row asked the `most` nearest of the known (terms by names), by the cosine, at least `least`.

    Of those as near the first are taken, so that a row has the same alone and among others.
    """
    if asked.shape[0] > FEW:
        threads = THREADS.count if asked.shape[0] >= MANY else 1
        found = sp_matmul_topn(asked, known, top_n=2 * most, threshold=least, n_threads=threads, sort=True)
        row = np.repeat(np.arange(asked.shape[0]), np.diff(found.indptr))
        order = np.lexsort((found.indices, -_rounded(found.data), row))
        order = order[np.arange(len(order)) - found.indptr[row] < most]
        ends = np.concatenate([[0], np.cumsum(np.bincount(row[order], minlength=asked.shape[0]))])
        return laid_out(found.data[order], found.indices[order], ends.astype(np.int32), found.shape)
    each = [_nearest_to_one(asked.getrow(row), known, most, least) for row in range(asked.shape[0])]
    ends = np.cumsum([0, *(len(places) for places, _ in each)])
    places = np.concatenate([np.empty(0, np.int64), *(places for places, _ in each)])
    values = np.concatenate([np.empty(0, np.float32), *(values for _, values in each)])
    return laid_out(values, places.astype(np.int32), ends.astype(np.int32), (asked.shape[0], known.shape[1]))


def _nearest_to_one(asked: Rows, known: Rows, most: int, least: float) -> tuple[Ints, Floats]:
    """Do the same for one row, without a place for each name that is known."""
    shared = known[asked.indices]
    places, turn = np.unique(shared.indices, return_inverse=True)
    value = np.bincount(turn, np.repeat(asked.data, np.diff(shared.indptr)) * shared.data, len(places)).astype(
        np.float32
    )
    best = np.lexsort((places, -_rounded(value)))[:most]
    best = best[value[best] >= least]
    return places[best], value[best].astype(np.float32)


def _rounded(values: Floats) -> Floats:
    """Return the values without what only the order of adding up makes of them."""
    return np.round(values, ALIKE)
