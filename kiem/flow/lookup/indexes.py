"""A register's names by their words, and by four letters in a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Self

import numpy as np

from kiem.flow.lookup.hashes import Hashes, found_in, hashes
from kiem.flow.lookup.nearby import Nearby
from kiem.flow.lookup.sparse import Floats, Ints, Rows, gathered, laid_out, nearest, rarity, row_of, rows_of, unit_rows
from kiem.flow.lookup.translating import meanings
from kiem.flow.lookup.words import EMPTY, terms

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
    """Names that somebody wrote, plain; the known terms that each has, and how many of its words no name has.

    `meant` are the same terms with what they mean in another language.
    """

    names: list[str]
    rows: Rows
    meant: Rows
    unknown: Ints


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Names by their words and pairs of words.

    `terms` are the hashes of all these, in order. `finding` and `telling` weigh each for finding and for comparing;
    `known` has the terms' names by the first, `words` the names' words by the second, `whole` the sum of each name's.
    `nearby` are the words, and `word_terms` the term that each is; `means` are the terms by those that they mean.
    """

    terms: Hashes
    finding: Floats
    telling: Floats
    known: Rows
    words: Rows
    whole: Floats
    nearby: Nearby
    word_terms: Ints
    means: Rows

    @classmethod
    def learn(cls, names: Sequence[str], countries: Sequence[str], owner: Ints) -> Self:
        """Learn the plain names, each with the country of its record, or '', and which record that is."""
        row, texts = _taken_apart(names, countries)
        known, term = np.unique(hashes(texts), return_inverse=True)
        shape = (len(names), len(known))
        rows = rows_of(row, term, shape)
        weight = rarity(rows)
        had = np.bincount(rows.indices, minlength=shape[1])
        finding = np.where(had > max(COMMON * shape[0], A_HUNDRED), 0, weight).astype(np.float32)
        words = sorted({text for text in texts if _is_word(text)})
        word_terms = found_in(known, hashes(words))
        # A word that every name has still says something: that it was written.
        telling = np.zeros(shape[1], np.float32)
        telling[word_terms] = weight[word_terms] + np.float32(0.1)
        found_by = unit_rows(rows, finding).T.tocsr()
        rows.data = telling[rows.indices]
        rows.eliminate_zeros()
        whole = np.asarray(rows.sum(axis=1)).ravel()
        speaking = np.zeros(shape[1], bool)
        speaking[word_terms] = [_is_speaking(word) for word in words]
        means = meanings(rows, owner, speaking)
        return cls(known, finding, telling, found_by, rows, whole, Nearby.learn(words), word_terms, means)

    def ask(self, names: Sequence[str], countries: Sequence[str]) -> Asked:
        """Return what the index knows of plain names: their terms, and words near to those it does not know."""
        row, texts = _taken_apart(names, countries)
        term = found_in(self.terms, hashes(texts))
        there = term >= 0
        strange = [turn for turn in np.flatnonzero(~there).tolist() if _is_word(texts[turn])]
        near = self._near(sorted({texts[turn] for turn in strange}))
        beside = [(place, one) for turn in strange for place, one in zip(repeat(row[turn]), near[texts[turn]])]
        added = np.array(beside, np.int64).reshape(-1, 2)
        share = np.concatenate([np.ones(there.sum(), np.float32), np.full(len(added), NEAR, np.float32)])
        rows = _best_of_each(
            np.concatenate([row[there], added[:, 0]]),
            np.concatenate([term[there], added[:, 1]]),
            share,
            (len(names), len(self.terms)),
        )
        # A word that is written twice is unknown twice.
        times = [names[row[turn]].split().count(texts[turn]) for turn in strange]
        unknown = np.bincount(row[strange], np.array(times, float), len(names)).astype(np.int64)
        return Asked(list(names), rows, self._meant(rows), unknown)

    def nearest(self, asked: Asked, most: int) -> Rows:
        """Return the nearest names by the terms that not too many have."""
        return nearest(unit_rows(asked.meant, self.finding), self.known, most, LEAST_BY_WORDS)

    def coverage(self, asked: Asked, written: Ints, known: Ints) -> tuple[Floats, Floats]:
        """Return for pairs how much of what is written the name has, and how much of the name is written.

        Both by how telling the words are, from 0 to 1.
        """
        pair, place = gathered(self.words, known)
        met = _met(asked.meant, written[pair], self.words.indices[place]) * self.words.data[place]
        shared = np.asarray(np.bincount(pair, met, len(known)), np.float32)
        telling = asked.rows.data * self.telling[asked.rows.indices]
        whole = np.asarray(np.bincount(row_of(asked.rows), telling, len(asked.names)), np.float32)
        whole += asked.unknown * np.float32(UNKNOWN)
        return _share(shared, whole[written]), _share(shared, self.whole[known])

    def _meant(self, rows: Rows) -> Rows:
        """Return the rows with what their terms mean, too."""
        each, place = gathered(self.means, rows.indices)
        if not len(each):
            return rows
        row = row_of(rows)
        return _best_of_each(
            np.concatenate([row, row[each]]),
            np.concatenate([rows.indices, self.means.indices[place]]),
            np.concatenate([rows.data, rows.data[each] * self.means.data[place]]),
            rows.shape,
        )

    def _near(self, words: Sequence[str]) -> Mapping[str, list[int]]:
        return {
            word: self.word_terms[places].tolist() for word, places in zip(words, self.nearby.of(words), strict=True)
        }


