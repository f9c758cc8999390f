"""From values to places on paper: scales with round ticks, and numbers written for SVG."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

__all__ = ["Scale", "Tick", "nice_step", "places"]

# Less than this is no extent but the rounding of floats.
SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis and where it stands, in the units of the drawing."""

    value: float
    at: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Straight line from the values `low..high` to the places `start..end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Place of a value, rounded to a tenth; a scale without extent puts all at its start."""
        if self.high == self.low:
            return self.start
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self, count: int = 5) -> tuple[Tick, ...]:
        """Round values within the scale, about `count` of them, lowest first."""
        step = nice_step(self.high - self.low, count)
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return tuple(Tick(_tidy(n * step), self.at(n * step)) for n in range(first, last + 1))

    @classmethod
    def over(cls, values: Iterable[float], start: float, end: float, *, zero: bool) -> "Scale":
        """Scale that holds the values on round ends; with `zero` it begins (or ends) at nought."""
        found = [*values, 0.0] if zero else list(values)
        low, high = min(found, default=0.0), max(found, default=0.0)
        step = nice_step(high - low, 5)
        return cls(_tidy(floor(low / step) * step), _tidy(ceil(high / step) * step), start, end)

    @classmethod
    def tight(cls, values: Iterable[float], start: float, end: float) -> "Scale":
        """Scale from nought to the furthest value: for drawings that write each value out."""
        found = [*values, 0.0]
        return cls(min(found), max(found), start, end)


def nice_step(extent: float, count: int) -> float:
    """Step of 1, 2 or 5 times a power of ten that cuts the extent in about `count` parts."""
    if extent < SMALLEST:
        return 1.0
    rough = extent / max(count, 1)
    power: float = 10.0 ** floor(log10(rough))
    return next((factor * power for factor in (1, 2, 5) if rough <= factor * power * 1.0001), 10 * power)


def places(points: Iterable[tuple[float, float]]) -> str:
    """Points as the text of an SVG path: straight lines from the first to the last."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _tidy(value: float) -> float:
    return round(value, 10)
