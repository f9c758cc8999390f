"""`{% load catalogue %}`: words of the vocabulary, facts, and where identifiers lead."""

from collections.abc import Mapping

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from kiem.flow.vocabulary import vocabulary
from kiem.foundation.catalogue.evidence import evidence_in_words
from kiem.foundation.catalogue.freshness import state_of
from kiem.foundation.catalogue.jsonld import outward
from kiem.foundation.catalogue.labels import label, language_of_page, property_label
from kiem.foundation.catalogue.values import Fact, Relation, ReleaseCard
from kiem.foundation.catalogue.wording import LISTS, amount_in, beside_in, period, said_in
from kiem.foundation.catalogue.written import (
    claim_rows,
    event_rows,
    field_rows,
    identifier_rows,
    linked_rows,
    organisation_rows,
    taking_rows,
)

register = template.Library()
register.simple_tag(claim_rows)
register.simple_tag(event_rows)
register.simple_tag(field_rows)
register.simple_tag(identifier_rows)
register.simple_tag(linked_rows)
register.simple_tag(organisation_rows)
register.simple_tag(taking_rows)


@register.filter(name="label")
def label_filter(word: str | None, list_name: str) -> str:
    """Show a word of the vocabulary in the page's language."""
    return label(word, list_name)


@register.filter
def licence_title(identifier: str) -> str:
    """Show a licence's title in the page's language."""
    return vocabulary().licences[identifier].titles[language_of_page()]


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
    return said_in(language_of_page(), fact)


@register.filter
def changed(text: str | None, prop: str) -> str | None:
    """Show what a property was or is now, as the changes keep it: a word, or a number with its table's zeros."""
    if text is None or prop in LISTS:
        return text and label(text, LISTS[prop])
    whole, point, zeros = text.partition(".")
    is_number = point and not zeros.strip("0") and whole.lstrip("-").isdecimal()
    return whole if is_number else text


@register.filter
def evidence(told: str) -> str:
    """Show what the flow says of two records."""
    return evidence_in_words(told)


@register.filter
def amount(fact: Fact) -> str:
    """Show a fact's number with its unit, unless the property is called like its unit."""
    return amount_in(language_of_page(), fact)


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


@register.simple_tag
def freshness(fact: Fact, release: ReleaseCard) -> str:
    """Return the state of a fact's claim mark."""
    return state_of(fact, release, timezone.localdate())


@register.filter
def beside(relation: Relation) -> str:
    """Show what stands beside a relation's name: the round, its amount, the years, as far as they are known."""
    return beside_in(language_of_page(), relation)


register.filter("period", period)
