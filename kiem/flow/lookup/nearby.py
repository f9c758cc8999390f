"""Known words that are one slip away from an unknown one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

__all__ = ["Nearby"]

SHORTEST = 3


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
        self._by_rest = {rest: tuple(turns) for rest, turns in by_rest.items()}

    def of(self, word: str) -> set[int]:
        """Return the places of the words that are a slip away."""
        if len(word) < SHORTEST:
            return set()
        return {turn for rest in _rests(word) for turn in self._by_rest.get(rest, ())}


def _rests(word: str) -> Iterable[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
