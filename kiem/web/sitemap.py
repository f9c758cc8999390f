"""The map of the site for search engines: the sections' first pages, the ecosystem's things, and what sections add."""

import datetime
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import NoReverseMatch, reverse

from kiem.foundation.catalogue import NoRelease, current
from kiem.foundation.catalogue.pages import addresses
from kiem.web.sections import SECTIONS

__all__ = ["SITEMAPS"]

# The standard allows 50,000 addresses a file; each page is there once a language.
MOST_ADDRESSES = 50_000
Named = tuple[str, str, str]


class Sections(Sitemap):  # type: ignore[type-arg]  # generic only to the type checker
    """The first page of each section."""

    i18n = alternates = x_default = True

    def items(self) -> list[str]:
        """Return the pages' names; a section without its page is left out."""
        names = ["catalogue:home", *(str(entry["url_name"]) for entry in settings.NAVIGATION), "catalogue:changes"]
        return [name for name in names if _is_there(name)]

    def location(self, item: str) -> str:
        """Return the page's address."""
        return reverse(item)


class Things(Sitemap):  # type: ignore[type-arg]  # generic only to the type checker
    """The pages of the ecosystem's things of one kind."""

    i18n = alternates = x_default = True
    limit = MOST_ADDRESSES
    kind = "organisation"

    def items(self) -> list[Named]:
        """Return kind, id and slug of each; nothing before the first release."""
        try:
            return [(self.kind, identifier, slug) for identifier, slug in addresses(current(), self.kind)]
        except NoRelease:
            return []

    def location(self, item: Named) -> str:
        """Return the thing's address."""
        kind, identifier, slug = item
        return reverse("catalogue:thing", kwargs={"kind": kind, "identifier": identifier, "slug": slug})

    def lastmod(self, item: Named) -> datetime.datetime:
        """Return when the release was made: a thing's page names it."""
        del item
        return datetime.datetime.fromisoformat(current().release.made_at)


class Projects(Things):
    """The pages of the projects in which the ecosystem takes part."""

    kind = "project"


class Events(Things):
    """The pages of the events of its history."""

    kind = "event"


def _is_there(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _gathered() -> dict[str, type[Sitemap]]:  # type: ignore[type-arg]  # generic only to the type checker
    """Return the house's own and the `SITEMAPS` (name to Sitemap class) of every section that has a `sitemap`."""
    found: dict[str, type[Sitemap]] = {  # type: ignore[type-arg]  # generic only to the type checker
        "sections": Sections,
        "organisations": Things,
        "projects": Projects,
        "events": Events,
    }
    for section in SECTIONS:
        if find_spec(f"{section.app}.sitemap"):
            found |= import_module(f"{section.app}.sitemap").SITEMAPS
    return found


SITEMAPS = _gathered()
