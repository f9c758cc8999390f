"""Lines over years with their names at the end; a gap in what is known is a gap in the line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kiem.foundation.ui.charts.scale import Scale, Tick, places
from kiem.foundation.ui.charts.sheet import SHEETS, Sheet, text_width

__all__ = ["Line", "LineChart", "LineDrawing", "LinePoint", "Observation", "Series", "line_chart"]

TOP = 14.0
BOTTOM = 28.0
LABEL_STEP = 16.0
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen at a place in time: None is not known; `low` and `high` are its interval."""

    at: float
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, and its observations in the order of time."""

    name: str
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class LinePoint:
    """An observation where it stands in the drawing."""

    observation: Observation
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn series: paths of its unbroken stretches, of its gaps, and of its intervals."""

    name: str
    number: int
    stretches: tuple[str, ...]
    gaps: tuple[str, ...]
    bands: tuple[str, ...]
    points: tuple[LinePoint, ...]
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """The lines on one sheet, in the units of its viewBox."""

    sheet: Sheet
    height: float
    left: float
    right: float
    base: float
    words_y: float
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]

    @property
    def words_x(self) -> float:
        """Where the numbers of the upright axis end."""
        return self.left - 8


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line chart on both sheets, and its series for the table beneath."""

    title: str
    summary: str
    series: tuple[Series, ...]
    drawings: tuple[LineDrawing, ...]

    @property
    def rows(self) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
        """The chart as a table: each time with the value of every line, None where not known."""
        held = [{one.at: one.value for one in line.observations} for line in self.series]
        return tuple((f"{at:g}", tuple(line.get(at) for line in held)) for at in _times(self.series))


def line_chart(title: str, summary: str, series: Sequence[Series], *, from_zero: bool = True) -> LineChart:
    """Lay out up to four series on one pair of axes; ValueError for more, which no one can read."""
    if len(series) > MOST_LINES:
        message = f"{title}: {len(series)} lines are too many for one chart; draw at most {MOST_LINES}"
        raise ValueError(message)
    drawings = tuple(_drawing(series, sheet, from_zero=from_zero) for sheet in SHEETS)
    return LineChart(title, summary, tuple(series), drawings)


def _drawing(series: Sequence[Series], sheet: Sheet, *, from_zero: bool) -> LineDrawing:
    height = 250.0 if sheet.is_narrow else 320.0
    seen = [one for line in series for one in line.observations]
    values = [v for one in seen for v in (one.value, one.low, one.high) if v is not None]
    times = _times(series)
    y = Scale.over(values, height - BOTTOM, TOP, zero=from_zero)
    left = max(text_width(f"{tick.value:,.12g}") for tick in y.ticks()) + 12
    right = sheet.width - max((text_width(line.name) for line in series), default=0.0) - 14
    x = Scale(times[0] if times else 0, times[-1] if times else 0, left, right)
    lines = [_line(line, number, x, y) for number, line in enumerate(series, start=1)]
    return LineDrawing(
        sheet=sheet,
        height=height,
        left=left,
        right=right,
        base=height - BOTTOM,
        words_y=height - 8,
        lines=_apart(lines),
        x_ticks=_whole(x.ticks(3 if sheet.is_narrow else 6)),
        y_ticks=y.ticks(),
    )


def _times(series: Iterable[Series]) -> tuple[float, ...]:
    return tuple(sorted({one.at for line in series for one in line.observations}))


def _whole(ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    # Times are years: half a year has no name on an axis.
    return tuple(tick for tick in ticks if tick.value == int(tick.value))


def _line(series: Series, number: int, x: Scale, y: Scale) -> Line:
    stretches: list[list[LinePoint]] = [[]]
    for one in series.observations:
        if one.value is None:
            stretches.append([])
        else:
            stretches[-1].append(LinePoint(one, x.at(one.at), y.at(one.value)))
    drawn = [stretch for stretch in stretches if stretch]
    points = tuple(point for stretch in drawn for point in stretch)
    last = (points[-1].x, points[-1].y) if points else (x.start, y.start)
    return Line(
        name=series.name,
        number=number,
        stretches=tuple(places((p.x, p.y) for p in s) for s in drawn if len(s) > 1),
        gaps=tuple(places([(a[-1].x, a[-1].y), (b[0].x, b[0].y)]) for a, b in pairwise(drawn)),
        bands=tuple(band for stretch in drawn for band in _band(stretch, y)),
        points=points,
        label_x=round(last[0] + 10, 1),
        label_y=round(last[1] + 4.5, 1),
    )


def _band(stretch: Sequence[LinePoint], y: Scale) -> tuple[str, ...]:
    upper, lower = [], []
    for point in stretch:
        low, high = point.observation.low, point.observation.high
        if low is not None and high is not None:
            upper.append((point.x, y.at(high)))
            lower.append((point.x, y.at(low)))
    return (places([*upper, *reversed(lower)]) + "Z",) if len(upper) > 1 else ()


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Push the names at the ends of the lines apart, so that none covers another."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda one: one.label_y):
        least = placed[-1].label_y + LABEL_STEP if placed else line.label_y
        placed.append(replace(line, label_y=max(line.label_y, least)))
    return tuple(sorted(placed, key=lambda one: one.number))
