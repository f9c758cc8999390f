"""Pairs of names that may be one organisation: near by words, by letters, or next to each other under a telling word.

Nothing here grows with the square of the list: a word or a run of letters that many names have finds no pair, and under
each telling word a name is paired with its neighbours in order of the alphabet and with the shortest names.
"""

import numpy as np

from kiem.flow.clusters.listing import Listing
from kiem.flow.lookup import Floats, Ints, Rows, nearest, rarity, row_of, rows_of, unit_rows

__all__ = ["candidates"]

COMMON = 400
"""What more names than this have is no way to find one."""

BY_WORDS, BY_LETTERS = 16, 8
LEAST_BY_WORDS, LEAST_BY_LETTERS = 0.15, 0.35
SURE = 0.7
"""A name that is so near to another by words is not looked for by letters."""

LETTERS = 4
SIGNS = 38
CODES = np.zeros(256, np.int64)
CODES[list(b"^$abcdefghijklmnopqrstuvwxyz0123456789")] = np.arange(SIGNS)
"""What plain names are written with."""

PAIR = 0.7
"""How much a pair of words weighs, set beside the two alone."""

BESIDE, SHORTEST, TELLING_WORDS = 20, 3, 3
AT_MOST_BESIDE = 400_000
"""So many pairs of neighbours there are about at most, however long the list."""

HUB, BLOCK = 4.0, 5.0
"""How telling a word must be for its shortest names to be compared with all, and for its neighbours to be."""


def candidates(known: Listing) -> Ints:
    """Return pairs of places of names, the lower first, each once, in order."""
    words, alike = _by_words(known)
    found = [words, _by_letters(known, np.flatnonzero(alike < SURE)), _beside(known), _with_shortest(known)]
    one, other = np.concatenate(found).T
    count = max(len(known.names), 1)
    both = np.sort(np.minimum(one, other) * count + np.maximum(one, other))
    one, other = np.divmod(both[np.diff(both, prepend=-1) > 0], count)
    return np.stack([one[one < other], other[one < other]], axis=1)


def _by_words(known: Listing) -> tuple[Ints, Floats]:
    """Return the pairs near by words, and how near the nearest other one of each name is."""
    written, count = known.written, len(known.words)
    row = np.repeat(np.arange(len(known.names)), np.diff(known.starts, append=len(written)))
    one, other = np.sort(np.stack([written[:-1], written[1:]]), axis=0)
    beside = row[:-1] == row[1:]
    two, turn = np.unique(one[beside] * count + other[beside], return_inverse=True)
    one, other = np.divmod(two, count)
    terms = np.concatenate([written, count + turn])
    rows = rows_of(np.concatenate([row, row[1:][beside]]), terms, (len(known.names), count + len(two)))
    worth = known.telling
    weight = np.concatenate([worth, PAIR * (worth[one] + worth[other])]).astype(np.float32)
    unit = _unit(rows, weight)
    near = nearest(unit, unit.T.tocsr(), BY_WORDS, LEAST_BY_WORDS)
    pairs = np.stack([row_of(near), near.indices.astype(np.int64)], axis=1)
    alike = np.zeros(len(known.names), np.float32)
    others = pairs[:, 0] != pairs[:, 1]
    np.maximum.at(alike, pairs[others, 0], near.data[others])
    return pairs, alike


def _by_letters(known: Listing, asked: Ints) -> Ints:
    """Return the pairs of some names with those near by letters."""
    told = [f"^{letters}$".ljust(LETTERS, "$") for letters in known.letters]
    length = np.array([len(text) for text in told], np.int64)
    codes = CODES[np.frombuffer("".join(told).encode("ascii"), np.uint8)]
    grams = codes[: len(codes) - LETTERS + 1].copy()
    for step in range(1, LETTERS):
        grams = grams * SIGNS + codes[step : len(codes) - LETTERS + 1 + step]
    row = np.repeat(np.arange(len(told)), length)[: len(grams)]
    within = np.arange(len(grams)) + LETTERS <= np.cumsum(length)[row]
    rows = rows_of(row[within], grams[within], (len(told), SIGNS**LETTERS))
    unit = _unit(rows, rarity(rows))
    near = nearest(unit[asked], unit.T.tocsr(), BY_LETTERS, LEAST_BY_LETTERS)
    return np.stack([asked[row_of(near)], near.indices.astype(np.int64)], axis=1)


def _unit(rows: Rows, weight: Floats) -> Rows:
    had = np.bincount(rows.indices, minlength=rows.shape[1])
    return unit_rows(rows, np.where(had > COMMON, 0, weight).astype(np.float32))


def _beside(known: Listing) -> Ints:
    """Return the pairs of neighbours by the alphabet among those who have a telling word; fewer in a long list."""
    under = known.rows.tocsc()
    blocked = (known.telling >= HUB) & (np.maximum(known.own, known.place) >= BLOCK)
    word = np.repeat(np.arange(len(known.words)), np.diff(under.indptr))
    names, word = under.indices[blocked[word]].astype(np.int64), word[blocked[word]]
    steps = min(BESIDE, AT_MOST_BESIDE // max(len(names), 1))
    found = [np.zeros((0, 2), np.int64)]
    for step in range(1, steps + 1):
        same = word[:-step] == word[step:]
        found.append(np.stack([names[:-step][same], names[step:][same]], axis=1))
    return np.concatenate(found)


def _with_shortest(known: Listing) -> Ints:
    """Return the pairs of each name with the shortest that have one of its most telling words."""
    rows = known.rows
    row, word = row_of(rows), rows.indices.astype(np.int64)
    alphabet = np.empty(len(known.words), np.int64)
    alphabet[sorted(range(len(known.words)), key=known.words.__getitem__)] = np.arange(len(known.words))
    best = np.lexsort((alphabet[word], -known.telling[word], row))
    best = best[np.arange(len(best)) - rows.indptr[row[best]] < TELLING_WORDS]
    best = best[known.telling[word[best]] >= HUB]
    letters = np.array([len(text) for text in known.letters], np.int64)
    size = np.diff(known.starts, append=len(known.written))
    shortest = np.lexsort((row, letters[row], size[row], word))
    starts = np.concatenate([[0], np.cumsum(known.had)])
    found = [np.zeros((0, 2), np.int64)]
    for turn in range(SHORTEST):
        some = best[known.had[word[best]] > turn]
        found.append(np.stack([row[some], row[shortest[starts[word[some]] + turn]]], axis=1))
    return np.concatenate(found)
