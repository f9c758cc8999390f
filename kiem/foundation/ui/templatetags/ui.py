"""`{% load ui %}`: the claim mark, the label of a kind, and numbers and dates in the page's language."""

from datetime import date
from decimal import Decimal
from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kiem.foundation.ui.formats import Number, date_words, euro_words, number_words
from kiem.foundation.ui.marks import KindMark, claim_mark_of, kind_mark_of

__all__ = ["claim_mark", "day", "euro", "kind", "kind_path", "kind_shape", "number", "register", "unknown"]

register = template.Library()


@register.filter
def number(value: Number | str | None, decimals: int | None = None) -> str:
    """Write a number (int, float, Decimal or its text); None shows as unknown, never as 0."""
    if value is None or value == "":
        return _unknown()
    return number_words(Decimal(value) if isinstance(value, str) else value, decimals)


@register.filter
def euro(value: Number | str | None, style: str = "") -> str:
    """Write an amount in euro; `|euro:"short"` says € 1.2M, `"whole"` leaves cents out; None shows as unknown."""
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
    mark = claim_mark_of(state)
    href = url or f"?claims={quote(property)}#claims"
    name = gettext("Who says so: %(about)s (%(state)s)") % {"about": about, "state": mark.label}
    return format_html(
        '<a class="claim {}" href="{}" aria-label="{}" title="{}"><svg viewBox="0 0 12 12"'
        ' aria-hidden="true" focusable="false">{}{}</svg></a>',
        mark.state,
        href,
        name,
        mark.label,
        format_html('<path d="{}"/>', mark.filled) if mark.filled else "",
        format_html('<path class="hollow" d="{}"/>', mark.hollow) if mark.hollow else "",
    )


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


def _shape(mark: KindMark) -> SafeString:
    return format_html(
        '<svg class="shape" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">'
        '<path class="k-{}" d="{}" fill-rule="evenodd"/></svg>',
        mark.kind,
        mark.path,
    )


def _unknown() -> SafeString:
    return format_html('<span class="unknown">{}</span>', gettext("unknown"))
