"""Boosted trees: a sum of small decision trees, each of which adds to the logarithm of the odds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiem.flow.lookup import Floats, Ints

__all__ = ["Trees", "trees_of"]


@dataclass(frozen=True, slots=True)
class Trees:
    """Nodes of all trees, one behind the other; `roots` are the places of the first, `deepest` the longest way down.

    A node asks whether its ground is at most `edge`, and goes on to `low` or else to `high`; a leaf goes on to itself,
    and adds `value`.
    """

    roots: Ints
    deepest: int
    ground: Ints
    edge: Floats
    low: Ints
    high: Ints
    value: Floats

    def total(self, grounds: Floats) -> Floats:
        """Return the logarithm of the odds for each row; the grounds are its columns."""
        count, columns = grounds.shape
        whole, flat, rows = np.zeros(count, np.float32), grounds.ravel(), np.arange(count) * columns
        for root in self.roots.tolist():
            node = np.full(count, root, np.int64)
            for _ in range(self.deepest):
                node = np.where(flat[rows + self.ground[node]] <= self.edge[node], self.low[node], self.high[node])
            whole += self.value[node]
        return whole


def trees_of(told: Sequence[Mapping[str, Any]]) -> Trees:
    """Return trees told as nested nodes: {"ground", "edge", "low", "high"}, and leaves {"value"}."""
    nodes: list[tuple[int, float, int, int, float]] = []
    roots, depths = [], [0]
    for tree in told:
        roots.append(len(nodes))
        depths.append(_lay(nodes, tree))
    table: NDArray[np.float64] = np.array(nodes, np.float64).reshape(-1, 5)
    ground, low, high = (table[:, column].astype(np.int64) for column in (0, 2, 3))
    edge, value = (table[:, column].astype(np.float32) for column in (1, 4))
    return Trees(np.array(roots, np.int64), max(depths), ground, edge, low, high, value)


def _lay(nodes: list[tuple[int, float, int, int, float]], node: Mapping[str, Any]) -> int:
    """Lay a node and what is below it behind the others; return how deep that goes."""
    place = len(nodes)
    nodes.append((0, 0.0, place, place, float(node.get("value", 0.0))))
    if "value" in node:
        return 0
    low = len(nodes)
    deep = _lay(nodes, node["low"])
    high = len(nodes)
    deep = max(deep, _lay(nodes, node["high"]))
    nodes[place] = (int(node["ground"]), float(node["edge"]), low, high, 0.0)
    return deep + 1
