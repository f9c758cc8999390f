"""`{% load press %}`: published figures in words."""

from django import template
from django.utils.translation import gettext as _

from kiem.flow.figures import Disagreement, Published, scope_labels
from kiem.foundation.ui.formats import number_words
from kiem.goals.press.wording import in_words

register = template.Library()

SHORT = {
    **{word: word.upper() for word in ("eu", "fdi", "ipo", "ivd", "medvia", "sme", "uz", "vib", "vito")},
    **{word: word.capitalize() for word in ("belgium", "brussels", "european", "flanders", "flemish", "leuven")},
    "biowin": "BioWin",
    "rd": "R&D",
    "spinoff": "spin-off",
    "spinoffs": "spin-offs",
}
SIGNS = {"count": "", "percent": "%", "m2": "m²"}


@register.filter
def plain_word(word: str | None) -> str:
    """Show a word of the register as a reader reads it."""
    return " ".join(SHORT.get(part, part) for part in (word or "").split("_"))


@register.filter
def unit_word(unit: str | None) -> str:
    """Show a published figure's unit; a bare count has none."""
    return SIGNS.get(unit or "", plain_word(unit))


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
