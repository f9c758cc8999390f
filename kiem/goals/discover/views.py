"""Pages from science to companies."""

from collections.abc import Mapping
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue import current
from kiem.foundation.catalogue.answers import csv_answer, json_answer
from kiem.foundation.catalogue.chains import ProjectLine
from kiem.foundation.ui.charts import BarChart, Datum, bar_chart
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import Facet, chosen_of, long_facet, pager_of, with_query
from kiem.goals.discover.projects import FACETS, UNKNOWN, ProjectsAsked, ProjectsFound, projects
from kiem.goals.discover.reads import FATES, Families, SpinOff, chain_of, families

__all__ = ["index", "institute", "project_list", "projects_csv", "projects_json", "spin_offs_csv", "spin_offs_json"]

PAGE = 20
LONGEST_WORDS = 200
SPIN_OFF_COLUMNS = (
    *("id", "name", "founded", "origins", "origin_ids", "fate"),
    *("owners", "owner_ids", "first_takeover", "years_to_takeover"),
)
PROJECT_COLUMNS = (
    *("id", "acronym", "name", "starts", "ends", "fields"),
    *("programmes", "topics", "ecosystem_participants"),
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the institutes with their spin-offs, and what became of each."""
    catalogue = current()
    found = families(catalogue, timezone.localdate())
    context = {
        "found": found,
        "fates": [(fate, found.fates.get(fate, 0)) for fate in (*FATES, None) if found.fates.get(fate)],
        "institutes": [one for one in found.institutes if not one.is_company],
        "companies": [one for one in found.institutes if one.is_company],
        "taken_over": found.fates.get("acquired", 0),
        "chart": _years_drawn(found),
        "downloads": (
            Link("CSV", reverse("discover:spin_offs_csv")),
            Link("JSON", reverse("discover:spin_offs_json")),
        ),
        "release": catalogue.release,
    }
    return render(request, "discover/index.html", context)


@require_safe
def institute(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show one institute's chain; an old address leads to today's."""
    catalogue = current()
    found = chain_of(catalogue, identifier, timezone.localdate())
    if found is None:
        now = catalogue.where_is(identifier)
        there = catalogue.named([now]) if now else []
        if not there or there[0].kind != "organisation" or now == identifier:
            raise Http404(_("There is no such organisation in this release."))
        return redirect("discover:institute", identifier=now, permanent=True)
    context = {
        "found": found,
        "crumbs": (Link(_("Discover"), reverse("discover:index")), Link(found.thing.name, "")),
        "release": catalogue.release,
    }
    return render(request, "discover/institute.html", context)


@require_safe
def spin_offs_csv(request: HttpRequest) -> HttpResponse:
    """Give every spin-off as CSV."""
    found = families(current(), timezone.localdate())
    return csv_answer("spin-offs", SPIN_OFF_COLUMNS, [_spin_off(one) for one in found.spin_offs])


@require_safe
def spin_offs_json(request: HttpRequest) -> HttpResponse:
    """Give every spin-off as JSON."""
    catalogue = current()
    found = families(catalogue, timezone.localdate())
    return json_answer(catalogue.release, "spin_offs", [_spin_off(one) for one in found.spin_offs])


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    """Show the projects that the address asks for."""
    catalogue, asked = current(), _asked(request)
    found = projects(catalogue, asked)
    pager = pager_of(len(found.lines), request.GET, PAGE)
    facets = _facets(found, request)
    query = with_query(request.GET, {})
    context = {
        "found": found,
        "asked": asked,
        "page": found.lines[max(pager.first - 1, 0) : pager.last],
        "pager": pager,
        "facets": facets,
        "chosen": chosen_of(facets),
        "kept": [(name, value) for name in (*FACETS, "organisation") for value in request.GET.getlist(name)],
        "without": with_query(request.GET, {"organisation": None}),
        "crumbs": (Link(_("Discover"), reverse("discover:index")), Link(_("Projects"), "")),
        "downloads": (
            Link("CSV", reverse("discover:projects_csv") + query),
            Link("JSON", reverse("discover:projects_json") + query),
        ),
        "has_cordis": any(source.name == "cordis" for source in catalogue.release.sources),
        "release": catalogue.release,
    }
    return render(request, "discover/projects.html", context)


@require_safe
def projects_csv(request: HttpRequest) -> HttpResponse:
    """Give the projects that the address asks for as CSV."""
    found = projects(current(), _asked(request))
    return csv_answer("projects", PROJECT_COLUMNS, [_project(line) for line in found.lines])


@require_safe
def projects_json(request: HttpRequest) -> HttpResponse:
    """Give the projects that the address asks for as JSON."""
    catalogue = current()
    found = projects(catalogue, _asked(request))
    return json_answer(catalogue.release, "projects", [_project(line) for line in found.lines])


def _asked(request: HttpRequest) -> ProjectsAsked:
    return ProjectsAsked(
        words=request.GET.get("q", "").strip()[:LONGEST_WORDS],
        organisation=request.GET.get("organisation", ""),
        chosen={name: tuple(request.GET.getlist(name)) for name in FACETS},
    )


def _facets(found: ProjectsFound, request: HttpRequest) -> tuple[Facet, ...]:
    names = {"field": _("Field of science"), "programme": _("Programme"), "year": _("Starts in")}
    return tuple(
        long_facet(facet, names[facet], dict(counts), request.GET, partial(_label, found, facet))
        for facet, counts in found.counts.items()
    )


def _label(found: ProjectsFound, facet: str, value: str) -> str:
    if value == UNKNOWN:
        return _("unknown")
    if facet == "field":
        return value.rpartition("/")[2]
    return found.programmes.get(value, value) if facet == "programme" else value


def _years_drawn(found: Families) -> BarChart | None:
    if len(found.timed) < 2:
        return None
    data = [Datum(one.end.name, one.years, note=_from_to(one)) for one in found.timed]
    summary = _("From %(least)s to %(most)s years. Only calendar years are known: each may be one too many or too few.")
    words = {"least": found.timed[0].years, "most": found.timed[-1].years}
    return bar_chart(_("Years from founding to takeover"), summary % words, data)


def _from_to(one: SpinOff) -> str:
    return f"{one.founded} → {(one.founded or 0) + (one.years or 0)}"


def _spin_off(one: SpinOff) -> Mapping[str, object]:
    taken = [owner.year for owner in one.owners if owner.year is not None]
    return {
        "id": one.end.id,
        "name": one.end.name,
        "founded": one.founded,
        "origins": [origin.end.name for origin in one.origins],
        "origin_ids": [origin.end.id for origin in one.origins],
        "fate": one.fate,
        "owners": [owner.end.name for owner in one.owners],
        "owner_ids": [owner.end.id for owner in one.owners],
        "first_takeover": min(taken, default=None),
        "years_to_takeover": one.years,
    }


def _project(line: ProjectLine) -> Mapping[str, object]:
    return {
        "id": line.id,
        "acronym": line.acronym,
        "name": line.name,
        "starts": line.starts,
        "ends": line.last_day,
        "fields": list(line.fields),
        "programmes": list(line.programmes),
        "topics": list(line.topics),
        "ecosystem_participants": list(line.organisations),
    }
