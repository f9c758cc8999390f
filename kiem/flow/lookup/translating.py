"""Which word means which, as the records of a register tell that have a name in more than one language.

An alignment of words without order (IBM model 1: P. Brown et al., "The Mathematics of Statistical Machine
Translation", Computational Linguistics 19(2), 1993), learned from every two names of a record: what stands only in the
one is said by what stands only in the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, permutations

import numpy as np
from numpy.typing import NDArray

from kiem.flow.lookup.sparse import Floats, Ints, Rows, rows_of

__all__ = ["meanings"]

MOST_NAMES, MOST_WORDS = 12, 7
"""Of a record with more names the first are read; of two names that differ in more words each nothing is learned."""

TURNS = 4
AT_FIRST, NOTHING = 0.1, 0.005
"""What is assumed of every two words before anything is learned; and of a word that says nothing of the other name."""

OFTEN, SURE, AS_GOOD = 1.5, 0.2, 0.9
"""In so many records, and with this probability, a word has to mean another; and what that counts beside the word."""


@dataclass(frozen=True, slots=True)
class _Met:
    """Every word that stands only in one name of a record, with each that stands only in another.

    `ours` and `theirs` are the words, `said` numbers the words of the other name, and `worth` is how much each counts.
    """

    ours: Ints
    theirs: Ints
    said: Ints
    worth: Floats


def meanings(words: Rows, owner: Ints, speaking: NDArray[np.bool_]) -> Rows:
    """Return for each word (rows) the words that it means (columns), with what each counts where it is written.

    `words` are names by their words, `owner` is the record of each name; words that are not `speaking` are passed over.
    """
    count = words.shape[1]
    row = np.repeat(np.arange(words.shape[0]), np.diff(words.indptr))
    some = speaking[words.indices]
    met = _met(rows_of(row[some], words.indices[some], words.shape), owner)
    pair, of = np.unique(met.ours * max(count, 1) + met.theirs, return_inverse=True)
    ours, theirs = np.divmod(pair, max(count, 1))
    share = often = np.full(len(pair), AT_FIRST)
    for _ in range(TURNS):
        told = share[of]
        whole = np.bincount(met.said, told) + NOTHING
        often = np.asarray(np.bincount(of, met.worth * told / whole[met.said], len(pair)), np.float64)
        share = often / np.bincount(ours, often, count)[ours]
    good = (share >= SURE) & (often >= OFTEN)
    means = rows_of(ours[good], theirs[good], (count, count))
    means.data = (AS_GOOD * share[good]).astype(np.float32)
    return means


def _met(words: Rows, owner: Ints) -> _Met:
    pairs = np.fromiter(chain.from_iterable(_pairs(owner)), np.int64).reshape(-1, 2)
    # A record of many names counts for no more than one name with each other.
    worth = 1 / np.maximum(np.bincount(pairs[:, 0], minlength=len(owner)), 1)[pairs[:, 0]]
    one, other = words[pairs[:, 0]], words[pairs[:, 1]]
    both = one.multiply(other)
    ours, theirs = (one - both).tocsr(), (other - both).tocsr()
    for rows in (ours, theirs):
        rows.eliminate_zeros()
    size = np.diff(ours.indptr)
    large = np.maximum(size, np.diff(theirs.indptr)) > MOST_WORDS
    slot = np.repeat(np.arange(len(pairs)), np.diff(theirs.indptr))
    # Each word of the other name with each of this one.
    times = np.where(large, 0, size)[slot]
    said = np.repeat(np.arange(len(slot)), times)
    turn = np.arange(len(said)) - np.repeat(np.cumsum(times) - times, times)
    return _Met(
        ours.indices[ours.indptr[slot[said]] + turn].astype(np.int64),
        theirs.indices[said].astype(np.int64),
        said,
        worth[slot[said]].astype(np.float32),
    )


def _pairs(owner: Ints) -> Iterator[tuple[int, int]]:
    """Give every two names of a record, both ways."""
    order = np.argsort(owner, kind="stable")
    for names in np.split(order, np.flatnonzero(np.diff(owner[order])) + 1):
        yield from permutations(names[:MOST_NAMES].tolist(), 2)