@dataclass(frozen=True, slots=True)
class GramIndex:
    """Names by every four letters in a row, for what no word of it is right in.

    `grams` are in order, `weight` says how telling each is, and `known` has their names.
    """

    grams: Ints
    weight: Floats
    known: Rows

    @classmethod
    def learn(cls, names: Sequence[str]) -> Self:
        """Learn the plain names."""
        row, gram = _grams(names)
        grams, term = np.unique(gram, return_inverse=True)
        rows = rows_of(row, term, (len(names), len(grams)))
        had = np.bincount(rows.indices, minlength=len(grams))
        weight = np.where(had > max(COMMON * len(names), A_HUNDRED), 0, rarity(rows)).astype(np.float32)
        return cls(grams, weight, unit_rows(rows, weight).T.tocsr())

    def nearest(self, names: Sequence[str], most: int) -> Rows:
        """Return the nearest names."""
        row, gram = _grams(names)
        term = np.minimum(np.searchsorted(self.grams, gram), max(len(self.grams) - 1, 0))
        there = self.grams[term] == gram if len(self.grams) else np.zeros(len(gram), bool)
        rows = rows_of(row[there], term[there], (len(names), len(self.grams)))
        return nearest(unit_rows(rows, self.weight), self.known, most, LEAST_BY_GRAMS)


def _taken_apart(names: Sequence[str], countries: Sequence[str]) -> tuple[Ints, list[str]]:
    """Return the terms of all names one after the other, and the row of each."""
    each = [list(terms(name, country)) for name, country in zip(names, countries, strict=True)]
    return np.repeat(np.arange(len(each)), [len(one) for one in each]), list(chain.from_iterable(each))


def _is_word(term: str) -> bool:
    return "_" not in term and "|" not in term


def _best_of_each(row: Ints, term: Ints, share: Floats, shape: tuple[int, int]) -> Rows:
    """Return the rows of terms, each with the most that it counts there: as it stands no less than for what is near."""
    order = np.lexsort((-share, term, row))
    row, term, share = row[order], term[order], share[order]
    first = np.ones(len(order), bool)
    first[1:] = (row[1:] != row[:-1]) | (term[1:] != term[:-1])
    ends = np.concatenate([[0], np.cumsum(np.bincount(row[first], minlength=shape[0]))])
    return laid_out(share[first], term[first].astype(np.int32), ends.astype(np.int32), shape)


def _met(rows: Rows, row: Ints, term: Ints) -> Floats:
    """Return the value of each row and term, 0 where it has none; the terms of a row are in order."""
    wide = rows.shape[1]
    key, asked = row_of(rows) * wide + rows.indices, row * wide + term
    place = np.minimum(np.searchsorted(key, asked), max(len(key) - 1, 0))
    there = key[place] == asked if len(key) else np.zeros(len(asked), bool)
    return np.where(there, rows.data[place] if len(key) else 0, 0)


def _is_speaking(word: str) -> bool:
    return len(word) > 1 and word not in EMPTY and not word.isdigit()


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
    return np.minimum(part / np.maximum(whole, np.float32(1e-6)), np.float32(1)).astype(np.float32)
