"""`{% load catalogue %}`: words of the vocabulary, facts, and where identifiers lead."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from kiem.flow.vocabulary import vocabulary
from kiem.foundation.catalogue.freshness import state_of
from kiem.foundation.catalogue.jsonld import outward
from kiem.foundation.catalogue.labels import label, property_label
from kiem.foundation.catalogue.values import Fact, Relation, ReleaseCard
from kiem.foundation.ui.templatetags.ui import day, euro, number

register = template.Library()

LISTS = {
    "type": "types",
    "subsector": "subsectors",
    "sector": "sectors",
    "region": "regions",
    "status": "statuses",
    "country": "regions",
    "category": "event_categories",
    "instrument_kind": "instrument_kinds",
    "dilutive": "dilutive",
    "scope_region": "regions",
    "product_type": "product_types",
    "project_status": "project_statuses",
}
ADDRESSES = {"website", "official_address", "evidence", "wikipedia"}
DATES = {"starts", "ends", "signed"}
ANSWERS = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}
SIGNS = {"percent": "%", "degree": "°"}
SILENT = {"person", "level", "order", "rank", "ratio", "count"}
"""Units that the property's own name says already."""

ONE = {"day": gettext_lazy("1 day"), "working_day": gettext_lazy("1 working day"), "month": gettext_lazy("1 month")}


@register.filter(name="label")
def label_filter(word: str | None, list_name: str) -> str:
    """Show a word of the vocabulary in the page's language."""
    return label(word, list_name)


@register.filter(name="property")
def property_filter(name: str) -> str:
    """Show a property's label."""
    return property_label(name)


@register.filter
def turned(name: str, outgoing: bool) -> str:  # a template filter takes its argument by position
    """Show a relation's label from the thing's side."""
    return property_label(name, turned=not outgoing)


@register.filter
def leads_to(identifier: str) -> str:
    """Return the outward address of an identifier, or nothing."""
    return outward(identifier) or ""


@register.filter
def scheme(identifier: str) -> str:
    """Show the name of an identifier's register."""
    return label(identifier.partition(":")[0], "schemes")


@register.filter
def after_scheme(identifier: str) -> str:
    """Show an identifier without its scheme."""
    return identifier.partition(":")[2]


@register.filter
def said(fact: Fact) -> SafeString | str:
    """Show what a fact says: a word in the page's language, a number with its unit, an address as a link, a date."""
    prop, words = fact.property, fact.value
    if words is None:
        return amount(fact)
    if prop in ADDRESSES and words.startswith(("http://", "https://")):
        shown = words.partition("//")[2].rstrip("/")
        return format_html('<a href="{}" rel="nofollow noopener">{}</a>', words, shown)
    if prop in DATES and fact.precision == "day" and fact.valid_from:
        return day(fact.valid_from)
    if prop in LISTS:
        return label(words, LISTS[prop])
    if prop == "field":
        return words.strip("/").replace("/", " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ")
    return str(ANSWERS.get(words, words))


def with_unit(amount: Decimal | None, unit: str | None) -> str:
    """Write a number with its unit; a year stands without thousands."""
    if amount is None or unit is None:
        return number(amount)
    if unit == "year":
        return str(int(amount))
    if unit == "EUR":
        return euro(amount)
    if amount == 1 and unit in ONE:
        return str(ONE[unit])
    return " ".join(part for part in (number(amount), SIGNS.get(unit, label(unit, "units"))) if part)


@register.filter
def changed(text: str | None, prop: str) -> str | None:
    """Show what a property was or is now, as the changes keep it: a word, or a number with its table's zeros."""
    if text is None or prop in LISTS:
        return text and label(text, LISTS[prop])
    whole, point, zeros = text.partition(".")
    is_number = point and not zeros.strip("0") and whole.lstrip("-").isdecimal()
    return whole if is_number else text


@register.filter
def amount(fact: Fact) -> str:
    """Show a fact's number with its unit, unless the property is called like its unit."""
    unit = None if fact.unit in SILENT or (fact.unit == fact.property and fact.unit != "year") else fact.unit
    return with_unit(fact.number, unit)


@register.filter
def licence_title(identifier: str) -> str:
    """Show a licence's title."""
    return vocabulary().licences[identifier].title


@register.filter
def read_in(fact: Fact) -> str:
    """Show the input in which a claim was read: its source and the day that it speaks for."""
    source, _, rest = fact.snapshot.partition("@")
    return f"{label(source, 'sources')}, {day(rest.partition('#')[0])}"


@register.filter
def sources(names: str | None) -> str:
    """Show the names of sources that stand in a row, parted by commas."""
    return ", ".join(label(name.strip(), "sources") for name in (names or "").split(",") if name.strip())


@register.filter
def in_language(texts: Mapping[str, str], language: str) -> str:
    """Show a text that is there in several languages in the page's, else in English."""
    return texts.get(language[:2]) or texts["en"]


@register.filter
def role(name: str | None) -> str:
    """Show a participant's role in a project."""
    return label(name, "roles")


@register.filter
def round_name(name: str) -> str:
    """Show the name of an investment round."""
    return label(name, "rounds")


@register.simple_tag
def freshness(fact: Fact, release: ReleaseCard) -> str:
    """Return the state of a fact's claim mark."""
    return state_of(fact, release, timezone.localdate())


@register.filter
def beside(relation: Relation) -> str:
    """Show what stands beside a relation's name: the round, its amount, the years, as far as they are known."""
    money = "" if relation.number is None else euro(relation.number, "short")
    if money and relation.property == "invests_in":
        money = gettext("%(money)s whole round") % {"money": money}
    # An event's own page says when it was; beside each that it concerns, the year would only repeat itself.
    years = "" if relation.property == "concerns" else period(relation)
    return " · ".join(part for part in (relation.value and round_name(relation.value), money, years) if part)


@register.filter
def period(relation: Relation) -> str:
    """Show the years of a relation, as far as they are known."""
    since = str(relation.valid_from.year) if relation.valid_from else ""
    last = relation.valid_to - datetime.timedelta(days=1) if relation.valid_to else None
    until = str(last.year) if last else ""
    return since if since == until else f"{since}\N{EN DASH}{until}" if until else since
