"""Numbers, money and dates in three languages."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kiem.foundation.ui.formats import date_words, euro_words, locale_of, number_words
from kiem.foundation.ui.templatetags.ui import day, euro, number, unknown


@pytest.mark.parametrize(("language", "written"), [("en", "1,234.5"), ("nl", "1.234,5"), ("fr", "1\u202f234,5")])
def test_a_number_is_written_as_its_language_writes_it(language: str, written: str) -> None:
    with override(language):
        assert number_words(Decimal("1234.5")) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "€1,200,000"), ("nl", "€\u00a01.200.000"), ("fr", "1\u202f200\u202f000\u00a0€")],
)
def test_a_whole_amount_has_no_cents(language: str, written: str) -> None:
    with override(language):
        assert euro_words(1_200_000) == written


@pytest.mark.parametrize(
    ("language", "written"), [("en", "€100,001"), ("nl", "€\u00a0100.001"), ("fr", "100\u202f001\u00a0€")]
)
@pytest.mark.parametrize("amount", [Decimal("100000.51"), 100000.51, Decimal("100001.49")])
def test_cents_are_left_out_wherever_an_amount_stands(language: str, written: str, amount: Decimal | float) -> None:
    with override(language):
        assert euro(amount) == euro(str(amount)) == euro_words(amount) == written


@pytest.mark.parametrize(
    ("language", "written"), [("en", "€1.2M"), ("nl", "€\u00a01,2\u00a0mln."), ("fr", "1,2\u00a0M\u00a0€")]
)
def test_a_short_amount_counts_in_millions(language: str, written: str) -> None:
    with override(language):
        assert euro_words(1_200_000, "short") == written


@pytest.mark.parametrize(
    ("language", "written"), [("en", "1 March 2024"), ("nl", "1 maart 2024"), ("fr", "1er mars 2024")]
)
def test_a_day_is_spelled(language: str, written: str) -> None:
    with override(language):
        assert date_words(date(2024, 3, 1)) == written


@pytest.mark.parametrize(
    ("value", "precision", "written"),
    [
        ("2024", None, "2024"),
        ("2024-03", None, "March 2024"),
        ("2024-03-09", None, "9 March 2024"),
        (date(2024, 3, 9), "year", "2024"),
        (date(2024, 3, 9), "month", "March 2024"),
        ("2024-03-09", "month", "March 2024"),
    ],
)
def test_a_date_is_never_written_more_precisely_than_it_is_known(
    value: date | str, precision: str | None, written: str
) -> None:
    assert date_words(value, precision) == written


def test_a_text_that_is_no_date_is_refused_with_the_remedy() -> None:
    with pytest.raises(ValueError, match="'spring' is no ISO date; give YYYY"):
        date_words("spring")


def test_a_language_that_the_site_does_not_speak_reads_as_english() -> None:
    assert str(locale_of("de")) == "en_GB"


@given(st.integers(-(10**12), 10**12))
def test_a_written_number_keeps_all_its_digits(value: int) -> None:
    assert int(number_words(value).replace(",", "")) == value


@pytest.mark.parametrize("shown", [number(None), number(""), euro(None), day(None), day(""), str(unknown(None))])
def test_what_is_not_known_shows_as_unknown_and_never_as_nought(shown: str) -> None:
    assert shown == '<span class="unknown">unknown</span>'


@pytest.mark.parametrize("value", [0, False, Decimal(0)])
def test_nought_and_no_are_known(value: object) -> None:
    assert unknown(value) == value


def test_nought_is_written_as_nought() -> None:
    assert (number(0), euro(0)) == ("0", "€0")


def test_the_text_of_a_number_is_read_exactly() -> None:
    assert (number("1234.50", 2), euro("100000000000001")) == ("1,234.50", "€100,000,000,000,001")
