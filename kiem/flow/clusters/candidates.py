"""Pairs of names that may be one organisation: near by words, by letters, or next to each other under a telling word.

Nothing here grows with the square of the list: a word or a run of letters that many names have finds no pair, and under
each telling word a name is paired with its neighbours in order of the alphabet and with the shortest names.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from kiem.flow.clusters.listing import Listing
from kiem.flow.lookup import Ints, Rows, nearest, rarity, rows_of, unit_rows

__all__ = ["candidates"]

COMMON = 400
"""What more names than this have is no way to find one."""

BY_WORDS, BY_LETTERS = 16, 8
LEAST_BY_WORDS, LEAST_BY_LETTERS = 0.15, 0.35
LETTERS = 4
PAIR = 0.7
"""How much a pair of words weighs, set beside the two alone."""

BESIDE, SHORTEST, TELLING_WORDS = 20, 3, 3
HUB, BLOCK = 4.0, 5.0
"""How telling a word must be for its shortest names to be compared with all, and for its neighbours to be."""


def candidates(known: Listing) -> Ints:
    """Return pairs of places of names, the lower first, each once, in order."""
    found = [_by_words(known), _by_letters(known), _under_words(known)]
    pairs = np.concatenate(found)
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    count = len(known.names)
    both = np.unique(pairs[:, 0] * count + pairs[:, 1])
    return np.stack(np.divmod(both, max(count, 1)), axis=1)


def _by_words(known: Listing) -> Ints:
    worth = dict(zip(known.words, known.telling.tolist(), strict=True))
    weight: dict[tuple[str, ...], float] = {}
    place: dict[tuple[str, ...], int] = {}
    row, term = [], []
    for turn, name in enumerate(known.names):
        words = name.words
        pairs = [(min(two), max(two)) for two in pairwise(words)]
        for one in dict.fromkeys([*((word,) for word in words), *pairs]):
            row.append(turn)
            term.append(place.setdefault(one, len(place)))
            weight.setdefault(one, worth[one[0]] if len(one) == 1 else PAIR * (worth[one[0]] + worth[one[1]]))
    rows = rows_of(np.array(row, np.int64), np.array(term, np.int64), (len(known.names), len(place)))
    return _nearest(rows, np.array(list(weight.values()), np.float32), BY_WORDS, LEAST_BY_WORDS)


def _by_letters(known: Listing) -> Ints:
    place: dict[str, int] = {}
    row, term = [], []
    for turn, letters in enumerate(known.letters):
        told = f"^{letters}$"
        for start in range(max(1, len(told) - LETTERS + 1)):
            row.append(turn)
            term.append(place.setdefault(told[start : start + LETTERS], len(place)))
    rows = rows_of(np.array(row, np.int64), np.array(term, np.int64), (len(known.names), len(place)))
    return _nearest(rows, rarity(rows), BY_LETTERS, LEAST_BY_LETTERS)


def _nearest(rows: Rows, weight: np.ndarray[tuple[int], np.dtype[np.float32]], most: int, least: float) -> Ints:
    had = np.bincount(rows.indices, minlength=rows.shape[1])
    unit = unit_rows(rows, np.where(had > COMMON, 0, weight).astype(np.float32))
    near = nearest(unit, unit.T.tocsr(), most, least)
    of = np.repeat(np.arange(near.shape[0]), np.diff(near.indptr))
    return np.stack([of, near.indices.astype(np.int64)], axis=1)


def _under_words(known: Listing) -> Ints:
    """Return the pairs of names under their telling words: neighbours by the alphabet, and the shortest with each."""
    worth = dict(zip(known.words, known.telling.tolist(), strict=True))
    blocked = dict(zip(known.words, (np.maximum(known.own, known.place) >= BLOCK).tolist(), strict=True))
    names = known.names
    under: defaultdict[str, list[int]] = defaultdict(list)
    for turn in sorted(range(len(names)), key=lambda one: names[one].words):
        for word in dict.fromkeys(names[turn].words):
            if worth[word] >= HUB:
                under[word].append(turn)
    pairs = np.zeros((0, 2), np.int64)
    found = [pairs]
    for word, turns in under.items():
        if blocked[word]:
            ordered = np.array(turns, np.int64)
            found += [
                np.stack([ordered[:-step], ordered[step:]], axis=1) for step in range(1, min(BESIDE + 1, len(turns)))
            ]
    return np.concatenate([*found, _with_shortest(known, under, worth)])


def _with_shortest(known: Listing, under: dict[str, list[int]], worth: dict[str, float]) -> Ints:
    def size(turn: int) -> tuple[int, int, Sequence[str]]:
        words = known.names[turn].words
        return len(words), sum(map(len, words)), words

    shortest = {word: sorted(turns, key=size)[:SHORTEST] for word, turns in under.items()}
    pairs = [
        (turn, other)
        for turn, name in enumerate(known.names)
        for word in sorted(set(name.words), key=lambda one: (-worth[one], one))[:TELLING_WORDS]
        for other in shortest.get(word, ())
    ]
    return np.array(pairs, np.int64).reshape(-1, 2)
