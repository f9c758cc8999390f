"""A register's names by their words, and by four letters in a row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kiem.flow.lookup.nearby import Nearby
from kiem.flow.lookup.sparse import Floats, Ints, Rows, laid_out, nearest, rarity, rows_of, unit_rows
from kiem.flow.lookup.words import terms

__all__ = ["Asked", "GramIndex", "WordIndex"]

COMMON, A_HUNDRED = 0.005, 100
"""What this share of names, and more than a hundred, have is no way to find one of them; it is still compared."""

NEAR = 0.8
"""How much a word counts that is a slip away from the one written."""

UNKNOWN = 8.0
"""How telling a word is taken to be that no name has."""

LEAST_BY_WORDS, LEAST_BY_GRAMS = 0.2, 0.1
LETTERS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """Names that somebody wrote, plain; the known terms that each has, and how many of its words no name has."""

    names: list[str]
    rows: Rows
    unknown: Ints


class WordIndex:
    """Names by their words and pairs of words."""

    def __init__(self, names: Sequence[str], countries: Sequence[str]) -> None:
        """Learn the plain names, each with the country of its record, or ''."""
        self._place: dict[str, int] = {}
        row, term = [], []
        for turn, (name, country) in enumerate(zip(names, countries, strict=True)):
            for one in terms(name, country):
                row.append(turn)
                term.append(self._place.setdefault(one, len(self._place)))
        shape = (len(names), len(self._place))
        self._rows = rows_of(np.array(row, np.int64), np.array(term, np.int64), shape)
        weight = rarity(self._rows)
        had = np.bincount(self._rows.indices, minlength=shape[1])
        self._finding = np.where(had > max(COMMON * shape[0], A_HUNDRED), 0, weight).astype(np.float32)
        self._known = unit_rows(self._rows, self._finding).T.tocsr()
        words = [one for one in self._place if "_" not in one and "|" not in one]
        self._word_places = [self._place[word] for word in words]
        # A word that every name has still says something: that it was written.
        self._telling = np.zeros(shape[1], np.float32)
        self._telling[self._word_places] = weight[self._word_places] + np.float32(0.1)
        self._nearby = Nearby(words)
        self._words = self._rows.copy()
        self._words.data = self._telling[self._words.indices]
        self._whole = np.asarray(self._words.sum(axis=1)).ravel()

    def ask(self, names: Sequence[str], countries: Sequence[str]) -> Asked:
        """Return what the index knows of plain names: their terms, and words near to those it does not know."""
        near: dict[str, list[int]] = {}
        term: list[int] = []
        share: list[float] = []
        ends, unknown = [0], []
        place_of = self._place.get
        for name, country in zip(names, countries, strict=True):
            found = {place: 1.0 for one in terms(name, country) if (place := place_of(one)) is not None}
            strange = [word for word in name.split() if word not in self._place]
            for word in strange:
                if word not in near:
                    near[word] = [self._word_places[turn] for turn in self._nearby.of(word)]
                for place in near[word]:
                    found.setdefault(place, NEAR)
            term += found
            share += found.values()
            ends.append(len(term))
            unknown.append(len(strange))
        shape = (len(names), len(self._place))
        rows = laid_out(np.array(share, np.float32), np.array(term, np.int32), np.array(ends, np.int32), shape)
        return Asked(list(names), rows, np.array(unknown, np.int64))

    def nearest(self, asked: Asked, most: int) -> Rows:
        """Return the nearest names by the terms that not too many have."""
        return nearest(unit_rows(asked.rows, self._finding), self._known, most, LEAST_BY_WORDS)

    def coverage(self, asked: Asked, written: Ints, known: Ints) -> tuple[Floats, Floats]:
        """Return for pairs how much of what is written the name has, and how much of the name is written.

        Both by how telling the words are, from 0 to 1.
        """
        shared = np.asarray(asked.rows[written].multiply(self._words[known]).sum(axis=1)).ravel()
        said = asked.rows.copy()
        said.data = said.data * self._telling[said.indices]
        whole = np.asarray(said.sum(axis=1)).ravel() + asked.unknown * UNKNOWN
        return _share(shared, whole[written]), _share(shared, self._whole[known])


class GramIndex:
    """Names by every four letters in a row, for what no word of it is right in."""

    def __init__(self, names: Sequence[str]) -> None:
        """Learn the plain names."""
        row, gram = _grams(names)
        self._grams, term = np.unique(gram, return_inverse=True)
        rows = rows_of(row, term, (len(names), len(self._grams)))
        had = np.bincount(rows.indices, minlength=len(self._grams))
        self._weight = np.where(had > max(COMMON * len(names), A_HUNDRED), 0, rarity(rows)).astype(np.float32)
        self._known = unit_rows(rows, self._weight).T.tocsr()

    def nearest(self, names: Sequence[str], most: int) -> Rows:
        """Return the nearest names."""
        row, gram = _grams(names)
        term = np.minimum(np.searchsorted(self._grams, gram), max(len(self._grams) - 1, 0))
        there = self._grams[term] == gram if len(self._grams) else np.zeros(len(gram), bool)
        rows = rows_of(row[there], term[there], (len(names), len(self._grams)))
        return nearest(unit_rows(rows, self._weight), self._known, most, LEAST_BY_GRAMS)


def _grams(names: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the row and the number of each four letters in a row, with a space before and after the name."""
    padded = [f" {name} ".encode("ascii") for name in names]
    lengths = np.array([len(one) for one in padded], np.int64)
    letters = np.frombuffer(b"".join(padded), np.uint8).astype(np.int64)
    number = np.zeros(len(letters), np.int64)
    for place in range(LETTERS):
        following = letters[place:]
        number[: len(following)] |= following << (8 * place)
    row = np.repeat(np.arange(len(padded)), lengths)
    starts = np.cumsum(lengths) - lengths
    left = lengths[row] - (np.arange(len(letters)) - starts[row])
    return row[left >= LETTERS], number[left >= LETTERS]


def _share(part: Floats, whole: Floats) -> Floats:
    return (part / np.maximum(whole, np.float32(1e-6))).astype(np.float32)
