"""Names of a register that stand in a text word for word."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kiem.flow.affiliations.phrases import Phrases
from kiem.flow.lookup import EMPTY, Register

__all__ = ["Span", "Spans"]

TOO_MANY = 40
"""A name that more records have says nothing."""


class Span(NamedTuple):
    """A name that stands in a text: its first word, the one after its last, how telling it is, and whose it is."""

    start: int
    end: int
    telling: float
    records: tuple[int, ...]


class Spans:
    """A register's names by their words, without those that only join others."""

    def __init__(self, register: Register) -> None:
        """Learn the names."""
        records: defaultdict[str, set[int]] = defaultdict(set)
        had: Counter[str] = Counter()
        for name, owner in zip(register.names, register.owner.tolist(), strict=True):
            words = [word for word in name.split() if word not in EMPTY]
            had.update(set(words))
            if words:
                records[" ".join(words)].add(owner)
        count = len(register.names)
        self._names = Phrases(
            {
                name: (sum(math.log(count / had[word]) for word in name.split()), tuple(sorted(owners)))
                for name, owners in records.items()
                if len(owners) <= TOO_MANY
            }
        )

    def found(self, words: Sequence[str]) -> list[Span]:
        """Return every name that stands in the words, those inside others too."""
        return [Span(start, end, *told) for start, end, told in self._names.every(words)]
