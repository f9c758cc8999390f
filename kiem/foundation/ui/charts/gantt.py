"""Steps in time: one bar a step between two dates, stops of the clock, unknown lengths as missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiem.foundation.ui.charts.scale import Scale
from kiem.foundation.ui.charts.sheet import SHEETS, Sheet, text_width

__all__ = ["DayTick", "Gantt", "GanttDrawing", "GanttRow", "Step", "gantt"]

BAR = 13.0
GAP = 15.0
LABEL_ABOVE = 12.0
TOP = 28.0
WORDS_ROOM = 84.0
EVERY_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its first day and the day after its last; `end` None is a length not known.

    Where there is no room for the label, `short` is drawn; the table has the label.
    """

    label: str
    start: date
    end: date | None
    is_stop: bool = False
    is_unchecked: bool = False
    note: str = ""
    href: str = ""
    short: str = ""

    @property
    def drawn(self) -> str:
        """What stands in the drawing."""
        return self.short or self.label

    @property
    def last(self) -> date | None:
        """The last day; None where the end is not known."""
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def days(self) -> int | None:
        """Calendar days from start to end; None where the end is not known."""
        return None if self.end is None else (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A step where it stands in the drawing."""

    step: Step
    x: float
    y: float
    width: float
    label_x: float
    label_y: float
    words_x: float
    words_y: float


@dataclass(frozen=True, slots=True)
class DayTick:
    """First day of a month or of a year, and where it stands."""

    day: date
    at: float
    precision: str


@dataclass(frozen=True, slots=True)
class GanttDrawing:
    """The steps on one sheet, in the units of its viewBox."""

    sheet: Sheet
    height: float
    top: float
    bar_height: float
    rows: tuple[GanttRow, ...]
    ticks: tuple[DayTick, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """A calendar of steps on both sheets, and the steps for the table beneath."""

    title: str
    summary: str
    steps: tuple[Step, ...]
    drawings: tuple[GanttDrawing, ...]


def gantt(title: str, summary: str, steps: Sequence[Step]) -> Gantt:
    """Lay out the steps in the order given; ValueError names a step that ends before it starts."""
    wrong = [step.label for step in steps if step.days is not None and step.days < 0]
    if wrong:
        message = f"{title}: the step {wrong[0]!r} ends before it starts"
        raise ValueError(message)
    return Gantt(title, summary, tuple(steps), tuple(_drawing(steps, sheet) for sheet in SHEETS))


def _drawing(steps: Sequence[Step], sheet: Sheet) -> GanttDrawing:
    widest = max((text_width(step.drawn) for step in steps), default=0.0)
    start = 1.0 if sheet.is_narrow else round(min(widest + 14, sheet.width * 0.46), 1)
    days = [day for step in steps for day in (step.start, step.end) if day is not None]
    row = BAR + GAP + (LABEL_ABOVE if sheet.is_narrow else 0)
    height = TOP + len(steps) * row
    if not days:
        return GanttDrawing(sheet, height, TOP, BAR, (), ())
    first, last = min(days), max(days)
    scale = Scale(first.toordinal(), last.toordinal(), start, sheet.width - WORDS_ROOM)
    return GanttDrawing(
        sheet=sheet,
        height=height,
        top=TOP,
        bar_height=BAR,
        rows=tuple(_row(step, TOP + n * row, scale, sheet) for n, step in enumerate(steps)),
        ticks=_ticks(first, last, scale),
    )


def _row(step: Step, top: float, scale: Scale, sheet: Sheet) -> GanttRow:
    y = top + GAP / 2 + (LABEL_ABOVE if sheet.is_narrow else 0)
    x = scale.at(step.start.toordinal())
    end = scale.end if step.end is None else scale.at(step.end.toordinal())
    width = round(max(end - x, 2.0), 1)
    return GanttRow(
        step=step,
        x=x,
        y=y,
        width=width,
        label_x=0.0 if sheet.is_narrow else scale.start - 12,
        label_y=y - 5 if sheet.is_narrow else y + BAR - 2,
        words_x=round(x + width + 7, 1),
        words_y=y + BAR - 2,
    )


def _ticks(first: date, last: date, scale: Scale) -> tuple[DayTick, ...]:
    """First days of months, as many as their names have room for."""
    room = (scale.end - scale.start) / 96
    months = _month_number(last) - _month_number(first)
    every = next((step for step in EVERY_MONTHS if months / step <= room), EVERY_MONTHS[-1])
    precision = "month" if every < 12 else "year"
    day, found = first.replace(day=1), []
    while day <= last:
        if day >= first and _month_number(day) % every == 0:
            found.append(DayTick(day, scale.at(day.toordinal()), precision))
        day = (day + timedelta(days=31)).replace(day=1)
    return tuple(found)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
