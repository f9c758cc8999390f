"""The last day of a time limit, against dates counted on paper."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.methods.workdays import (
    CountingRule,
    Mark,
    Pause,
    Term,
    Unit,
    end_of_term,
    is_working_day,
    working_days,
)

DAYS = st.dates(date(1975, 1, 1), date(2199, 12, 31))
TERMS = st.builds(Term, st.integers(1, 400), st.sampled_from([Unit.DAY, Unit.WORKING_DAY])) | st.builds(
    Term, st.integers(1, 60), st.just(Unit.MONTH)
)
WINTER = Pause(date(2026, 12, 23), date(2027, 1, 7))


@pytest.mark.parametrize(
    ("event", "term", "last_day"),
    [
        # Tuesday plus ten is Christmas, a Friday.
        (date(2026, 12, 15), Term(10, Unit.DAY), date(2026, 12, 28)),
        # Monday plus ten is Ascension, a Thursday.
        (date(2026, 5, 4), Term(10, Unit.DAY), date(2026, 5, 15)),
        # 21 July is skipped.
        (date(2026, 7, 14), Term(10, Unit.WORKING_DAY), date(2026, 7, 29)),
        # No 31 February; 28 February 2027 is a Sunday.
        (date(2027, 1, 31), Term(1, Unit.MONTH), date(2027, 3, 1)),
        (date(2028, 1, 31), Term(1, Unit.MONTH), date(2028, 2, 29)),
        (date(2026, 12, 15), Term(14, Unit.MONTH), date(2028, 2, 15)),
        # One day from a Friday is Saturday, so Monday.
        (date(2026, 3, 6), Term(1, Unit.DAY), date(2026, 3, 9)),
        # Two days from a Friday end on Sunday, move to Monday, and need a second working day.
        (date(2026, 3, 6), Term(2, Unit.DAY), date(2026, 3, 10)),
        # Three days from Maundy Thursday: Friday is one working day, Easter Monday none.
        (date(2026, 4, 2), Term(3, Unit.DAY), date(2026, 4, 7)),
        (date(2026, 3, 2), Term(20, Unit.DAY), date(2026, 3, 23)),
        (date(2026, 3, 2), Term(70, Unit.DAY), date(2026, 5, 11)),
    ],
)
def test_a_term_ends_on_the_day_counted_on_paper(event: date, term: Term, last_day: date) -> None:
    assert end_of_term(event, term).last_day == last_day


def test_days_in_the_winter_stop_are_not_counted() -> None:
    end = end_of_term(date(2026, 12, 10), Term(45, Unit.DAY), (WINTER,))

    assert end.last_day == date(2027, 2, 9)
    assert end.stopped_days == 16
    assert CountingRule.WINTER_STOP in end.rules


def test_overlapping_pauses_stop_a_day_once() -> None:
    inner = Pause(date(2026, 12, 28), date(2027, 1, 7))

    assert end_of_term(date(2026, 12, 10), Term(45, Unit.DAY), (WINTER, inner)).stopped_days == 16


def test_a_term_that_would_end_in_a_pause_ends_after_it() -> None:
    # 22 December 2029 is a Saturday; Monday 24 December stands in the pause.
    pause = Pause(date(2029, 12, 23), date(2030, 1, 7))

    end = end_of_term(date(2029, 12, 20), Term(2, Unit.DAY), (pause,))

    assert end.counted_to == date(2029, 12, 22)
    assert end.last_day == date(2030, 1, 8)


def test_a_pause_before_the_event_changes_nothing() -> None:
    event, term = date(2027, 3, 1), Term(45, Unit.DAY)

    assert end_of_term(event, term, (WINTER,)) == end_of_term(event, term)


def test_a_moved_end_says_by_which_rule_and_how_it_was_read() -> None:
    end = end_of_term(date(2026, 12, 15), Term(10, Unit.DAY))

    assert end.has_moved
    assert end.counted_to == date(2026, 12, 25)
    assert CountingRule.NEXT_WORKING_DAY in end.rules
    assert CountingRule.NEXT_WORKING_DAY.mark is Mark.VERIFIED
    assert "3(4)" in CountingRule.NEXT_WORKING_DAY.article


def test_what_is_to_be_confirmed_stands_among_the_rules_of_a_plain_count() -> None:
    end = end_of_term(date(2026, 3, 2), Term(10, Unit.DAY))

    assert not end.has_moved
    assert end.rules == (
        CountingRule.EVENT_NOT_COUNTED,
        CountingRule.EVERY_DAY_COUNTS,
        CountingRule.HOLIDAYS_OF_THE_STATE,
    )
    assert [rule.name for rule in end.rules if rule.mark is Mark.TO_CONFIRM] == ["EVERY_DAY_COUNTS"]


def test_two_rules_are_told_apart_by_what_they_say() -> None:
    assert len({rule.says for rule in CountingRule}) == len(CountingRule)


@pytest.mark.parametrize("value", [0, -3])
def test_a_term_of_nothing_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="give at least 1"):
        Term(value, Unit.DAY)


def test_months_with_pauses_are_refused() -> None:
    with pytest.raises(ValueError, match="months cannot be counted with pauses"):
        end_of_term(date(2026, 12, 10), Term(1, Unit.MONTH), (WINTER,))


@given(DAYS, TERMS)
def test_a_term_ends_on_a_working_day_and_never_before_its_count(event: date, term: Term) -> None:
    end = end_of_term(event, term)

    assert is_working_day(end.last_day)
    assert event < end.counted_to <= end.last_day


@given(DAYS, st.integers(0, 400), TERMS)
def test_a_later_event_never_ends_earlier(event: date, later: int, term: Term) -> None:
    assert end_of_term(event + timedelta(days=later), term).last_day >= end_of_term(event, term).last_day


@given(DAYS, TERMS)
def test_a_longer_term_never_ends_earlier(event: date, term: Term) -> None:
    assert end_of_term(event, Term(term.value + 1, term.unit)).last_day >= end_of_term(event, term).last_day


@given(DAYS, st.integers(1, 200))
def test_a_term_in_working_days_holds_exactly_as_many(event: date, value: int) -> None:
    end = end_of_term(event, Term(value, Unit.WORKING_DAY))

    assert working_days(event, end.last_day) == value
    assert not end.has_moved


@given(DAYS, TERMS.filter(lambda term: term.value > 1))
def test_a_term_of_two_or_more_has_two_working_days(event: date, term: Term) -> None:
    assert working_days(event, end_of_term(event, term).last_day) >= 2


@given(DAYS, st.integers(1, 200), st.integers(-60, 250), st.integers(0, 60))
def test_a_pause_never_makes_a_term_shorter(event: date, value: int, shift: int, length: int) -> None:
    first = event + timedelta(days=shift)
    pause = Pause(first, first + timedelta(days=length))
    end = end_of_term(event, Term(value, Unit.DAY), (pause,))

    assert end.last_day >= end_of_term(event, Term(value, Unit.DAY)).last_day
    assert end.last_day not in pause
