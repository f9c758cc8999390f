"""`{% load stewardship %}`: what speaks for and against, in the language of the page."""

from django import template

from kiem.foundation.stewardship.wording import evidence_in_words

__all__ = ["evidence", "register"]

register = template.Library()


@register.filter
def evidence(told: str) -> str:
    """Show what the flow says of two records."""
    return evidence_in_words(told)
