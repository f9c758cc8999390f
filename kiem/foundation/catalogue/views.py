"""Pages of the ecosystem: a view reads the address, asks the catalogue once, and renders."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue.answers import csv_answer, json_answer
from kiem.foundation.catalogue.crumbs import crumbs_of
from kiem.foundation.catalogue.door import Catalogue, current
from kiem.foundation.catalogue.dossier import dossier_of, side_by_side
from kiem.foundation.catalogue.exports import COLUMNS, organisation_record, thing_record
from kiem.foundation.catalogue.front import front_of
from kiem.foundation.catalogue.jsonld import structured
from kiem.foundation.catalogue.listing import Asked, BadQuestion, answer_of, asked_of, listing_of
from kiem.foundation.catalogue.map import map_of
from kiem.foundation.catalogue.values import Thing
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import pager_of, with_query

MOST_EXPORTED = 100_000
CHANGES_PAGE = 50
CLAIMS_PAGE = 50
TOWNS_PAGE = 100
LONGEST_PAGE_NUMBER = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the ecosystem is, in numbers that lead on."""
    return render(request, "catalogue/home.html", {"front": front_of(current())})


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Show the organisations that the address asks for, as a list or on a map."""
    catalogue = current()
    try:
        asked = asked_of(request.GET)
    except BadQuestion as question:
        return render(request, "catalogue/bad_question.html", {"question": question}, status=400)
    on_map = request.GET.get("view") == "map"
    drawn = map_of(catalogue, asked) if on_map else None
    towns = pager_of(len(drawn.towns) if drawn else 0, request.GET, TOWNS_PAGE)
    listing = listing_of(catalogue, request.GET, asked)
    tabs = (
        Link(_("List"), with_query(request.GET, {"view": None}), "" if on_map else "page"),
        Link(_("Map"), with_query(request.GET, {"view": "map"}), "page" if on_map else ""),
    )
    scopes = (
        Link(_("The ecosystem"), with_query(request.GET, {"scope": None}), "" if asked.world else "page"),
        Link(_("All organisations"), with_query(request.GET, {"scope": "world"}), "page" if asked.world else ""),
    )
    context = {
        "listing": listing,
        "tabs": tabs,
        "scopes": scopes,
        "map": drawn,
        "towns": drawn.towns[max(towns.first - 1, 0) : towns.last] if drawn else (),
        "towns_pager": towns,
        "downloads": _downloads(request),
        "kept": [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name not in {"q", "on", "sort", "page"}
        ],
        "release": catalogue.release,
    }
    return render(request, "catalogue/directory.html", context)


def _downloads(request: HttpRequest) -> tuple[Link, ...]:
    query = with_query(request.GET, {"view": None})
    return (
        Link("CSV", reverse("catalogue:directory_csv") + query),
        Link("JSON", reverse("catalogue:directory_json") + query),
    )


@require_safe
def directory_csv(request: HttpRequest) -> HttpResponse:
    """Give the organisations that the address asks for as CSV."""
    things, response = _export(request)
    if response is not None:
        return response
    return csv_answer("ecosystem", COLUMNS, map(organisation_record, things))


@require_safe
def directory_json(request: HttpRequest) -> HttpResponse:
    """Give the organisations that the address asks for as JSON."""
    things, response = _export(request)
    if response is not None:
        return response
    return json_answer(current().release, "organisations", map(organisation_record, things))


def _export(request: HttpRequest) -> tuple[list[Thing], HttpResponse | None]:
    catalogue = current()
    try:
        asked = asked_of(request.GET)
    except BadQuestion as question:
        return [], HttpResponse(f"{question}\n", status=400, content_type="text/plain; charset=utf-8")
    return _everything(catalogue, asked), None


def _everything(catalogue: Catalogue, asked: Asked) -> list[Thing]:
    found, answer = answer_of(catalogue, asked)
    ids = found.page(answer, 0, MOST_EXPORTED)
    return [thing for first in range(0, len(ids), 500) for thing in catalogue.named(ids[first : first + 500])]


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Suggest things whose name begins as typed."""
    words = request.GET.get("q", "").strip()[:100]
    catalogue = current()
    hits = catalogue.text.suggest(words) if words else []
    things = catalogue.named([hit.id for hit in hits]) if hits else []
    # The box is hidden while it is empty, and a line's end is not nothing.
    return HttpResponse(render_to_string("catalogue/suggestions.html", {"things": things}, request).strip())


@require_safe
def thing(request: HttpRequest, kind: str, identifier: str, slug: str = "") -> HttpResponse:
    """Show a thing with everything that is known of it; an old address answers with where it went."""
    catalogue = current()
    found = catalogue.thing(identifier)
    if found is None or (found.kind, found.slug) != (kind, slug):
        return _moved(catalogue, kind, identifier)
    asked_for = request.GET.get("claims", "")
    dossier = dossier_of(catalogue, found, _page_asked(request), timezone.localdate())
    told = side_by_side(catalogue, dossier, asked_for) if asked_for else ()
    claims_pager = pager_of(len(told), request.GET, CLAIMS_PAGE, "claims")
    context = {
        "dossier": dossier,
        "thing": found,
        "claims": told[max(claims_pager.first - 1, 0) : claims_pager.last] if asked_for else None,
        "claims_pager": claims_pager,
        "claims_of": asked_for,
        "crumbs": crumbs_of(found),
        "pager": pager_of(dossier.taking.total, request.GET, 20) if dossier.taking.total else None,
        "structured": structured(request, found),
        "release": catalogue.release,
    }
    return render(request, "catalogue/thing.html", context)


def _page_asked(request: HttpRequest) -> int:
    told = request.GET.get("page", "1")
    return max(1, int(told)) if told.isascii() and told.isdecimal() and len(told) < LONGEST_PAGE_NUMBER else 1


def _moved(catalogue: Catalogue, kind: str, identifier: str) -> HttpResponse:
    now = catalogue.where_is(identifier) or catalogue.where_is(f"register:{identifier}")
    # The id of a thing that is gone is still known, but nothing stands there.
    there = next(iter(catalogue.named([now])), None) if now else None
    if there is None or there.kind != kind:
        raise Http404(_("There is no such page in this release."))
    return redirect("catalogue:thing", kind=there.kind, identifier=there.id, slug=there.slug, permanent=True)


@require_safe
def thing_json(request: HttpRequest, kind: str, identifier: str) -> HttpResponse:
    """Give a thing with all its claims as JSON."""
    catalogue = current()
    now = catalogue.where_is(identifier)
    found = catalogue.thing(now) if now else None
    if found is None or found.kind != kind:
        raise Http404(_("There is no such page in this release."))
    return JsonResponse(thing_record(catalogue, found))


@require_safe
def go(request: HttpRequest, name: str) -> HttpResponseRedirect:
    """Lead from any id or identifier (`ror:05f950310`, `pic:999991334`, `register:argenx`) to the thing's page."""
    catalogue = current()
    now = catalogue.where_is(name)
    found = catalogue.named([now]) if now else []
    if not found:
        raise Http404(_("Nothing in this release carries that identifier."))
    return HttpResponseRedirect(
        reverse("catalogue:thing", kwargs={"kind": found[0].kind, "identifier": found[0].id, "slug": found[0].slug})
    )


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Show what changed since the last release."""
    catalogue = current()
    pager = pager_of(catalogue.count_changes(), request.GET, CHANGES_PAGE)
    found = catalogue.changes(limit=CHANGES_PAGE, offset=max(pager.first - 1, 0))
    return render(request, "catalogue/changes.html", {"changes": found, "pager": pager, "release": catalogue.release})
