"""How probable it is that the best record is the one meant, and what follows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from kiem.flow.lookup.comparing import WEIGHTS, added, level_of
from kiem.flow.lookup.sparse import Floats, Ints

__all__ = ["CLOSE", "EDGES", "LINK", "MISSING", "NONE", "REVIEW", "Acceptance", "acceptance", "levels_of"]

LINK, REVIEW, NONE = "link", "review", "none"
SHARES = (0.5, 0.7, 0.8, 0.9, 0.97, 0.999)
ALIKE = (0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.999)
WORDS = (1.5, 2.5, 3.5, 5.5)
MISSING = -1.0
NO_SECOND = -0.5
EDGES: Mapping[str, Sequence[float]] = {
    "score": (-6.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
    "ahead": (0.05, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0),
    "rivals": (1.5, 2.5, 4.5),
    "country": (0.5, 1.5),
    "town": (0.5, 1.5),
    "kinds": (0.5, 1.5, 2.5),
    "length": (5.0, 8.0, 12.0, 20.0, 30.0, 45.0),
    "words": WORDS,
    "words_written": WORDS,
    "words_unknown": (0.5, 1.5),
    "written_in_name": SHARES,
    "name_in_written": SHARES,
    "alike_sorted": ALIKE,
    "alike": ALIKE,
    "second_country": (NO_SECOND, 0.5, 1.5),
    "second_written_in_name": (NO_SECOND, *SHARES),
    "second_name_in_written": (NO_SECOND, *SHARES),
    "second_alike_sorted": (NO_SECOND, *ALIKE),
}
"""What a decision rests on, and where the levels of each begin.

The best record's score and evidence; how far it is ahead of the second, how many are less than two behind the best, and
the second's evidence; how many words the name has, how many are written, and how many of these no name has.
"""

CLOSE = 2.0
"""A record whose score is less than this behind the best is a rival."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What each level adds to the logarithm of the odds that the best record is right, and the two thresholds.

    From the probability `link` on it is linked, from `review` on a person decides, below it is none.
    """

    base: float
    of: Mapping[str, Floats]
    link: float
    review: float

    def probability(self, levels: Mapping[str, Ints]) -> Floats:
        """Return the estimated probability for each."""
        return np.asarray(1 / (1 + np.exp(-added(self.base, self.of, levels))), np.float32)

    def decision(self, probability: float) -> str:
        """Return what follows."""
        if probability >= self.link:
            return LINK
        return REVIEW if probability >= self.review else NONE


@cache
def acceptance() -> Acceptance:
    """Return what was learned."""
    told: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["acceptance"]
    of = {name: np.array(told["of"][name], np.float32) for name in EDGES}
    return Acceptance(told["base"], of, told["link"], told["review"])


def levels_of(grounds: Mapping[str, Floats]) -> Mapping[str, Ints]:
    """Return the level of each ground, from 0."""
    return {name: level_of(grounds[name], edges) for name, edges in EDGES.items()}
