"""The page of the peers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue import current
from kiem.foundation.catalogue.answers import csv_answer, json_answer
from kiem.foundation.catalogue.labels import label
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import chosen_of, facet_of, with_query
from kiem.goals.ranking.reads import COLUMNS, Asked, Listed, Peer, peers

__all__ = ["index", "peers_csv", "peers_json"]

LABELS = {
    "name": gettext_lazy("Cluster"),
    "scope": gettext_lazy("Speaks for"),
    "companies": gettext_lazy("Companies"),
    "employees": gettext_lazy("People employed"),
    "members": gettext_lazy("Members"),
    "population": gettext_lazy("Population"),
    "founded": gettext_lazy("Founded"),
}
RECORD = (
    *("id", "name", "scope", "countries"),
    *(name for column in COLUMNS for name in (column, f"{column}_year")),
    *("published_rankings", "note"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """Head of a column that sorts the table: where it leads, and how the table is sorted by it now."""

    label: str
    href: str
    sorted: str
    is_number: bool


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the peers side by side, and why they cannot be ranked like that."""
    catalogue, asked = current(), _asked(request)
    found = peers(catalogue, asked, timezone.localdate())
    countries = facet_of(
        "country", _("Country"), [(code, label(code, "regions"), count) for code, count in found.countries], request.GET
    )
    query = with_query(request.GET, {})
    context = {
        "found": found,
        "coverage": [(LABELS[one.column], one) for one in found.coverage],
        "heads": [_head(request, asked, name) for name in LABELS],
        "facets": (countries,),
        "chosen": chosen_of((countries,)),
        "downloads": (
            Link("CSV", reverse("ranking:peers_csv") + query),
            Link("JSON", reverse("ranking:peers_json") + query),
        ),
        "release": catalogue.release,
    }
    return render(request, "ranking/index.html", context)


@require_safe
def peers_csv(request: HttpRequest) -> HttpResponse:
    """Give the peers as CSV, in the order that the address asks for."""
    found = peers(current(), _asked(request), timezone.localdate())
    return csv_answer("peers", RECORD, [_record(peer) for peer in found.shown])


@require_safe
def peers_json(request: HttpRequest) -> HttpResponse:
    """Give the peers as JSON, with their places in rankings as far as they could be read."""
    catalogue = current()
    found = peers(catalogue, _asked(request), timezone.localdate())
    records = [
        {**_record(peer), "published_rankings": [_place(place) for place in peer.rankings]} for peer in found.shown
    ]
    return json_answer(catalogue.release, "peers", records)


def _asked(request: HttpRequest) -> Asked:
    sort = request.GET.get("sort", "")
    return Asked(
        sort=sort if sort in LABELS else "name",
        descending=request.GET.get("order") == "descending",
        countries=tuple(request.GET.getlist("country")),
    )


def _head(request: HttpRequest, asked: Asked, name: str) -> Head:
    is_number = name in COLUMNS
    now = asked.sort == name
    # Numbers are first wanted from the largest down, words from A on; a second click turns the order round.
    descending = not asked.descending if now else is_number and name != "founded"
    href = with_query(request.GET, {"sort": name, "order": "descending" if descending else None})
    direction = ("descending" if asked.descending else "ascending") if now else ""
    return Head(str(LABELS[name]), href, direction, is_number)


def _record(peer: Peer) -> Mapping[str, object]:
    numbers = {measure.column: measure.value for measure in peer.measures}
    years = {f"{measure.column}_year": measure.year for measure in peer.measures}
    return {
        "id": peer.thing.id,
        "name": peer.thing.name,
        "scope": peer.scope,
        "countries": list(peer.countries),
        **numbers,
        **years,
        "published_rankings": [place.verbatim for place in peer.rankings],
        "note": peer.note,
    }


def _place(place: Listed) -> Mapping[str, object]:
    return {
        "ranking": place.ranking,
        "of": place.of,
        "place": place.place,
        "year": place.year,
        "verbatim": place.verbatim,
    }
