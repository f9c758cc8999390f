"""How many pairs of a list are one organisation, told by the list itself.

The weights of evidence were learned from lists in which a share of the pairs were; in another list it is another share,
and the odds of each pair shift by as much. The share is found by expectation maximisation from the odds alone (M.
Saerens, P. Latinne and C. Decaestecker, "Adjusting the outputs of a classifier to new a priori probabilities", Neural
Computation 14, 2002).
"""

import math

import numpy as np

from kiem.flow.lookup import Floats, Ints

__all__ = ["shift", "strictness"]

ROUNDS, STEP = 200, 0.02
FURTHEST = 3.0
STRICTER, STRICTEST = 2.0, 1.6
"""How much more the average of two groups has to be for each step that a list's odds are lower, and at most."""

LONG, BY_TENS = 10_000, 0.5
"""From so many names on it has to be more for each ten times as many: more strangers are alike by chance."""


def shift(pairs: Ints, scores: Floats, learned: float) -> float:
    """Return by how much (logarithm of odds, from -3 to 3) the odds of each pair are other than those it was told.

    Each name counts alike, not each pair: a big group has very many.
    """
    if not len(pairs):
        return 0.0
    often = np.bincount(pairs.ravel())
    counts = 1 / often[pairs[:, 0]] + 1 / often[pairs[:, 1]]
    # Scores of a step are one: the same, and quicker.
    turn = np.round(scores / STEP).astype(np.int64)
    lowest = int(turn.min())
    weight = np.bincount(turn - lowest, counts)
    odds = (np.arange(len(weight)) + lowest) * STEP
    moved = 0.0
    for _ in range(ROUNDS):
        share = float(weight @ (1 / (1 + np.exp(-odds - moved))) / weight.sum())
        moved = math.log(share / (1 - share)) - math.log(learned / (1 - learned))
        if abs(moved) >= FURTHEST:
            return math.copysign(FURTHEST, moved)
    return moved


def strictness(moved: float, names: int) -> float:
    """Return how much more the average of two groups has to be, in a list of so shifted odds and so many names."""
    return min(STRICTEST, max(0.0, -STRICTER * moved)) + BY_TENS * math.log10(max(names / LONG, 1))
