"""Bars from nought, lying, with their labels beside them; what is missing is drawn as missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiem.foundation.ui.charts.scale import Scale, Tick

__all__ = ["Bar", "BarChart", "Datum", "bar_chart"]

WIDTH = 720.0
ROW = 30.0
BAR = 18.0
VALUE_ROOM = 110.0
LETTER = 7.2


@dataclass(frozen=True, slots=True)
class Datum:
    """One number of a series: None is not known; `low` and `high` are its interval."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    href: str = ""
    note: str = ""
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in its row: from the zero line to the value; `low_x`, `high_x` are the interval's ends."""

    datum: Datum
    y: float
    text_y: float
    x: float
    width: float
    end_x: float
    mid_y: float
    low_x: float | None
    high_x: float | None


@dataclass(frozen=True, slots=True)
class BarChart:
    """A drawn bar chart: everything that a template needs, in the units of its viewBox."""

    title: str
    summary: str
    width: float
    height: float
    label_x: float
    zero_x: float
    missing_x: float
    bar_height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def bar_chart(title: str, summary: str, data: Sequence[Datum]) -> BarChart:
    """Lay out one bar a datum, in the order given; `summary` says in a sentence what is seen."""
    label_x = min(max((len(one.label) for one in data), default=0) * LETTER + 10, WIDTH * 0.42)
    known = [v for one in data for v in (one.value, one.low, one.high) if v is not None]
    scale = Scale.over(known, label_x, WIDTH - VALUE_ROOM, zero=True)
    return BarChart(
        title=title,
        summary=summary,
        width=WIDTH,
        height=len(data) * ROW + 8,
        label_x=round(label_x - 10, 1),
        zero_x=scale.at(0),
        missing_x=scale.at(0) + 54,
        bar_height=BAR,
        bars=tuple(_bar(one, n, scale) for n, one in enumerate(data)),
        ticks=scale.ticks(),
    )


def _bar(datum: Datum, row: int, scale: Scale) -> Bar:
    y = row * ROW + (ROW - BAR) / 2
    zero = scale.at(0)
    end = scale.at(datum.value) if datum.value is not None else zero
    reach = scale.at(datum.high) if datum.high is not None else end
    return Bar(
        datum=datum,
        y=y,
        text_y=y + BAR - 4.5,
        x=min(zero, end),
        width=round(abs(end - zero), 1),
        mid_y=y + BAR / 2,
        end_x=max(end, reach, zero) + 8,
        low_x=scale.at(datum.low) if datum.low is not None else None,
        high_x=scale.at(datum.high) if datum.high is not None else None,
    )
