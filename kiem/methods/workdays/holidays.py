"""The ten Belgian legal holidays of a year, and the working days between them."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

FIRST_YEAR = 1975
"""First whole year under the royal decree of 18 April 1974."""


class Holiday(StrEnum):
    """The legal holidays: law of 4 January 1974, royal decree of 18 April 1974, article 1."""

    NEW_YEAR = "new_year"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    ASCENSION = "ascension"
    WHIT_MONDAY = "whit_monday"
    NATIONAL_DAY = "national_day"
    ASSUMPTION = "assumption"
    ALL_SAINTS = "all_saints"
    ARMISTICE = "armistice"
    CHRISTMAS = "christmas"


# In the order in which the year shows them; where two fall on one day (2008) the earlier entry names it.
FIXED = (
    (Holiday.NEW_YEAR, 1, 1),
    (Holiday.LABOUR_DAY, 5, 1),
    (Holiday.NATIONAL_DAY, 7, 21),
    (Holiday.ASSUMPTION, 8, 15),
    (Holiday.ALL_SAINTS, 11, 1),
    (Holiday.ARMISTICE, 11, 11),
    (Holiday.CHRISTMAS, 12, 25),
)
AFTER_EASTER = ((Holiday.EASTER_MONDAY, 1), (Holiday.ASCENSION, 39), (Holiday.WHIT_MONDAY, 50))


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a Gregorian year, by Butcher's rule (Nature, 20 April 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, rest_centuries = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, rest_years = divmod(rest, 4)
    weekday = (32 + 2 * rest_centuries + 2 * leap_years - epact - rest_years) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> Mapping[date, Holiday]:
    """Return the year's legal holidays by day, earliest first, also those on a weekend.

    Days that a firm gives instead of one on a weekend are the firm's own and are not in it. ValueError before 1975.
    """
    if year < FIRST_YEAR:
        message = f"{year}: the list of Belgian legal holidays used here holds from {FIRST_YEAR}"
        raise ValueError(message)
    easter = easter_sunday(year)
    days = {easter + timedelta(days=after): holiday for holiday, after in AFTER_EASTER}
    days |= {date(year, month, day): holiday for holiday, month, day in FIXED}
    return MappingProxyType(dict(sorted(days.items())))


def is_working_day(day: date) -> bool:
    """Return whether the day is no Saturday, no Sunday and no legal holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """Return the day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days(after: date, until: date) -> int:
    """Count the working days after a day up to and with another; 0 where `until` is not later."""
    return sum(is_working_day(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))
