"""`{% load ui %}`: the claim mark, the label of a kind, and numbers and dates in the page's language."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from kiem.foundation.ui.formats import Number, date_words, euro_words, locale_of, number_in, number_words
from kiem.foundation.ui.lists import Choice
from kiem.foundation.ui.marks import ClaimMark, KindMark, claim_mark_of, kind_mark_of
from kiem.foundation.ui.markup import filled, joined
from kiem.foundation.ui.once import once

__all__ = [
    "choices",
    "claim_mark",
    "day",
    "euro",
    "kind",
    "kind_path",
    "kind_shape",
    "marker",
    "number",
    "register",
    "unknown",
]

register = template.Library()
register.tag("once", once)

MARK = '<a class="claim {}" href="{}" aria-label="{}" title="{}">{}</a>'
CHOICE = (
    '<li><a href="{}" rel="nofollow"{}><i class="box" aria-hidden="true"></i><span>{}</span>'
    '<span class="num">{}</span></a></li>'
)
CURRENT, NOT_CURRENT = SafeString(' aria-current="true"'), SafeString("")


@register.filter
def number(value: Number | str | None, decimals: int | None = None) -> str:
    """Write a number (int, float, Decimal or its text); None shows as unknown, never as 0."""
    if value is None or value == "":
        return _unknown()
    return number_words(Decimal(value) if isinstance(value, str) else value, decimals)


@register.filter
def euro(value: Number | str | None, style: str = "") -> str:
    """Write an amount in whole euro; `|euro:"short"` says € 1.2M; None shows as unknown."""
    if value is None or value == "":
        return _unknown()
    return euro_words(Decimal(value) if isinstance(value, str) else value, style)


@register.filter
def day(value: date | str | None, precision: str | None = None) -> str:
    """Write a date or ISO text to its precision (day, month, year); None shows as unknown."""
    if value is None or value == "":
        return _unknown()
    return date_words(value, precision)


@register.filter
def unknown(value: object) -> object:
    """Show what is not known as the word unknown; everything else stays as it is, 0 and False too."""
    return _unknown() if value is None or value == "" else value


@register.simple_tag
def claim_mark(state: str, about: str, property: str = "", url: str = "") -> SafeString:
    """Mark after a fact: state (fresh, stale, contradicted, stated), what it is about, where it leads.

    `property` leads to `?claims=property#claims` on the same page; `url` leads elsewhere.
    """
    return marker()(state, about, property, url)


Marker = Callable[[str, str, str, str], SafeString]


def marker() -> Marker:
    """Return what writes claim marks in the page's language, for those who write many: as `claim_mark`."""
    language = get_language()

    def mark(state: str, about: str, prop: str, url: str) -> SafeString:
        name, label, leaf = _mark_of(state, language)
        return filled(
            MARK, state, url or f"?claims={quote(prop)}#claims", name % {"about": about, "state": label}, label, leaf
        )

    return mark


# A page has a hundred marks of four states: their words and leaves are looked up once a language.
@cache
def _mark_of(state: str, language: str | None) -> tuple[str, str, SafeString]:
    del language
    mark = claim_mark_of(state)
    return gettext("Who says so: %(about)s (%(state)s)"), mark.label, _leaf(mark)


def _leaf(mark: ClaimMark) -> SafeString:
    shape = filled('<path d="{}"/>', mark.filled) if mark.filled else SafeString("")
    hollow = filled('<path class="hollow" d="{}"/>', mark.hollow) if mark.hollow else SafeString("")
    return filled('<svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">{}{}</svg>', shape, hollow)


@register.simple_tag
def choices(several: Iterable[Choice]) -> SafeString:
    """List of a facet's choices; written here and not in a template, because a page has a hundred of them."""
    locale = locale_of()
    lines = [filled(CHOICE, one.href, _current(one), one.label, number_in(locale, one.count)) for one in several]
    return joined("\n", lines)


@register.simple_tag
def kind(name: str, label: str = "") -> SafeString:
    """Shape and label of a kind of thing; `label` replaces the kind's own word."""
    mark = kind_mark_of(name)
    return format_html('<span class="kind">{}{}</span>', _shape(mark), label or mark.label)


@register.simple_tag
def kind_shape(name: str) -> SafeString:
    """Shape of a kind alone, where its label already stands beside it."""
    return _shape(kind_mark_of(name))


@register.simple_tag
def kind_path(name: str) -> str:
    """Path of a kind's shape around the origin, six units to each side, for drawings."""
    return kind_mark_of(name).path


def _current(choice: Choice) -> SafeString:
    return CURRENT if choice.is_chosen else NOT_CURRENT


def _shape(mark: KindMark) -> SafeString:
    return format_html(
        '<svg class="shape" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">'
        '<path class="k-{}" d="{}" fill-rule="evenodd"/></svg>',
        mark.kind,
        mark.path,
    )


def _unknown() -> SafeString:
    return format_html('<span class="unknown">{}</span>', gettext("unknown"))
