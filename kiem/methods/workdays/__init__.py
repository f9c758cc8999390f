"""Belgian working days, and the last day of a legal time limit."""

from kiem.methods.workdays.counting import Pause, Term, TermEnd, Unit, end_of_term
from kiem.methods.workdays.holidays import (
    FIRST_YEAR,
    Holiday,
    easter_sunday,
    holidays,
    is_working_day,
    next_working_day,
    working_days,
)
from kiem.methods.workdays.rules import CountingRule, Mark

__all__ = [
    "FIRST_YEAR",
    "CountingRule",
    "Holiday",
    "Mark",
    "Pause",
    "Term",
    "TermEnd",
    "Unit",
    "easter_sunday",
    "end_of_term",
    "holidays",
    "is_working_day",
    "next_working_day",
    "working_days",
]
