"""Pages of who has worked with whom."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue import Catalogue, current
from kiem.foundation.catalogue.answers import csv_answer, json_answer
from kiem.foundation.catalogue.labels import label
from kiem.foundation.catalogue.networks import Partner
from kiem.foundation.ui.charts import Network, Node, Tie, network
from kiem.foundation.ui.formats import number_words
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import Facet, chosen_of, long_facet, pager_of, with_query
from kiem.goals.connect.reads import HERE, Asked, Circle, circle, front, said, together
from kiem.goals.connect.rings import ring_places

__all__ = ["index", "pair", "partners_csv", "partners_json", "partners_of"]

PAGE = 25
DRAWN = 20
LONGEST_WORDS = 200
LONGEST_LABEL = 25
CAPITAL = 1.35
COLUMNS = ("id", "name", "type", "city", "country", "in_ecosystem", "shared_projects", "latest_start")


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawn partners, and how many there is no room for."""

    chart: Network
    drawn: int
    left_out: int


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Let a reader choose an organisation; show who works most with others."""
    catalogue = current()
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    context = {
        "front": front(catalogue, words),
        "words": words,
        "has_cordis": any(source.name == "cordis" for source in catalogue.release.sources),
        "release": catalogue.release,
    }
    return render(request, "connect/index.html", context)


@require_safe
def partners_of(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show an organisation's partners, drawn and as a list."""
    catalogue = current()
    found = circle(catalogue, identifier, _asked(request))
    if found is None:
        return redirect("connect:partners", identifier=_now(catalogue, identifier), permanent=True)
    pager = pager_of(len(found.partners), request.GET, PAGE)
    facets = _facets(found, request)
    query = with_query(request.GET, {})
    context = {
        "found": found,
        "page": found.partners[max(pager.first - 1, 0) : pager.last],
        "pager": pager,
        "facets": facets,
        "chosen": chosen_of(facets),
        "drawing": _drawing(found),
        "crumbs": (Link(_("Connect"), reverse("connect:index")), Link(found.thing.name, "")),
        "downloads": (
            Link("CSV", reverse("connect:partners_csv", args=(found.thing.id,)) + query),
            Link("JSON", reverse("connect:partners_json", args=(found.thing.id,)) + query),
        ),
        "release": catalogue.release,
    }
    return render(request, "connect/partners.html", context)


@require_safe
def partners_csv(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give an organisation's partners as CSV."""
    found = _found(current(), identifier, request)
    return csv_answer(f"partners-{found.thing.slug}", COLUMNS, [_record(one) for one in found.partners])


@require_safe
def partners_json(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give an organisation's partners as JSON."""
    catalogue = current()
    found = _found(catalogue, identifier, request)
    return json_answer(catalogue.release, "partners", [_record(one) for one in found.partners])


@require_safe
def pair(request: HttpRequest, identifier: str, other: str) -> HttpResponse:
    """Show the projects of two organisations, each with the claims that put them there."""
    catalogue = current()
    both = together(catalogue, identifier, other, timezone.localdate())
    if both is None:
        one, two = _now(catalogue, identifier), _now(catalogue, other)
        if (one, two) == (identifier, other) or one == two:
            raise Http404(_("There are no two such organisations in this release."))
        return redirect("connect:pair", identifier=one, other=two, permanent=True)
    pager = pager_of(len(both.projects), request.GET, PAGE)
    wanted = request.GET.get("claims", "")
    context = {
        "both": both,
        "page": both.projects[max(pager.first - 1, 0) : pager.last],
        "pager": pager,
        "claims": said(catalogue, both, wanted) if wanted else None,
        "crumbs": (
            Link(_("Connect"), reverse("connect:index")),
            Link(both.one.name, reverse("connect:partners", args=(both.one.id,))),
            Link(both.other.name, ""),
        ),
        "release": catalogue.release,
    }
    return render(request, "connect/pair.html", context)


def _asked(request: HttpRequest) -> Asked:
    where, country, kind = (tuple(request.GET.getlist(name)) for name in ("where", "country", "type"))
    return Asked(where, country, kind)


def _now(catalogue: Catalogue, identifier: str) -> str:
    """Return today's id of an organisation that moved or is called by another name."""
    now = catalogue.where_is(identifier)
    there = catalogue.named([now]) if now else []
    if not there or there[0].kind != "organisation":
        raise Http404(_("There is no such organisation in this release."))
    return there[0].id


def _found(catalogue: Catalogue, identifier: str, request: HttpRequest) -> Circle:
    found = circle(catalogue, identifier, _asked(request))
    if found is None:
        raise Http404(_("There is no such organisation in this release."))
    return found


def _facets(found: Circle, request: HttpRequest) -> tuple[Facet, ...]:
    names = {"where": _("Belongs to"), "country": _("Country"), "type": _("Kind")}
    return tuple(
        long_facet(facet, names[facet], dict(counts), request.GET, partial(_label, facet))
        for facet, counts in found.counts.items()
    )


def _label(facet: str, value: str) -> str:
    if facet == "where":
        return _("the ecosystem") if value == HERE else _("elsewhere")
    return label(value, "regions" if facet == "country" else "types")


def _drawing(found: Circle) -> Drawing | None:
    strongest = found.strongest(DRAWN)
    if not strongest:
        return None
    most = strongest[0].projects
    middle = Node(found.thing.id, found.thing.name, "organisation", 0, 0, 1, short=_short(found.thing.name))
    nodes, ties = [middle], []
    for one, (x, y) in zip(strongest, ring_places(len(strongest)), strict=True):
        weight = one.projects / most
        there = reverse("connect:pair", args=(found.thing.id, one.id))
        nodes.append(Node(one.id, one.name, "organisation", x, y, weight * 0.6, there, _short(one.name)))
        ties.append(Tie(middle.id, one.id, weight, _shared_words(one.projects)))
    summary = _("%(name)s shares most projects with %(other)s: %(shared)s. The thicker the line, the more projects.")
    words = {"name": found.thing.name, "other": strongest[0].name, "shared": number_words(most)}
    chart = network(_("Who worked most with %(name)s") % {"name": found.thing.name}, summary % words, nodes, ties)
    return Drawing(chart, len(strongest), len(found.partners) - len(strongest))


def _short(name: str) -> str:
    """Return as much of the name as a label has room for, or nothing where all of it fits; capitals take more room."""
    wide = list(accumulate(CAPITAL if letter.isupper() else 1.0 for letter in name))
    if not wide or wide[-1] <= LONGEST_LABEL:
        return ""
    return name[: bisect_right(wide, LONGEST_LABEL - 1)].rstrip() + "…"


def _shared_words(count: int) -> str:
    return ngettext("%(count)s shared project", "%(count)s shared projects", count) % {"count": number_words(count)}


def _record(one: Partner) -> Mapping[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "city": one.city,
        "country": one.country,
        "in_ecosystem": one.in_ecosystem,
        "shared_projects": one.projects,
        "latest_start": one.latest,
    }
