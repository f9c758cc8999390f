"""Known words that are one slip away from an unknown one, or of which it is the beginning."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from kiem.flow.lookup.hashes import Hashes, hashes
from kiem.flow.lookup.lines import Lines
from kiem.flow.lookup.sparse import Ints

__all__ = ["Nearby"]

SHORTEST = 3
CUT_SHORT, MOST = 4, 12
"""A word of so many letters may be one cut short; where more words than so many begin with it, it says too little."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """Words by what is left of them without one letter (W. Garbe's symmetric deletion, 2012).

    Two words that share such a rest, or one of which is the other's, are a letter too many, too few, another, or two
    letters exchanged apart. `words` are in the order of the alphabet, and `places` says where each stood; `rests` are
    in order, and `having` says which word, by where it stood, has each.
    """

    words: Lines
    places: Ints
    rests: Hashes
    having: Ints

    @classmethod
    def learn(cls, words: Sequence[str]) -> Self:
        """Learn the words; those under three letters are too near to everything."""
        in_order = sorted(range(len(words)), key=words.__getitem__)
        pairs = [(rest, turn) for turn, word in enumerate(words) if len(word) >= SHORTEST for rest in _rests(word)]
        rests = hashes([rest for rest, _ in pairs])
        order = np.argsort(rests, kind="stable")
        having = np.array([turn for _, turn in pairs], np.int64)
        return cls(
            Lines.of(words[turn] for turn in in_order), np.array(in_order, np.int64), rests[order], having[order]
        )

    def of(self, word: str) -> set[int]:
        """Return the places of the words that are a slip away."""
        if len(word) < SHORTEST:
            return set()
        asked = hashes(list(_rests(word)))
        starts, ends = np.searchsorted(self.rests, asked), np.searchsorted(self.rests, asked, "right")
        found = zip(starts.tolist(), ends.tolist(), strict=True)
        return {turn for start, end in found for turn in self.having[start:end].tolist()} | self._begun(word)

    def _begun(self, word: str) -> set[int]:
        if len(word) < CUT_SHORT:
            return set()
        first = bisect_left(self.words, word)
        last = bisect_left(self.words, word + "~", first)
        return set(self.places[first:last].tolist()) if last - first <= MOST else set()


def _rests(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
