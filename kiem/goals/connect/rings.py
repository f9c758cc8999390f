"""Places around a middle: the first on an inner ring, the others on an outer one; the same count, the same places."""

from math import cos, pi, sin

__all__ = ["INNER", "ring_places"]

INNER = 6
INNER_RADIUS = 0.5


def ring_places(count: int) -> list[tuple[float, float]]:
    """Return `count` places (x, y) from -1 to 1, the first INNER of them near the middle, none of them in it."""
    inner = min(count, INNER)
    # The outer ring begins half a step aside, so that its labels stand between those of the inner one.
    return _ring(inner, INNER_RADIUS, 0.0) + _ring(count - inner, 1.0, 0.5)


def _ring(count: int, radius: float, offset: float) -> list[tuple[float, float]]:
    angles = [2 * pi * (turn + offset) / count for turn in range(count)]
    return [(round(radius * sin(angle), 3), round(-radius * cos(angle), 3)) for angle in angles]
