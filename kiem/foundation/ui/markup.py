"""Markup that is written in Python: what a page has by the hundred would take most of its time in a template."""

from html import escape

from django.utils.safestring import SafeString

__all__ = ["filled", "joined"]


def filled(pattern: str, *values: str) -> SafeString:
    """Return the pattern with the values in it, escaped unless they are safe already.

    As Django's `format_html`, for words that are no lazy translations, in a tenth of the time.
    """
    return SafeString(pattern.format(*[one if isinstance(one, SafeString) else escape(one) for one in values]))


def joined(between: str, values: list[SafeString]) -> SafeString:
    """Return safe texts in a row; `between` is ours and safe."""
    return SafeString(between.join(values))
