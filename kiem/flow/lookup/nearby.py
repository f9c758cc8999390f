"""Known words that are one slip away from an unknown one, or of which it is the beginning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
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
        each = [list(_rests(word)) if len(word) >= SHORTEST else [] for word in words]
        asked = hashes(list(chain.from_iterable(each)))
        starts, ends = np.searchsorted(self.rests, asked), np.searchsorted(self.rests, asked, "right")
        turns = list(chain.from_iterable(repeat(turn, len(one)) for turn, one in enumerate(each)))
        found: list[set[int]] = [set() for _ in words]
        for place in np.flatnonzero(ends > starts).tolist():
            found[turns[place]].update(self.having[starts[place] : ends[place]].tolist())
        for several, begun in zip(found, self._begun(words), strict=True):
            several.update(begun)
        return [sorted(several) for several in found]

    def _begun(self, words: Sequence[str]) -> Iterator[list[int]]:
        lowest = [_beginning(word) for word in words]
        highest = [low + (1 << 8 * max(EIGHT - len(word), 0)) - 1 for low, word in zip(lowest, words, strict=True)]
        firsts = np.searchsorted(self.beginnings, np.array(lowest, np.uint64)).tolist()
        lasts = np.searchsorted(self.beginnings, np.array(highest, np.uint64), "right").tolist()
        for word, first, last in zip(words, firsts, lasts, strict=True):
            if len(word) < CUT_SHORT or first == last:
                yield []
                continue
            every: Sequence[int] = range(first, last)
            if len(word) > EIGHT:
                every = [place for place in every if self.words[place].startswith(word)]
            yield [int(self.places[place]) for place in every] if len(every) <= MOST else []


def _rests(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _beginning(word: str) -> int:
    """Return the first eight letters as a number, in the order of the alphabet."""
    return int.from_bytes(word[:EIGHT].encode("ascii").ljust(EIGHT, b"\0"), "big")
