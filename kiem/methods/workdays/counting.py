"""The last day of a time limit, counted as Regulation (EEC, Euratom) 1182/71 says."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kiem.methods.workdays.holidays import is_working_day
from kiem.methods.workdays.rules import CountingRule

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a time limit is counted in; the words are those of a claim's unit."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Term:
    """A time limit: a number of calendar days, working days or calendar months, at least one."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.value < 1:
            message = f"a time limit of {self.value} {self.unit} is none; give at least 1"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which the clock stands still: from the first to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class TermEnd:
    """The last day of a time limit, the day it counted to before it moved, days stopped, and the rules used."""

    last_day: date
    counted_to: date
    stopped_days: int
    rules: tuple[CountingRule, ...]

    @property
    def has_moved(self) -> bool:
        """True where the last day is later than the count alone would give."""
        return self.last_day != self.counted_to


def end_of_term(event: date, term: Term, pauses: Sequence[Pause] = ()) -> TermEnd:
    """Return the end of a term that starts with an event; the day of the event is not counted.

    Days in a pause do not count, and no term ends in one. Holidays are the Belgian legal ones. ValueError for a term in
    months with pauses (no rule says how), and before 1975.
    """
    if pauses and term.unit is Unit.MONTH:
        message = "a term in months cannot be counted with pauses"
        raise ValueError(message)
    counted_to = _counted_to(event, term, pauses)
    rolled = _open_day(counted_to, pauses)
    last_day = rolled
    while term.value > 1 and _open_days(event, last_day, pauses) < 2:
        last_day = _open_day(last_day + ONE_DAY, pauses)
    stopped = sum(_is_paused(day, pauses) for day in _days(event, last_day))
    used = {
        CountingRule.NEXT_WORKING_DAY: counted_to != rolled,
        CountingRule.TWO_WORKING_DAYS: rolled != last_day,
        CountingRule.WINTER_STOP: stopped > 0,
    }
    return TermEnd(last_day, counted_to, stopped, _rules(term, used))


def _counted_to(event: date, term: Term, pauses: Sequence[Pause]) -> date:
    if term.unit is Unit.MONTH:
        return _same_date(event, term.value)
    day, left = event, term.value
    while left:
        day += ONE_DAY
        counts = term.unit is Unit.DAY or is_working_day(day)
        left -= counts and not _is_paused(day, pauses)
    return day


def _same_date(event: date, months: int) -> date:
    years, month = divmod(event.month - 1 + months, 12)
    year = event.year + years
    return date(year, month + 1, min(event.day, monthrange(year, month + 1)[1]))


def _open_day(day: date, pauses: Sequence[Pause]) -> date:
    while _is_paused(day, pauses) or not is_working_day(day):
        day += ONE_DAY
    return day


def _open_days(event: date, until: date, pauses: Sequence[Pause]) -> int:
    return sum(is_working_day(day) and not _is_paused(day, pauses) for day in _days(event, until))


def _is_paused(day: date, pauses: Sequence[Pause]) -> bool:
    return any(day in pause for pause in pauses)


def _days(event: date, until: date) -> Sequence[date]:
    return [event + timedelta(days=n) for n in range(1, (until - event).days + 1)]


def _rules(term: Term, used: Mapping[CountingRule, bool]) -> tuple[CountingRule, ...]:
    always = {
        CountingRule.EVENT_NOT_COUNTED: True,
        CountingRule.SAME_DATE: term.unit is Unit.MONTH,
        CountingRule.EVERY_DAY_COUNTS: term.unit is not Unit.WORKING_DAY,
        CountingRule.WORKING_DAYS: term.unit is Unit.WORKING_DAY,
        CountingRule.HOLIDAYS_OF_THE_STATE: True,
    }
    return tuple(rule for rule in CountingRule if {**always, **used}.get(rule, False))
