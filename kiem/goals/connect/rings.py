"""Places around a middle, a row each, so that labels never meet: the same count, the same places."""

from math import copysign, sqrt

__all__ = ["INNER", "ring_places"]

INNER = 6
INNER_REACH = 0.45
OUTER_REACH = 0.9
# Room above and beneath the middle for its own label.
GAP = 0.12


def ring_places(count: int) -> list[tuple[float, float]]:
    """Return `count` places (x, y) from -1 to 1, left and right in turn; the first INNER stand nearest to the middle.

    No two places share a row, and the first stand in the middle rows: a narrow drawing still has room for labels.
    """
    rows = sorted((1 - 2 * (row + 0.5) / count for row in range(count)), key=lambda y: (round(abs(y), 6), y))
    return [(_across(turn, y), round(-copysign(GAP + (1 - GAP) * abs(y), y), 3)) for turn, y in enumerate(rows)]


def _across(turn: int, y: float) -> float:
    # Two rows lie equally far from the middle; turning the pairs round in turn fills both halves on both sides.
    side = 1 if (turn + turn // 2) % 2 else -1
    reach = INNER_REACH if turn < INNER else max(INNER_REACH, OUTER_REACH * sqrt(1 - y * y))
    return round(side * reach, 3)
