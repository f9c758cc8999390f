"""Boosted trees: a sum of small decision trees, each of which adds to the logarithm of the odds.

What each ground adds is read off the way through the trees: every step from a node to one below changes the expected
value, and the change is put down to the ground that the step asked about (A. Saabas, 2014). The changes and the base
add up to the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiem.flow.lookup import Floats, Ints

__all__ = ["Trees", "trees_of"]


@dataclass(frozen=True, slots=True)
class Trees:
    """Nodes of all trees, one behind the other; `first` are the places of the roots, `deepest` the longest way down.

    A node asks whether its ground is at most `edge`, and goes on to `low` or else to `high`; a leaf goes on to itself.
    `value` is what is expected at a node: the logarithm of the odds that it adds.
    """

    first: Ints
    deepest: int
    ground: Ints
    edge: Floats
    low: Ints
    high: Ints
    value: Floats

    @property
    def base(self) -> float:
        """What is expected before anything is known."""
        return float(self.value[self.first].sum())

    def total(self, grounds: Floats) -> Floats:
        """Return the logarithm of the odds for each row; the grounds are its columns."""
        count, columns = grounds.shape
        whole, flat, rows = np.zeros(count, np.float32), grounds.ravel(), np.arange(count) * columns
        for root in self.first.tolist():
            node = np.full(count, root, np.int64)
            for _ in range(self.deepest):
                node = np.where(flat[rows + self.ground[node]] <= self.edge[node], self.low[node], self.high[node])
            whole += self.value[node]
        return whole

    def added(self, grounds: Floats) -> Floats:
        """Return what each ground adds for each row: with the base they add up to the total."""
        count, columns = grounds.shape
        whole = np.zeros(count * columns, np.float32)
        flat, rows = grounds.ravel(), np.arange(count) * columns
        for root in self.first.tolist():
            node = np.full(count, root, np.int64)
            for _ in range(self.deepest):
                ground = rows + self.ground[node]
                below = np.where(flat[ground] <= self.edge[node], self.low[node], self.high[node])
                # A row stands once for each ground: no place is met twice.
                whole[ground] += self.value[below] - self.value[node]
                node = below
        return whole.reshape(count, columns)


def trees_of(told: Sequence[Mapping[str, Any]]) -> Trees:
    """Return trees told as nested nodes: {"ground", "edge", "low", "high"}, leaves {"value"}; `share` weighs a node."""
    nodes: list[tuple[int, float, int, int, float]] = []
    deepest = 0

    def laid(node: Mapping[str, Any], depth: int) -> tuple[int, float, float]:
        nonlocal deepest
        place = len(nodes)
        if "value" in node:
            nodes.append((0, 0.0, place, place, float(node["value"])))
            deepest = max(deepest, depth)
            return place, float(node["value"]), float(node["share"])
        nodes.append((0, 0.0, place, place, 0.0))
        low, low_value, low_share = laid(node["low"], depth + 1)
        high, high_value, high_share = laid(node["high"], depth + 1)
        share = low_share + high_share
        value = (low_value * low_share + high_value * high_share) / share
        nodes[place] = (int(node["ground"]), float(node["edge"]), low, high, value)
        return place, value, share

    first = [laid(tree, 0)[0] for tree in told]
    table: NDArray[np.float64] = np.array(nodes, np.float64).reshape(-1, 5)
    ground, low, high = (table[:, column].astype(np.int64) for column in (0, 2, 3))
    return Trees(
        np.array(first, np.int64), deepest, ground, table[:, 1].astype(np.float32), low, high, table[:, 4].astype(np.float32)
    )
