"""The map of the site for search engines, gathered from the sections."""

from importlib import import_module
from importlib.util import find_spec

from django.contrib.sitemaps import Sitemap

from kiem.web.sections import SECTIONS

__all__ = ["SITEMAPS"]


def _gathered() -> dict[str, type[Sitemap]]:  # type: ignore[type-arg]  # generic only to the type checker
    """Return the `SITEMAPS` (name to Sitemap class) of every section that has a module `sitemap`."""
    found: dict[str, type[Sitemap]] = {}  # type: ignore[type-arg]  # generic only to the type checker
    for section in SECTIONS:
        if find_spec(f"{section.app}.sitemap"):
            found |= import_module(f"{section.app}.sitemap").SITEMAPS
    return found


SITEMAPS = _gathered()
