"""The Belgian legal holidays and the working days between them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.methods.workdays import (
    FIRST_YEAR,
    Holiday,
    easter_sunday,
    holidays,
    is_working_day,
    next_working_day,
    working_days,
)

YEARS = st.integers(FIRST_YEAR, 2299)
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(2199, 12, 31))


# Computed by hand from the tables of the computus, and the moveable feasts from them.
@pytest.mark.parametrize(
    ("year", "easter", "monday", "ascension", "whit_monday"),
    [
        (2008, date(2008, 3, 23), date(2008, 3, 24), date(2008, 5, 1), date(2008, 5, 12)),
        (2025, date(2025, 4, 20), date(2025, 4, 21), date(2025, 5, 29), date(2025, 6, 9)),
        (2026, date(2026, 4, 5), date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)),
        (2027, date(2027, 3, 28), date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)),
        (2028, date(2028, 4, 16), date(2028, 4, 17), date(2028, 5, 25), date(2028, 6, 5)),
    ],
)
def test_moveable_feasts_fall_where_the_tables_say(
    year: int, easter: date, monday: date, ascension: date, whit_monday: date
) -> None:
    found = holidays(year)

    assert easter_sunday(year) == easter
    assert found[monday] is Holiday.EASTER_MONDAY
    assert ascension in found
    assert found[whit_monday] is Holiday.WHIT_MONDAY


@pytest.mark.parametrize(
    ("year", "on_weekdays", "working"), [(2025, 9, 252), (2026, 8, 253), (2027, 7, 254), (2028, 8, 252)]
)
def test_a_year_has_as_many_working_days_as_counted_on_paper(year: int, on_weekdays: int, working: int) -> None:
    assert sum(day.weekday() < 5 for day in holidays(year)) == on_weekdays
    assert working_days(date(year - 1, 12, 31), date(year, 12, 31)) == working


@pytest.mark.parametrize(
    "day", [date(2026, 4, 3), date(2027, 7, 12), date(2026, 11, 2), date(2027, 11, 15), date(2028, 12, 26)]
)
def test_good_friday_and_days_after_feasts_are_working_days(day: date) -> None:
    assert is_working_day(day)


def test_two_feasts_on_one_day_are_one_holiday() -> None:
    assert holidays(2008)[date(2008, 5, 1)] is Holiday.LABOUR_DAY
    assert len(holidays(2008)) == 9


def test_holidays_before_the_decree_are_refused() -> None:
    with pytest.raises(ValueError, match="1974: the list of Belgian legal holidays"):
        holidays(1974)


@given(YEARS)
def test_a_year_has_ten_holidays_unless_two_coincide(year: int) -> None:
    assert len(holidays(year)) in {9, 10}
    assert list(holidays(year)) == sorted(holidays(year))


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    easter = easter_sunday(year)

    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@given(DAYS)
def test_the_next_working_day_is_the_first_that_is_not_earlier(day: date) -> None:
    found = next_working_day(day)

    assert is_working_day(found)
    assert found >= day
    assert working_days(day - timedelta(days=1), found) == 1


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up_over_a_day_between(day: date, first: int, second: int) -> None:
    between, until = day + timedelta(days=first), day + timedelta(days=first + second)

    assert working_days(day, until) == working_days(day, between) + working_days(between, until)


def test_no_working_day_lies_before_the_day_after() -> None:
    assert working_days(date(2026, 3, 2), date(2026, 3, 1)) == 0
