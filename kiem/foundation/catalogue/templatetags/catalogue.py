"""`{% load catalogue %}`: words of the vocabulary, facts, and where identifiers lead."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

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
}
ADDRESSES = {"website", "official_address", "evidence", "wikipedia"}


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
    if fact.property in ADDRESSES and fact.value and fact.value.startswith(("http://", "https://")):
        return format_html(
            '<a href="{}" rel="nofollow noopener">{}</a>', fact.value, fact.value.partition("//")[2].rstrip("/")
        )
    if fact.value is not None:
        if fact.precision == "day" and fact.valid_from and fact.property in {"starts", "ends", "signed"}:
            return day(fact.valid_from)
        return label(fact.value, LISTS[fact.property]) if fact.property in LISTS else fact.value
    return with_unit(fact.number, fact.unit)


def with_unit(amount: Decimal | None, unit: str | None) -> str:
    """Write a number with its unit; a year stands without thousands."""
    if unit == "year" and amount is not None:
        return str(int(amount))
    if unit == "EUR":
        return euro(amount)
    written = number(amount)
    if unit is None or amount is None:
        return written
    return f"{written} {UNITS.get(unit, unit)}"


@register.filter
def amount(fact: Fact) -> str:
    """Show a fact's number with its unit."""
    return with_unit(fact.number, fact.unit)


UNITS = {"percent": "%", "degree": "°", "person": "", "level": "", "order": "", "companies": "", "members": ""}


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
    return str(ROLES.get(name or "", name or gettext("unknown")))


@register.filter
def round_name(name: str) -> str:
    """Show the name of an investment round."""
    return name.replace("_", " ")


ROLES = {
    "coordinator": gettext_lazy("coordinator"),
    "participant": gettext_lazy("participant"),
    "associatedPartner": gettext_lazy("associated partner"),
    "thirdParty": gettext_lazy("third party"),
    "internationalPartner": gettext_lazy("international partner"),
}


@register.simple_tag
def freshness(fact: Fact, release: ReleaseCard) -> str:
    """Return the state of a fact's claim mark."""
    return state_of(fact, release, timezone.localdate())


@register.filter
def period(relation: Relation) -> str:
    """Show the years of a relation, as far as they are known."""
    since = str(relation.valid_from.year) if relation.valid_from else ""
    last = relation.valid_to - datetime.timedelta(days=1) if relation.valid_to else None
    until = str(last.year) if last else ""
    return since if since == until else f"{since}-{until}" if until else since
