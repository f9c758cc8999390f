"""Known words that are one slip away from an unknown one, or of which it is the beginning."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Self

import numpy as np

from kiem.flow.lookup.hashes import Hashes, hashes
from kiem.flow.lookup.lines import Lines
from kiem.flow.lookup.sparse import Ints

__all__ = ["Nearby"]

SHORTEST = 3
CUT_SHORT, MOST = 4, 12
"""A word of so many letters may be one cut short; where more words than so many begin with it, it says too little."""

EIGHT = 8


@dataclass(frozen=True, slots=True)
class Nearby:
    """Words by what is left of them without one letter (W. Garbe's symmetric deletion, 2012).

    Two words that share such a rest, or one of which is the other's, are a letter too many, too few, another, or two
    letters exchanged apart. `words` are in the order of the alphabet, `beginnings` are their first eight letters as a
    number, and `places` says where each stood; `rests` are in order, and `having` says which word, by where it stood,
    has each.
    """

    words: Lines
    beginnings: Hashes
    places: Ints
    rests: Hashes
    having: Ints

    @classmethod
    def learn(cls, words: Sequence[str]) -> Self:
        """Learn the words; those under three letters are too near to everything."""
        in_order = sorted(range(len(words)), key=words.__getitem__)
        alphabetical = [words[turn] for turn in in_order]
        long = [turn for turn, word in enumerate(words) if len(word) >= SHORTEST]
        each = [list(_rests(words[turn])) for turn in long]
        rests = hashes(list(chain.from_iterable(each)))
        having = np.repeat(np.array(long, np.int64), [len(one) for one in each])
        order = np.argsort(rests, kind="stable")
        return cls(
            Lines.of(alphabetical),
            np.array([_beginning(word) for word in alphabetical], np.uint64),
            np.array(in_order, np.int64),
            rests[order],
            having[order],
        )

    def of(self, words: Sequence[str]) -> list[list[int]]:
        """Return for each word the places of those that are a slip away or begin with it, in order."""
        turns, places = self.pairs(words)
        ends = np.searchsorted(turns, np.arange(len(words) + 1)).tolist()
        every = places.tolist()
        return [every[start:end] for start, end in pairwise(ends)]

    def pairs(self, words: Sequence[str]) -> tuple[Ints, Ints]:
        """Return the same as pairs: the turn of the word asked, and the place of one near it; in order, each once."""
        each = [list(_rests(word)) if len(word) >= SHORTEST else [] for word in words]
        asked = hashes(list(chain.from_iterable(each)))
        starts, ends = np.searchsorted(self.rests, asked), np.searchsorted(self.rests, asked, "right")
        turns, at = _ranges(np.repeat(np.arange(len(words)), [len(one) for one in each]), starts, ends - starts)
        return self._in_order((turns, self.having[at]), self._begun(words))

    def pairs_within(self) -> tuple[Ints, Ints]:
        """Return the same for its own words, in the time of a third: the place of each, and that of one near it."""
        begins = np.concatenate([[True], self.rests[1:] != self.rests[:-1]])[: len(self.rests)]
        starts = np.flatnonzero(begins)
        run = np.cumsum(begins) - 1
        times = np.diff(starts, append=len(self.rests))
        ours, at = _ranges(self.having, starts[run], times[run])
        begun, begins_with = self._begun(self.words)
        return self._in_order((ours, self.having[at]), (self.places[begun], begins_with))

    def _in_order(self, *several: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
        count = max(len(self.words), 1)
        return np.divmod(np.unique(np.concatenate([turns * count + places for turns, places in several])), count)

    def _begun(self, words: Sequence[str]) -> tuple[Ints, Ints]:
        length = np.array([len(word) for word in words], np.int64)
        lowest = np.array([_beginning(word) for word in words], np.uint64)
        more = (8 * np.maximum(EIGHT - length, 0)).astype(np.uint64)
        highest = lowest | (np.left_shift(np.uint64(1), more) - np.uint64(1))
        firsts = np.searchsorted(self.beginnings, lowest)
        times = np.searchsorted(self.beginnings, highest, "right") - firsts
        times[length < CUT_SHORT] = 0
        for turn in np.flatnonzero((length > EIGHT) & (times > 0)).tolist():
            firsts[turn], times[turn] = self._begun_by(words[turn], int(firsts[turn]), int(times[turn]))
        times[times > MOST] = 0
        turns, at = _ranges(np.arange(len(words)), firsts, times)
        return turns, self.places[at]

    def _begun_by(self, word: str, first: int, times: int) -> tuple[int, int]:
        """Return where the words begin that begin with a long one, and how many do, counted to one more than `MOST`."""
        first = last = bisect_left(self.words, word, first, end := first + times)
        while last < min(end, first + MOST + 1) and self.words[last].startswith(word):
            last += 1
        return first, last - first


def _ranges(whose: Ints, starts: Ints, times: Ints) -> tuple[Ints, Ints]:
    """Return every place of ranges that start so and are so long, with whose each is."""
    each = np.repeat(np.arange(len(starts)), times)
    return whose[each], (starts - np.cumsum(times) + times)[each] + np.arange(len(each))


def _rests(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _beginning(word: str) -> int:
    """Return the first eight letters as a number, in the order of the alphabet."""
    return int.from_bytes(word[:EIGHT].encode("ascii").ljust(EIGHT, b"\0"), "big")
