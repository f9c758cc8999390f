"""Known words that are one slip away from an unknown one, or of which it is the beginning."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

__all__ = ["Nearby"]

SHORTEST = 3
CUT_SHORT, MOST = 4, 12
"""A word of so many letters may be one cut short; where more words than so many begin with it, it says too little."""


class Nearby:
    """Words by what is left of them without one letter (W. Garbe's symmetric deletion, 2012).

    Two words that share such a rest, or one of which is the other's, are a letter too many, too few, another, or two
    letters exchanged apart.
    """

    def __init__(self, words: Sequence[str]) -> None:
        """Learn the words; those under three letters are too near to everything."""
        by_rest: defaultdict[str, list[int]] = defaultdict(list)
        for turn, word in enumerate(words):
            if len(word) >= SHORTEST:
                for rest in _rests(word):
                    by_rest[rest].append(turn)
        # Python looks through half a million lists again and again, and once through tuples of numbers.
        self._in_order = sorted(range(len(words)), key=words.__getitem__)
        self._words = [words[turn] for turn in self._in_order]
        self._by_rest = {rest: tuple(turns) for rest, turns in by_rest.items()}

    def of(self, word: str) -> set[int]:
        """Return the places of the words that are a slip away."""
        if len(word) < SHORTEST:
            return set()
        return {turn for rest in _rests(word) for turn in self._by_rest.get(rest, ())} | self._begun(word)

    def _begun(self, word: str) -> set[int]:
        if len(word) < CUT_SHORT:
            return set()
        first = bisect_left(self._words, word)
        last = bisect_left(self._words, word + "~", first)
        return set(self._in_order[first:last]) if last - first <= MOST else set()


def _rests(word: str) -> Iterable[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
