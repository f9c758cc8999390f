"""Bars from nought, lying, with their labels beside or above; what is missing is drawn as missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiem.foundation.ui.charts.scale import Scale
from kiem.foundation.ui.charts.sheet import SHEETS, Sheet, text_width

__all__ = ["Bar", "BarChart", "BarDrawing", "Datum", "bar_chart"]

BAR = 16.0
GAP = 10.0
LABEL_ABOVE = 18.0
VALUE_ROOM = 84.0
# The value is set in bold, which takes more room.
BOLD = 1.15
MISSING = 46.0


@dataclass(frozen=True, slots=True)
class Datum:
    """One number of a series: None is not known; `low` and `high` are its interval.

    `written` is how the value reads where it is no bare number: money, say.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    href: str = ""
    note: str = ""
    is_other: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in its row, from the zero line to the value, with the places of its words."""

    datum: Datum
    x: float
    y: float
    width: float
    mid_y: float
    label_x: float
    label_y: float
    end_x: float
    end_y: float
    low_x: float | None
    high_x: float | None


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """The bars on one sheet, in the units of its viewBox."""

    sheet: Sheet
    height: float
    zero_x: float
    bar_height: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar chart on both sheets, and its data for the table beneath."""

    title: str
    summary: str
    data: tuple[Datum, ...]
    drawings: tuple[BarDrawing, ...]

    @property
    def has_intervals(self) -> bool:
        """True where any number has an interval: then the table shows them too."""
        return any(one.low is not None and one.high is not None for one in self.data)


def bar_chart(title: str, summary: str, data: Sequence[Datum]) -> BarChart:
    """Lay out one bar a datum, in the order given; `summary` says in a sentence what is seen."""
    return BarChart(title, summary, tuple(data), tuple(_drawing(data, sheet) for sheet in SHEETS))


def _drawing(data: Sequence[Datum], sheet: Sheet) -> BarDrawing:
    widest = max((text_width(one.label) for one in data), default=0.0)
    start = 1.0 if sheet.is_narrow else round(min(widest + 12, sheet.width * 0.45), 1)
    known = [v for one in data for v in (one.value, one.low, one.high) if v is not None]
    notes = max((text_width(one.note) for one in data), default=0.0)
    written = max((text_width(one.written) for one in data), default=0.0)
    room = max(VALUE_ROOM, round(written * BOLD) + 10)
    scale = Scale.tight(known, start, sheet.width - room - notes)
    row = BAR + GAP + (LABEL_ABOVE if sheet.is_narrow else 0)
    return BarDrawing(
        sheet=sheet,
        height=len(data) * row,
        zero_x=scale.at(0),
        bar_height=BAR,
        bars=tuple(_bar(one, n * row, scale, sheet) for n, one in enumerate(data)),
    )


def _bar(datum: Datum, top: float, scale: Scale, sheet: Sheet) -> Bar:
    y = top + (LABEL_ABOVE if sheet.is_narrow else GAP / 2)
    zero = scale.at(0)
    end = zero if datum.value is None else scale.at(datum.value)
    reach = end if datum.high is None else scale.at(datum.high)
    width = MISSING if datum.value is None else round(abs(end - zero), 1)
    return Bar(
        datum=datum,
        x=min(zero, end),
        y=y,
        width=width,
        mid_y=y + BAR / 2,
        label_x=0.0 if sheet.is_narrow else scale.start - 10,
        label_y=y - 5 if sheet.is_narrow else y + BAR - 3.5,
        end_x=(zero + MISSING if datum.value is None else max(end, reach, zero)) + 7,
        end_y=y + BAR - 3.5,
        low_x=None if datum.low is None else scale.at(datum.low),
        high_x=None if datum.high is None else scale.at(datum.high),
    )
