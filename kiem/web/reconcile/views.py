"""The pages of the service; both versions answer the same things in their own words."""

from collections.abc import Mapping
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from kiem.foundation.catalogue import Catalogue, current
from kiem.web.reconcile.asked import Extension, extension, queries, queries_of_draft
from kiem.web.reconcile.manifest import manifest, manifest_of_draft
from kiem.web.reconcile.matching import candidates
from kiem.web.reconcile.suggesting import entities, words_begun
from kiem.web.reconcile.words import SCHEMES, described, properties, types, values

__all__ = ["draft", "extend", "match", "preview", "proposed", "service", "suggest"]

Told = dict[str, Any]  # JSON


def service(request: HttpRequest) -> JsonResponse:
    """Answer version 0.2: the manifest, or queries, or values, as form fields or in the address."""
    told = request.POST if request.method == "POST" else request.GET
    if "queries" in told:
        asked = queries(told["queries"])
        found = candidates(current(), list(asked.values()))
        return JsonResponse({name: {"result": one} for name, one in zip(asked, found, strict=True)})
    if "extend" in told:
        wanted = extension(told["extend"])
        rows = {identifier: dict(row) for identifier, row in _rows(current(), wanted).items()}
        return JsonResponse({"meta": _meta(wanted), "rows": rows})
    return JsonResponse(manifest(request))


def draft(request: HttpRequest) -> JsonResponse:
    """Answer with the manifest of the draft."""
    return JsonResponse(manifest_of_draft(request))


def match(request: HttpRequest) -> JsonResponse:
    """Answer a batch of queries of the draft."""
    asked = queries_of_draft(request.body)
    return JsonResponse({"results": [{"candidates": found} for found in candidates(current(), asked)]})


def extend(request: HttpRequest) -> JsonResponse:
    """Answer which values are known, in the words of the draft."""
    wanted = extension(request.body)
    rows = [
        {"id": identifier, "properties": [{"id": prop, "values": told} for prop, told in row.items()]}
        for identifier, row in _rows(current(), wanted).items()
    ]
    return JsonResponse({"meta": _meta(wanted), "rows": rows})


def proposed(request: HttpRequest) -> JsonResponse:
    """Answer which properties can be asked for; they are the same for every type."""
    limit = request.GET.get("limit", "")
    every = properties()
    few = every[: int(limit)] if limit.isascii() and limit.isdecimal() and 0 < int(limit) < len(every) else every
    return JsonResponse({"type": request.GET.get("type", ""), "properties": few})


def suggest(request: HttpRequest, what: str) -> JsonResponse:
    """Answer what somebody may be about to type."""
    asked = request.GET.dict()
    if what == "entity":
        return JsonResponse(entities(current(), asked))
    return JsonResponse(words_begun(types() if what == "type" else properties(), asked))


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def preview(request: HttpRequest) -> HttpResponse:
    """Show an organisation in a few lines, in a frame of whoever asks."""
    catalogue = current()
    now = catalogue.where_is(request.GET.get("id", ""))
    found = catalogue.told([now]) if now else []
    if not found:
        raise Http404(_("Nothing in this release carries that identifier."))
    [thing] = found
    numbers = {prop: [one["str"] for one in values(thing, prop)] for prop in SCHEMES}
    context = {
        "thing": thing,
        "described": described(thing),
        "numbers": {prop: told for prop, told in numbers.items() if told},
    }
    answer = render(request, "web/preview.html", context)
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _rows(catalogue: Catalogue, wanted: Extension) -> Mapping[str, Mapping[str, list[Told]]]:
    """Return the values by the id that was asked, which may be an old one, and property."""
    now = {identifier: catalogue.where_is(identifier) for identifier in wanted.ids}
    things = {thing.id: thing for thing in catalogue.told([one for one in now.values() if one])}
    return {
        identifier: {prop: [*values(things[there], prop)] if there in things else [] for prop in wanted.properties}
        for identifier, there in now.items()
    }


def _meta(wanted: Extension) -> list[Told]:
    names = {one["id"]: one["name"] for one in properties()}
    return [{"id": prop, "name": names.get(prop, prop)} for prop in wanted.properties]
