"""Pages of the goal Fund: a view reads the address, asks once, and renders."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue import Catalogue, current
from kiem.foundation.catalogue.answers import csv_answer, json_answer
from kiem.foundation.catalogue.labels import label
from kiem.foundation.catalogue.rule import countries_of, rule_of
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import Facet, chosen_of, facet_of, pager_of, with_query
from kiem.goals.fund.forms import AskForm
from kiem.goals.fund.reads import EVERYTHING, FACETS, Asked, Found, Instrument, instrument_of, instruments
from kiem.goals.fund.words import FACET_LABELS, amount_words, choice_words, level_words, warning_words

__all__ = ["index", "instrument", "instruments_csv", "instruments_json"]

PAGE = 20
COLUMNS = (
    *("id", "name", "provider", "kind", "dilutive", "region", "who", "audience", "amount_min_eur", "amount_max_eur"),
    *("intensity_pct", "trl_min", "trl_max", "deadline", "official_address", "evidence", "as_of", "age", "note"),
    *("claims",),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An instrument with its words."""

    one: Instrument
    kind: str
    dilutive: str
    region: str
    audiences: str
    amount: str
    levels: str
    warning: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the instruments that the address asks for, a page at a time."""
    catalogue = current()
    form = AskForm(request.GET)
    asked = _asked(catalogue, request, form)
    found = instruments(catalogue, asked, timezone.localdate())
    facets = _facets(request, found)
    pager = pager_of(len(found.instruments), request.GET, PAGE)
    context = {
        "form": form,
        "asked": asked,
        "found": found,
        "shown": [_shown(one) for one in found.instruments[max(pager.first - 1, 0) : pager.last]],
        "facets": facets,
        "chosen": chosen_of(facets),
        "kept": [(name, value) for name in (*FACETS, "unstated") for value in request.GET.getlist(name)],
        "pager": pager,
        "with_unknown": with_query(request.GET, {"unstated": "1"}),
        "without_unknown": with_query(request.GET, {"unstated": None}),
        "downloads": _downloads(request),
        "release": catalogue.release,
    }
    return render(request, "fund/index.html", context, status=200 if form.is_valid() else 400)


@require_safe
def instrument(request: HttpRequest, identifier: str, slug: str = "") -> HttpResponse:
    """Show one instrument with its claims; an old address answers with where it went."""
    catalogue = current()
    found = instrument_of(catalogue, identifier, timezone.localdate())
    if found is None or found.thing.slug != slug:
        return _moved(catalogue, identifier)
    claims_of = request.GET.get("claims") or EVERYTHING
    context = {
        "shown": _shown(found),
        "one": found,
        "thing": found.thing,
        "claims": found.claims(claims_of),
        "claims_of": claims_of,
        "crumbs": (Link(_("Fund"), reverse("fund:index")), Link(found.thing.name, "")),
        "release": catalogue.release,
    }
    return render(request, "fund/instrument.html", context)


@require_safe
def instruments_csv(request: HttpRequest) -> HttpResponse:
    """Give the instruments that the address asks for as CSV."""
    catalogue = current()
    found = instruments(catalogue, _asked(catalogue, request, AskForm(request.GET)), timezone.localdate())
    return csv_answer("instruments", COLUMNS, [_record(one) for one in found.instruments])


@require_safe
def instruments_json(request: HttpRequest) -> HttpResponse:
    """Give the instruments that the address asks for as JSON."""
    catalogue = current()
    found = instruments(catalogue, _asked(catalogue, request, AskForm(request.GET)), timezone.localdate())
    return json_answer(catalogue.release, "instruments", [_record(one) for one in found.instruments])


def _asked(catalogue: Catalogue, request: HttpRequest, form: AskForm) -> Asked:
    """Return what the address asks; a field that cannot be read asks nothing, and the form says so."""
    form.is_valid()
    read = form.cleaned_data
    return Asked(
        choices={name: tuple(request.GET.getlist(name)) for name in FACETS},
        level=read.get("trl"),
        amount=read.get("amount"),
        words=read.get("q", ""),
        with_unknown=request.GET.get("unstated") == "1",
        countries=countries_of(rule_of(catalogue)),
    )


def _moved(catalogue: Catalogue, identifier: str) -> HttpResponse:
    now = catalogue.where_is(identifier)
    there = catalogue.named([now])[0] if now else None
    if there is None or there.kind != "instrument":
        raise Http404(_("There is no such instrument in this release."))
    return redirect("fund:instrument", identifier=there.id, slug=there.slug, permanent=True)


def _facets(request: HttpRequest, found: Found) -> tuple[Facet, ...]:
    return tuple(
        facet_of(
            name,
            str(FACET_LABELS[name]),
            [(word, choice_words(name, word), count) for word, count in found.counts[name]],
            request.GET,
        )
        for name in FACETS
    )


def _downloads(request: HttpRequest) -> tuple[Link, ...]:
    query = with_query(request.GET, {})
    return tuple(Link(label, reverse(f"fund:instruments_{label.lower()}") + query) for label in ("CSV", "JSON"))


def _shown(one: Instrument) -> Shown:
    return Shown(
        one=one,
        kind=choice_words("kind", one.kind or ""),
        dilutive=choice_words("dilutive", one.dilutive or ""),
        region=label(one.region, "regions"),
        audiences=", ".join(choice_words("audience", word) for word in one.audiences),
        amount=amount_words(one.amount),
        levels=level_words(one.trl),
        warning=warning_words(one),
    )


def _record(one: Instrument) -> Mapping[str, object]:
    thing = one.thing
    return {
        "id": thing.id,
        "name": thing.name,
        "provider": one.provider,
        "kind": one.kind,
        "dilutive": one.dilutive,
        "region": one.region,
        "who": one.who,
        "audience": one.audiences,
        "amount_min_eur": one.amount.low,
        "amount_max_eur": one.amount.high,
        "intensity_pct": one.intensity,
        "trl_min": one.trl.low,
        "trl_max": one.trl.high,
        "deadline": one.deadline,
        "official_address": one.official_address,
        "evidence": one.evidence,
        "as_of": one.as_of,
        "age": str(one.age),
        "note": one.note,
        "claims": [fact.claim for facts in thing.facts.values() for fact in facts],
    }
