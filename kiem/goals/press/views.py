"""Pages and files of the press."""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kiem.flow.figures import Asked, Figure, Published, as_json, scope_labels
from kiem.foundation.catalogue import Catalogue, current
from kiem.foundation.catalogue.answers import csv_answer
from kiem.foundation.ui.formats import date_words
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import chosen_of, facet_of, pager_of, with_query
from kiem.foundation.ui.svg import chart_file
from kiem.goals.press import wording
from kiem.goals.press.forms import Question
from kiem.goals.press.reads import claim_rows, claims_of, desk, figure_shown, figures_shown, publications

__all__ = ["figure", "figure_csv", "figure_json", "figure_svg", "index", "published", "published_csv"]

CLAIMS_PAGE, INDICATORS_PAGE = 50, 20
PARTS = (
    *(
        "figure",
        "part",
        "label",
        "value",
        "unit",
        "until",
        "as_of",
        "known_at",
        "territory",
        "good_until",
        "stale",
        "claims",
    ),
    *("digest", "release"),
)
ROWS = (
    *(
        "indicator",
        "scope",
        "year",
        "value",
        "unit",
        "contradicted",
        "against",
        "page",
        "quote",
        "note",
        "claim",
        "thing",
    ),
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show every figure of the release, and lead to what others have published."""
    catalogue = current()
    context = {
        "figures": [_card(figure) for figure in figures_shown(catalogue, timezone.localdate())],
        "publications": publications(catalogue, (), "", only_contradicted=False),
        "release": catalogue.release,
    }
    return render(request, "press/index.html", context)


@require_safe
def figure(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show one figure with everything that it rests on; a question that cannot be answered is told in the form."""
    catalogue = current()
    definition = desk(catalogue).definitions.get(identifier)
    if definition is None:
        raise Http404(_("There is no such figure."))
    form = Question(request.GET, desk(catalogue).latest)
    title = wording.in_words(definition.title)
    context: dict[str, object] = {
        "form": form,
        "title": title,
        "crumbs": (Link(_("Press"), reverse("press:index")), Link(title, "")),
        "release": catalogue.release,
    }
    if not form.is_valid():
        return render(request, "press/figure.html", context, status=400)
    found = _found(catalogue, identifier, form.asked())
    return render(request, "press/figure.html", {**context, **_told(request, catalogue, found)})


def _found(catalogue: Catalogue, identifier: str, asked: Asked) -> Figure:
    found = figure_shown(catalogue, identifier, asked, timezone.localdate())
    if found is None:
        raise Http404(_("There is no such figure."))
    return found


def _card(figure: Figure) -> Mapping[str, object]:
    return {
        "figure": figure,
        "title": wording.in_words(figure.title),
        "says": wording.in_words(figure.says),
        "unit": wording.in_words(figure.unit_label),
        "state": "stale" if figure.stale else "fresh",
        "url": reverse("press:figure", args=(figure.id,)),
    }


def _told(request: HttpRequest, catalogue: Catalogue, figure: Figure) -> Mapping[str, object]:
    part = request.GET.get("part")
    claims = claims_of(figure, part)
    pager = pager_of(claims.count, request.GET, size=CLAIMS_PAGE)
    bars, line = wording.chart_of(figure)
    address = request.build_absolute_uri(wording.permalink(figure, reverse("press:figure", args=(figure.id,))))
    query = with_query(request.GET, {"part": None})
    rows = wording.part_rows(figure)
    return {
        **_card(figure),
        "says_not": wording.in_words(figure.says_not),
        "method": wording.in_words(figure.method),
        "group_label": wording.in_words(figure.group_label),
        "bars": bars,
        "line": line,
        "source_line": _source_line(figure),
        "rows": [(row, with_query(request.GET, {"part": row.key})) for row in rows],
        "unknowns": wording.unknowns(figure),
        "sources": [(wording.in_words(source.title), source) for source in figure.sources],
        "chosen_part": next((row.label for row in rows if row.key == part), ""),
        "whole": query,
        "claims": claim_rows(catalogue, claims.ids[pager.first - 1 : pager.last]) if claims.ids else [],
        "claim_set": claims,
        "pager": pager,
        "address": address,
        "citation": wording.citation_of(figure, str(settings.INSTANCE["name"]), address),
        "downloads": [
            Link(ending.upper(), reverse(f"press:figure_{ending}", args=(figure.id,)) + query)
            for ending in (("csv", "json", "svg") if bars or line else ("csv", "json"))
        ],
    }


def _source_line(figure: Figure) -> str:
    titles = dict.fromkeys(wording.in_words(source.title) for source in figure.sources)
    told = {"sources": ", ".join(titles), "release": figure.release, "day": date_words(figure.as_of)}
    return _("%(sources)s; release %(release)s, as of %(day)s") % told


def _asked(request: HttpRequest, identifier: str) -> Figure | HttpResponse:
    """Return the figure that the address asks for, or the answer that says in a line why not."""
    catalogue = current()
    form = Question(request.GET, desk(catalogue).latest)
    if not form.is_valid():
        lines = "".join(f"{name}: {error}\n" for name, errors in form.errors.items() for error in errors)
        return HttpResponse(lines, status=400, content_type="text/plain; charset=utf-8")
    return _found(catalogue, identifier, form.asked())


@require_safe
def figure_csv(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give the figure as CSV: a row for each part, and one for the whole at the end."""
    found = _asked(request, identifier)
    if isinstance(found, HttpResponse):
        return found
    shared = {
        "figure": found.id,
        "unit": found.unit,
        "as_of": found.as_of,
        "known_at": found.known_at,
        "territory": found.territory,
        "good_until": found.good_until,
        "stale": found.stale,
        "release": found.release,
    }
    parts: list[dict[str, object]] = [
        {
            **shared,
            "part": point.key or "unknown",
            "label": wording.in_words(point.label),
            "value": point.value,
            "until": found.until(point),
            "claims": point.claims.count,
            "digest": point.claims.digest,
        }
        for point in found.series
    ]
    whole = {
        **shared,
        "part": "total",
        "label": wording.in_words(found.title),
        "value": found.value,
        "until": None,
        "claims": found.claims.count,
        "digest": found.claims.digest,
    }
    return csv_answer(found.id, PARTS, [*parts, whole])


@require_safe
def figure_json(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give the figure as JSON, with the ids of every claim: the same object as `kiem figure --json`."""
    found = _asked(request, identifier)
    if isinstance(found, HttpResponse):
        return found
    return HttpResponse(as_json(found, (get_language() or "en")[:2]) + "\n", content_type="application/json")


@require_safe
def figure_svg(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give the figure's drawing as a file, its title and sources inside."""
    found = _asked(request, identifier)
    if isinstance(found, HttpResponse):
        return found
    bars, line = wording.chart_of(found)
    chart = bars or line
    if chart is None:
        raise Http404(_("This figure has no drawing: it has fewer than two parts."))
    return HttpResponse(chart_file(chart, _source_line(found)), content_type="image/svg+xml")


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Show what others have published, by indicator, each with its scope, year and page; contradictions are marked."""
    catalogue = current()
    only = request.GET.get("only") == "contradicted"
    words = request.GET.get("q", "").strip()[:100]
    found = publications(catalogue, request.GET.getlist("scope"), words, only_contradicted=only)
    scopes = facet_of(
        "scope", _("Scope"), [(word, _scope_words(word), count) for word, count in found.scopes], request.GET
    )
    pager = pager_of(len(found.shown), request.GET, INDICATORS_PAGE)
    context = {
        "found": found,
        "shown": found.shown[max(pager.first - 1, 0) : pager.last],
        "pager": pager,
        "facets": (scopes,),
        "chosen": chosen_of((scopes,)),
        "words": words,
        "only": only,
        "only_url": with_query(request.GET, {"only": None if only else "contradicted"}),
        "crumbs": (Link(_("Press"), reverse("press:index")), Link(_("What others have published"), "")),
        "downloads": (Link("CSV", reverse("press:published_csv") + with_query(request.GET, {})),),
        "release": catalogue.release,
    }
    return render(request, "press/published.html", context)


def _scope_words(scope: str) -> str:
    return wording.in_words(scope_labels(scope)) if scope else _("unknown")


@require_safe
def published_csv(request: HttpRequest) -> HttpResponse:
    """Give the published figures that the address asks for as CSV."""
    only = request.GET.get("only") == "contradicted"
    words = request.GET.get("q", "").strip()[:100]
    found = publications(current(), request.GET.getlist("scope"), words, only_contradicted=only)
    return csv_answer("published", ROWS, [_record(one) for one in found.rows])


def _record(one: Published) -> Mapping[str, object]:
    return {
        "indicator": one.indicator,
        "scope": one.scope,
        "year": one.year,
        "value": one.value,
        "unit": one.unit,
        "contradicted": one.is_contradicted,
        "against": [other.thing for other in one.against if other.why != "other_day"],
        "page": one.origin,
        "quote": one.quote,
        "note": one.note,
        "claim": one.claim,
        "thing": one.thing,
    }
