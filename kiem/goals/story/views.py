"""Pages of the story."""

import json
from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue import current
from kiem.foundation.catalogue.answers import csv_answer, json_answer
from kiem.foundation.catalogue.labels import label
from kiem.foundation.ui.charts import BarChart, Datum, bar_chart
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import chosen_of, facet_of, with_query
from kiem.goals.story.reads import Asked, Decade, Event, Timeline, event_told, timeline

__all__ = ["event", "events_csv", "events_json", "index"]

COLUMNS = ("id", "year", "title", "theme", "organisations", "organisation_ids", "evidence")
# The oldest roots are centuries apart; from here on every decade has its bar, also one in which nothing is known.
FIRST_OWN_DECADE = 1900


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the timeline that the address asks for."""
    catalogue = current()
    asked = _asked(request)
    found = timeline(catalogue, asked, timezone.localdate())
    counts = dict(found.themes)
    words = [*counts, *(theme for theme in asked.themes if theme not in counts)]
    choices = [(word, label(word, "event_categories"), counts.get(word, 0)) for word in words]
    themes = facet_of("theme", _("Theme"), choices, request.GET)
    query = with_query(request.GET, {})
    context = {
        "found": found,
        "asked": asked,
        "facets": (themes,),
        "chosen": chosen_of((themes,)),
        "without": with_query(request.GET, {"organisation": None}),
        "glance": _glance(found),
        "downloads": (
            Link("CSV", reverse("story:events_csv") + query),
            Link("JSON", reverse("story:events_json") + query),
        ),
        "release": catalogue.release,
    }
    return render(request, "story/index.html", context)


@require_safe
def event(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show one event with every claim about it; an old address leads to today's."""
    catalogue = current()
    told = event_told(catalogue, identifier, timezone.localdate())
    if told is None:
        now = catalogue.where_is(identifier)
        there = catalogue.named([now]) if now else []
        if not there or there[0].kind != "event" or now == identifier:
            raise Http404(_("There is no such event in this release."))
        return redirect("story:event", identifier=now, permanent=True)
    context = {
        "told": told,
        "crumbs": (Link(_("Story"), reverse("story:index")), Link(told.event.name, "")),
        "structured": _structured(request, told.event),
        "release": catalogue.release,
    }
    return render(request, "story/event.html", context)


@require_safe
def events_csv(request: HttpRequest) -> HttpResponse:
    """Give the events that the address asks for as CSV."""
    found = timeline(current(), _asked(request), timezone.localdate())
    return csv_answer("story", COLUMNS, [_record(one) for one in found.events])


@require_safe
def events_json(request: HttpRequest) -> HttpResponse:
    """Give the events that the address asks for as JSON."""
    catalogue = current()
    found = timeline(catalogue, _asked(request), timezone.localdate())
    return json_answer(catalogue.release, "events", [_record(one) for one in found.events])


def _asked(request: HttpRequest) -> Asked:
    return Asked(tuple(request.GET.getlist("theme")), request.GET.get("organisation", ""))


def _record(one: Event) -> Mapping[str, object]:
    return {
        "id": one.id,
        "year": one.year,
        "title": one.name,
        "theme": one.theme,
        "organisations": [thing.name for thing in one.organisations],
        "organisation_ids": [thing.id for thing in one.organisations],
        "evidence": one.evidence,
    }


def _glance(found: Timeline) -> BarChart | None:
    dated = [decade for decade in found.decades if decade.start is not None]
    if len(dated) < 2:
        return None
    busiest = max(dated, key=lambda decade: len(decade.events))
    summary = _("Most events are from %(first)s to %(last)s. The register tells more of recent years than of old ones.")
    return bar_chart(_("A decade at a glance"), summary % {"first": busiest.start, "last": busiest.last}, _bars(dated))


def _bars(dated: Sequence[Decade]) -> list[Datum]:
    early = [decade for decade in dated if (decade.start or 0) < FIRST_OWN_DECADE]
    late = {decade.start or 0: len(decade.events) for decade in dated if decade not in early}
    bars = []
    if early:
        count = sum(len(decade.events) for decade in early)
        words = _("before %(year)s") % {"year": FIRST_OWN_DECADE}
        bars.append(Datum(words, count, href=f"#y{early[0].start}"))
    for start in range(min(late, default=0), max(late, default=-1) + 1, 10):
        here = f"#y{start}" if start in late else ""
        bars.append(Datum(f"{start}\N{EN DASH}{start + 9}", late.get(start, 0), href=here))
    return bars


def _structured(request: HttpRequest, one: Event) -> SafeString:
    """Return the event in schema.org's words, as text that is safe inside a script element."""
    about = [{"@type": "Organization", "name": thing.name} for thing in one.organisations]
    whole = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": request.build_absolute_uri(request.path),
        "name": one.name,
        "startDate": None if one.year is None else f"{one.year:04}",
        "about": about,
        "citation": one.evidence,
    }
    text = json.dumps({name: value for name, value in whole.items() if value}, ensure_ascii=False)
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308  # the three signs that could end the element are escaped on the line above
