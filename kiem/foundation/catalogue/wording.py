"""What a fact says, in a language that is known already: a page says hundreds."""

import datetime
from decimal import Decimal
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from kiem.flow.figures import scope_labels
from kiem.foundation.catalogue.labels import label_in
from kiem.foundation.catalogue.values import Fact, Relation
from kiem.foundation.ui.formats import date_in, euro_in, locale_of, number_in
from kiem.foundation.ui.markup import filled

LISTS = {
    "type": "types",
    "subsector": "subsectors",
    "sector": "sectors",
    "region": "regions",
    "status": "statuses",
    "country": "regions",
    "category": "event_categories",
    "instrument_kind": "instrument_kinds",
    "audience": "audiences",
    "dilutive": "dilutive",
    "scope_region": "regions",
    "product_type": "product_types",
    "indicator": "indicators",
    "project_status": "project_statuses",
}
ADDRESSES = {"website", "official_address", "evidence", "wikipedia"}
DATES = {"starts", "ends", "signed"}
ANSWERS = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}
SIGNS = {"percent": "%", "degree": "°", "m2": "m²", "km2": "km²"}
SILENT = {"person", "level", "order", "rank", "ratio", "count"}
"""Units that the property's own name says already."""

ONE = {"day": gettext_lazy("1 day"), "working_day": gettext_lazy("1 working day"), "month": gettext_lazy("1 month")}


def said_in(language: str, fact: Fact) -> SafeString | str:
    """Return what a fact says: a word of the vocabulary, a number with its unit, an address as a link, a date."""
    prop, words = fact.property, fact.value
    if words is None:
        return amount_in(language, fact)
    if prop in ADDRESSES and words.startswith(("http://", "https://")):
        shown = words.partition("//")[2].rstrip("/")
        return filled('<a href="{}" rel="nofollow noopener">{}</a>', words, shown)
    if prop in DATES and fact.precision == "day" and fact.valid_from:
        return date_in(locale_of(language), fact.valid_from)
    if prop in LISTS:
        return label_in(language, words, LISTS[prop])
    return _plain(language, prop, words)


def _plain(language: str, prop: str, words: str) -> str:
    """Return words of the sources as a reader reads them."""
    if prop == "field":
        return words.strip("/").replace("/", " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ")
    if prop == "scope":
        texts = scope_labels(words)
        return texts.get(language) or texts["en"]
    return str(ANSWERS.get(words, words))


def amount_in(language: str, fact: Fact) -> SafeString | str:
    """Return a fact's number with its unit, unless the property is called like its unit; a year without thousands."""
    unit = None if fact.unit == fact.property and fact.unit != "year" else fact.unit
    if fact.number is None:
        return filled('<span class="unknown">{}</span>', gettext("unknown"))
    return number_with_unit(language, fact.number, unit)


def number_with_unit(language: str, number: Decimal, unit: str | None) -> str:
    """Return a number with its unit as a reader writes it; none beside money, years and what is only counted."""
    locale = locale_of(language)
    if unit is None or unit in SILENT:
        return number_in(locale, number)
    if unit == "year":
        return str(int(number))
    if unit == "EUR":
        return euro_in(locale, number)
    if number == 1 and unit in ONE:
        return str(ONE[unit])
    return f"{number_in(locale, number)} {SIGNS.get(unit) or label_in(language, unit, 'units')}"


@lru_cache(maxsize=1024)
def read_in_words(language: str, snapshot: str) -> str:
    """Return the input in which a claim was read: its source and the day that it speaks for."""
    source, _, rest = snapshot.partition("@")
    return f"{label_in(language, source, 'sources')}, {date_in(locale_of(language), rest.partition('#')[0])}"


def beside_in(language: str, relation: Relation) -> str:
    """Return what stands beside a relation's name: the round, its amount, the years, as far as they are known."""
    money = "" if relation.number is None else euro_in(locale_of(language), relation.number, "short")
    if money and relation.property == "invests_in":
        money = gettext("%(money)s whole round") % {"money": money}
    # An event's own page says when it was; beside each that it concerns, the year would only repeat itself.
    years = "" if relation.property == "concerns" else period(relation)
    named = relation.value and label_in(language, relation.value, "rounds")
    return " · ".join(part for part in (named, money, years) if part)


def period(relation: Relation) -> str:
    """Return the years of a relation, as far as they are known."""
    since = str(relation.valid_from.year) if relation.valid_from else ""
    last = relation.valid_to - datetime.timedelta(days=1) if relation.valid_to else None
    until = str(last.year) if last else ""
    return since if since == until else f"{since}\N{EN DASH}{until}" if until else since
