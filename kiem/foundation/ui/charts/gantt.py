"""Steps in time: one bar a step between two dates, stops of the clock, and a day marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiem.foundation.ui.charts.scale import Scale

__all__ = ["DayTick", "Gantt", "GanttRow", "Step", "gantt"]

WIDTH = 760.0
ROW = 34.0
BAR = 14.0
TOP = 30.0
LETTER = 7.0
WORDS_ROOM = 96.0


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its first day and the day after its last; `end` None is a step of unknown length."""

    label: str
    start: date
    end: date | None
    is_stop: bool = False
    is_unchecked: bool = False
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A step where it stands in the drawing; an unknown length is drawn as missing."""

    step: Step
    y: float
    text_y: float
    x: float
    width: float
    days: int | None
    words_x: float


@dataclass(frozen=True, slots=True)
class DayTick:
    """First day of a month or of a year, and where it stands."""

    day: date
    at: float
    precision: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """A drawn calendar of steps, in the units of its viewBox."""

    title: str
    summary: str
    width: float
    height: float
    label_x: float
    top: float
    bar_height: float
    rows: tuple[GanttRow, ...]
    ticks: tuple[DayTick, ...]


def gantt(title: str, summary: str, steps: Sequence[Step]) -> Gantt:
    """Lay out the steps in the order given; ValueError names a step that ends before it starts."""
    wrong = [step.label for step in steps if step.end is not None and step.end < step.start]
    if wrong:
        raise ValueError(f"{title}: the step {wrong[0]!r} ends before it starts")
    days = [day for step in steps for day in (step.start, step.end) if day is not None]
    first, last = (min(days), max(days)) if days else (date.min, date.min)
    label_x = min(max((len(step.label) for step in steps), default=0) * LETTER + 14, WIDTH * 0.38)
    scale = Scale(first.toordinal(), last.toordinal(), label_x, WIDTH - WORDS_ROOM)
    return Gantt(
        title=title,
        summary=summary,
        width=WIDTH,
        height=TOP + len(steps) * ROW + 6,
        label_x=round(label_x - 14, 1),
        top=TOP,
        bar_height=BAR,
        rows=tuple(_row(step, n, scale) for n, step in enumerate(steps)),
        ticks=_ticks(first, last, scale) if days else (),
    )


def _row(step: Step, number: int, scale: Scale) -> GanttRow:
    y = TOP + number * ROW + (ROW - BAR) / 2
    x = scale.at(step.start.toordinal())
    end = scale.at(step.end.toordinal()) if step.end is not None else scale.end
    return GanttRow(
        step=step,
        y=y,
        text_y=y + BAR - 2.5,
        x=x,
        width=round(max(end - x, 2.0), 1),
        days=(step.end - step.start).days if step.end is not None else None,
        words_x=round(max(end, x + 2.0) + 8, 1),
    )


def _ticks(first: date, last: date, scale: Scale) -> tuple[DayTick, ...]:
    months = (last.year - first.year) * 12 + last.month - first.month
    every = next((step for step in (1, 3, 6, 12) if months / step <= 6), 12 * (1 + months // 96))
    day, found = first.replace(day=1), []
    while day <= last:
        if day >= first and (day.month - 1) % min(every, 12) == 0 and _falls(day, every):
            found.append(DayTick(day, scale.at(day.toordinal()), "year" if every >= 12 else "month"))
        day = (day + timedelta(days=31)).replace(day=1)
    return tuple(found)


def _falls(day: date, every: int) -> bool:
    return every <= 12 or day.year % (every // 12) == 0
