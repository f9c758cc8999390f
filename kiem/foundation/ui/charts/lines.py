"""Lines over years with their names at the end; a gap in what is known is a gap in the line."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiem.foundation.ui.charts.scale import Scale, Tick, places

__all__ = ["Line", "LineChart", "LinePoint", "Observation", "Series", "line_chart"]

WIDTH = 720.0
HEIGHT = 320.0
TOP = 14.0
BOTTOM = 30.0
LEFT = 52.0
LETTER = 7.2
LABEL_STEP = 16.0


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
    """A drawn series: paths of its unbroken stretches, of its gaps, and of its interval."""

    name: str
    number: int
    stretches: tuple[str, ...]
    gaps: tuple[str, ...]
    band: str
    points: tuple[LinePoint, ...]
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class LineChart:
    """A drawn line chart, in the units of its viewBox; `years` are every time observed."""

    title: str
    summary: str
    width: float
    height: float
    left: float
    right: float
    base: float
    tick_x: float
    tick_y: float
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    times: tuple[float, ...]

    @property
    def rows(self) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
        """The chart as a table: each time with the value of every line, None where not known."""
        values = [{p.observation.at: p.observation.value for p in line.points} for line in self.lines]
        return tuple((f"{at:g}", tuple(held.get(at) for held in values)) for at in self.times)


def line_chart(
    title: str, summary: str, series: Sequence[Series], *, from_zero: bool = True
) -> LineChart:
    """Lay out up to four series on one pair of axes; ValueError for more, which no one can read."""
    if len(series) > 4:
        raise ValueError(f"{title}: {len(series)} lines are too many for one chart; draw at most 4")
    seen = [one for line in series for one in line.observations]
    right = WIDTH - max((len(line.name) for line in series), default=0) * LETTER - 14
    values = [v for one in seen for v in (one.value, one.low, one.high) if v is not None]
    times = sorted({one.at for one in seen})
    x = Scale(times[0] if times else 0, times[-1] if times else 0, LEFT, right)
    y = Scale.over(values, HEIGHT - BOTTOM, TOP, zero=from_zero)
    lines = [_line(line, number, x, y) for number, line in enumerate(series, start=1)]
    return LineChart(
        title=title,
        summary=summary,
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=right,
        base=HEIGHT - BOTTOM,
        tick_x=LEFT - 8,
        tick_y=HEIGHT - 8,
        lines=tuple(_apart(lines)),
        x_ticks=x.ticks(6) if len(times) > 1 else tuple(Tick(t, x.at(t)) for t in times),
        y_ticks=y.ticks(),
        times=tuple(times),
    )


def _line(series: Series, number: int, x: Scale, y: Scale) -> Line:
    stretches: list[list[LinePoint]] = [[]]
    for one in series.observations:
        if one.value is None:
            stretches.append([])
        else:
            stretches[-1].append(LinePoint(one, x.at(one.at), y.at(one.value)))
    drawn = [stretch for stretch in stretches if stretch]
    points = tuple(point for stretch in drawn for point in stretch)
    last = points[-1] if points else None
    return Line(
        name=series.name,
        number=number,
        stretches=tuple(places((p.x, p.y) for p in s) for s in drawn if len(s) > 1),
        gaps=tuple(
            places([(a[-1].x, a[-1].y), (b[0].x, b[0].y)]) for a, b in zip(drawn, drawn[1:], strict=False)
        ),
        band=_band(series, x, y),
        points=points,
        label_x=(last.x if last else x.start) + 10,
        label_y=(last.y if last else y.start) + 4,
    )


def _band(series: Series, x: Scale, y: Scale) -> str:
    held = [(x.at(o.at), y.at(o.low), y.at(o.high)) for o in series.observations if o.low is not None and o.high is not None]
    if len(held) < 2:
        return ""
    return places([(at, high) for at, _, high in held] + [(at, low) for at, low, _ in reversed(held)]) + "Z"


def _apart(lines: Sequence[Line]) -> list[Line]:
    """Push the names at the ends of the lines apart, so that none covers another."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda one: one.label_y):
        floor_y = placed[-1].label_y + LABEL_STEP if placed else line.label_y
        placed.append(_moved(line, max(line.label_y, floor_y)))
    return sorted(placed, key=lambda one: one.number)


def _moved(line: Line, y: float) -> Line:
    return Line(line.name, line.number, line.stretches, line.gaps, line.band, line.points, line.label_x, y)
