"""`{% load press %}`: published figures in words."""

from django import template
from django.utils.translation import gettext as _

from kiem.flow.figures import Disagreement, Published, scope_labels
from kiem.foundation.catalogue.labels import language_of_page
from kiem.foundation.catalogue.wording import number_with_unit
from kiem.foundation.ui.formats import number_words
from kiem.goals.press.wording import in_words

register = template.Library()


@register.filter
def published_amount(one: Published) -> str:
    """Show a published figure's number with its unit."""
    return number_with_unit(language_of_page(), one.value, one.unit)


@register.filter
def scope_word(scope: str | None) -> str:
    """Show a published figure's scope in the page's language."""
    return in_words(scope_labels(scope)) if scope else _("unknown")


@register.filter
def publication_state(one: Published) -> str:
    """Return the state of the claim mark of a published figure."""
    return "contradicted" if one.is_contradicted else "fresh"


@register.filter
def disagreement(other: Disagreement) -> str:
    """Say which other number a published figure does not go with, and why."""
    told = {
        "value": number_words(other.value),
        "scope": scope_word(other.scope),
        "year": other.year or _("no year"),
    }
    if other.why == "same":
        return _("Another page says %(value)s for the same scope and year.") % told
    if other.why == "part_exceeds_whole":
        return _("Hard to square with %(value)s for %(scope)s (%(year)s): a part would be above the whole.") % told
    return _("%(value)s in another year (%(year)s).") % told
