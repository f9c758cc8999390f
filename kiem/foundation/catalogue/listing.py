"""A page of the directory: what was asked, the organisations found, and the facets beside them."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiem.foundation.catalogue.directory import FACETS, SORTS, UNKNOWN, Answer, Directory, Query
from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.freshness import worst_states
from kiem.foundation.catalogue.labels import label_in, language_of_page
from kiem.foundation.catalogue.values import Thing
from kiem.foundation.ui.lists import Choice, Facet, Pager, chosen_of, facet_of, pager_of, shown_of

PAGE = 20
LONGEST_WORDS = 200
IN_A_ROW = ("type", "subsector", "status", "city", "country", "founded")
LABELS = {
    "type": gettext_lazy("Kind"),
    "subsector": gettext_lazy("Subsector"),
    "sector": gettext_lazy("Sector"),
    "region": gettext_lazy("Region"),
    "status": gettext_lazy("Status"),
    "founded": gettext_lazy("Founded"),
    "schemes": gettext_lazy("Identifier"),
    "sources": gettext_lazy("Source"),
}
LISTS = {
    "type": "types_many",
    "subsector": "subsectors",
    "sector": "sectors",
    "region": "regions",
    "status": "statuses",
    "schemes": "schemes",
    "sources": "sources",
}


class BadQuestion(Exception):
    """A parameter of the address that cannot be read; the message says which and how to write it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    words: str
    day: datetime.date | None
    sort: str
    world: bool
    chosen: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation in the list: the worst state of what the row says of it, and where its claims stand."""

    thing: Thing
    state: str
    claims: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the directory's page shows."""

    asked: Asked
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    chosen: tuple[tuple[str, Choice], ...]
    pager: Pager
    total: int
    undated: int


def asked_of(address: QueryDict) -> Asked:
    """Read the address. Raises BadQuestion for a date that is none, or that is to come."""
    told = address.get("on", "").strip()
    try:
        day = datetime.date.fromisoformat(told) if told else None
    except ValueError:
        message = _("“%(told)s” is not a date; write it as year-month-day, for example 2015-01-01.") % {
            "told": told[:40]
        }
        raise BadQuestion(message) from None
    if day and day > timezone.localdate():
        message = _(
            "“%(told)s” is in the future: nobody knows yet who will be there. Choose today or an earlier day."
        ) % {"told": told}
        raise BadQuestion(message)
    sort = address.get("sort", "")
    return Asked(
        words=address.get("q", "").strip()[:LONGEST_WORDS],
        day=day,
        sort=sort if sort in SORTS else "fit",
        world=address.get("scope") == "world",
        chosen={name: tuple(address.getlist(name)) for name in FACETS if address.getlist(name)},
    )


def answer_of(catalogue: Catalogue, asked: Asked) -> tuple[Directory, Answer]:
    """Find what is asked for."""
    directory = catalogue.world if asked.world else catalogue.ecosystem
    found = None
    if asked.words:
        found = tuple(
            catalogue.text.ordered_ids(asked.words, kind="organisation", ecosystem=None if asked.world else True)
        )
    return directory, directory.ask(Query(asked.chosen, asked.day, found, asked.sort))


def listing_of(catalogue: Catalogue, address: QueryDict, asked: Asked) -> Listing:
    """Return the page of the directory that the address asks for. Two queries."""
    directory, answer = answer_of(catalogue, asked)
    pager = pager_of(len(answer), address, PAGE)
    facets = tuple(
        _facet(name, answer, address) for name in FACETS if len(answer.counts[name]) > 1 or name in asked.chosen
    )
    ids = directory.page(answer, max(pager.first - 1, 0), PAGE)
    rows = tuple(_rows(catalogue, ids)) if ids else ()
    return Listing(asked, rows, facets, chosen_of(facets), pager, len(answer), answer.undated)


def _rows(catalogue: Catalogue, ids: Sequence[str]) -> Iterator[Row]:
    states = worst_states(catalogue, ids, IN_A_ROW, timezone.localdate())
    home = reverse("catalogue:home")
    for thing in catalogue.named(ids):
        yield Row(thing, states.get(thing.id, "fresh"), f"{home}{thing.address}?claims=all#claims")


def _facet(name: str, answer: Answer, address: QueryDict) -> Facet:
    counted = dict(answer.counts[name])
    shown = shown_of(name, tuple(counted), address)
    if UNKNOWN in counted and UNKNOWN not in shown:
        shown.append(UNKNOWN)
    if name == "founded":
        shown.sort(key=lambda value: (value == UNKNOWN, value), reverse=False)
    language = language_of_page()
    choices = [(value, _choice_label(language, name, value), counted.get(value, 0)) for value in shown]
    return facet_of(name, str(LABELS[name]), choices, address, len(counted.keys() - set(shown)))


# A page has a hundred choices, the same ones on every page.
@lru_cache(maxsize=4096)
def _choice_label(language: str, name: str, value: str) -> str:
    if value == UNKNOWN:
        return _("unknown")
    if name == "founded":
        return _("%(decade)ss") % {"decade": value} if value.isdigit() else value
    return label_in(language, value, LISTS[name])
