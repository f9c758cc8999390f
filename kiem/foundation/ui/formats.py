"""Numbers, money and dates as a reader of English, Dutch (Belgium) or French (Belgium) writes them."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_currency, format_currency, format_decimal
from django.utils.translation import get_language

__all__ = ["Number", "date_in", "date_words", "euro_in", "euro_words", "locale_of", "number_in", "number_words"]

Number = int | float | Decimal

LOCALES = {
    "en": Locale("en", "GB"),
    "nl": Locale("nl", "BE"),
    "fr": Locale("fr", "BE"),
}
PRECISION_BY_LENGTH = {4: "year", 7: "month", 10: "day"}


def locale_of(language: str | None = None) -> Locale:
    """Locale of a language code, by default the language of the page; unknown codes read as English."""
    code = (language or get_language() or "en")[:2]
    return LOCALES.get(code, LOCALES["en"])


def number_words(value: Number, decimals: int | None = None) -> str:
    """Write a number with its language's marks; `decimals` fixes the places, else at most three."""
    return number_in(locale_of(), value, decimals)


# A list's counts are the same small numbers over and over; typed, because 1 and 1.0 may be written differently.
@lru_cache(maxsize=4096, typed=True)
def number_in(locale: Locale, value: Number, decimals: int | None = None) -> str:
    """Write a number in a language that is known already, for those who write many: as `number_words`."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") if decimals is not None else None
    return str(format_decimal(value, format=pattern, locale=locale))


def euro_words(value: Number, style: str = "") -> str:
    """Write an amount in whole euro, cents left out; `style` `short` says millions. Downloads have the exact number."""
    return euro_in(locale_of(), value, style)


@lru_cache(maxsize=4096, typed=True)
def euro_in(locale: Locale, value: Number, style: str = "") -> str:
    """Write an amount in a language that is known already, for those who write many: as `euro_words`."""
    if style == "short":
        return str(format_compact_currency(value, "EUR", locale=locale, fraction_digits=1))
    whole = str(locale.currency_formats["standard"].pattern).replace(".00", "")
    return str(format_currency(round(value), "EUR", format=whole, locale=locale, currency_digits=False))


def date_words(value: date | str, precision: str | None = None) -> str:
    """Write a date no more precisely than it is known: `day`, `month` or `year`.

    An ISO text of 4, 7 or 10 characters carries its own precision. ValueError for any other text.
    """
    return date_in(locale_of(), value, precision)


# A thing's claims were seen on few days, and a page names each of them a hundred times.
@lru_cache(maxsize=4096)
def date_in(locale: Locale, value: date | str, precision: str | None = None) -> str:
    """Write a date in a language that is known already, for those who write many: as `date_words`."""
    if isinstance(value, str):
        if len(value) not in PRECISION_BY_LENGTH:
            message = f"{value!r} is no ISO date; give YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(message)
        precision = precision or PRECISION_BY_LENGTH[len(value)]
        value = date.fromisoformat((value + "-01-01")[:10])
    if precision == "year":
        return str(value.year)
    if precision == "month":
        return format_date(value, "MMMM y", locale=locale)
    # French counts the first of the month in order, the others not.
    first = locale.language == "fr" and value.day == 1
    return format_date(value, "d'er' MMMM y" if first else "d MMMM y", locale=locale)
