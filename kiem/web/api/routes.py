"""The addresses of the API. Each reads the current release once and answers from it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from kiem.flow.figures import Asked as FigureQuestion
from kiem.flow.figures import as_json
from kiem.foundation.catalogue import Catalogue, current
from kiem.foundation.catalogue.pages import changes_page, claims_page, relations_page
from kiem.goals.press.reads import figure_shown, figures_shown
from kiem.web.api import schemas
from kiem.web.api.figure import Figure
from kiem.web.api.finding import found_page, thing_page
from kiem.web.api.problems import Refused, refuse_strangers
from kiem.web.api.questions import ChangesAsked, ClaimsAsked, FigureAsked, Nothing, SearchAsked, ThingsAsked
from kiem.web.api.resolving import ResolveAsked, Resolved, resolved
from kiem.web.api.telling import change_of, claim_of, figure_line_of, links_of, relation_of, source_of, thing_of

__all__ = ["router"]

router = Router()


def answers(shape: type[Schema]) -> dict[int, type[Schema]]:
    """Return the shapes of a route's answers by status."""
    return {200: shape, 404: schemas.Problem, 422: schemas.Problem, 503: schemas.Problem}


@router.get("/release", response=answers(schemas.Release), tags=["Release"])
def release(request: HttpRequest) -> schemas.Release:
    """The release that serves now."""
    refuse_strangers(request, Nothing)
    card = current().release
    names = set(schemas.Release.model_fields) - {"sources"}
    told = {name: getattr(card, name) for name in names}
    return schemas.Release.model_validate({**told, "sources": [source.name for source in card.sources]})


@router.get("/sources", response=answers(schemas.Sources), tags=["Release"])
def sources(request: HttpRequest) -> schemas.Sources:
    """The sources of the release, with licences, rows and caveats."""
    refuse_strangers(request, Nothing)
    card = current().release
    return schemas.Sources(release=card.number, sources=[source_of(source) for source in card.sources])


@router.get("/things", response=answers(schemas.ThingPage), tags=["Things"])
def things(request: HttpRequest, asked: Query[ThingsAsked]) -> schemas.ThingPage:
    """Things of a kind, with the filters of the directory."""
    refuse_strangers(request, ThingsAsked)
    return thing_page(request, current(), asked)


@router.get("/things/{path:identifier}/claims", response=answers(schemas.ClaimPage), tags=["Things"])
def claims(request: HttpRequest, identifier: str, asked: Query[ClaimsAsked]) -> schemas.ClaimPage:
    """Every claim about a thing, also withdrawn ones, by property, best first."""
    refuse_strangers(request, ClaimsAsked)
    catalogue = current()
    thing = _where(catalogue, identifier)
    found, total = claims_page(catalogue, thing, asked.property, asked.window)
    return schemas.ClaimPage(
        release=catalogue.release.number,
        thing=thing,
        total=total,
        links=links_of(request, asked, total),
        claims=[claim_of(claim) for claim in found],
    )


@router.get("/things/{path:identifier}/relations", response=answers(schemas.RelationPage), tags=["Things"])
def relations(request: HttpRequest, identifier: str, asked: Query[ClaimsAsked]) -> schemas.RelationPage:
    """Every relation of a thing in both directions, projects included."""
    refuse_strangers(request, ClaimsAsked)
    catalogue = current()
    thing = _where(catalogue, identifier)
    found, total = relations_page(catalogue, thing, asked.property, asked.window)
    return schemas.RelationPage(
        release=catalogue.release.number,
        thing=thing,
        total=total,
        links=links_of(request, asked, total),
        relations=[relation_of(relation) for relation in found],
    )


@router.get("/things/{path:identifier}", response=answers(schemas.Thing), tags=["Things"])
def thing(request: HttpRequest, response: HttpResponse, identifier: str) -> schemas.Thing:
    """A thing with its facts, by any id that it ever had: `register:argenx`, `ror:05f950310`; `id` is today's."""
    refuse_strangers(request, Nothing)
    catalogue = current()
    found = catalogue.thing(_where(catalogue, identifier))
    if found is None:  # an id that was given once is still known when nothing stands there any more
        raise _nothing(identifier)
    response["Content-Location"] = f"/api/v1/things/{found.id}"
    return thing_of(found, catalogue.release)


@router.get("/claims/{identifier}", response=answers(schemas.ClaimOfThing), tags=["Things"])
def claim(request: HttpRequest, identifier: str) -> schemas.ClaimOfThing:
    """One claim, with the id of the thing that it is about."""
    refuse_strangers(request, Nothing)
    catalogue = current()
    found = catalogue.claims_by_id([identifier])
    if not found:
        raise _nothing(identifier)
    [(about, fact), *_others] = found
    told = claim_of(fact).model_dump()
    return schemas.ClaimOfThing(**told, thing=about, release=catalogue.release.number)


@router.get("/changes", response=answers(schemas.ChangePage), tags=["Release"])
def changes(request: HttpRequest, asked: Query[ChangesAsked]) -> schemas.ChangePage:
    """What changed since the release before."""
    refuse_strangers(request, ChangesAsked)
    catalogue = current()
    about = None if asked.thing is None else catalogue.where_is(asked.thing) or asked.thing
    found, total = changes_page(catalogue, about, asked.window)
    return schemas.ChangePage(
        release=catalogue.release.number,
        previous=catalogue.release.previous,
        total=total,
        links=links_of(request, asked, total),
        changes=[change_of(change) for change in found],
    )


@router.get("/figures", response=answers(schemas.Figures), tags=["Figures"])
def figures(request: HttpRequest) -> schemas.Figures:
    """The figures of the release, as they stand today."""
    refuse_strangers(request, Nothing)
    catalogue = current()
    shown = figures_shown(catalogue, timezone.localdate())
    return schemas.Figures(
        release=catalogue.release.number, figures=[figure_line_of(figure, _language()) for figure in shown]
    )


@router.get("/figures/{identifier}", response=answers(Figure), tags=["Figures"])
def figure(request: HttpRequest, identifier: str, asked: Query[FigureAsked]) -> HttpResponse:
    """A figure with its parts, claims, sources and shelf life: the object of `kiem figure --json`."""
    refuse_strangers(request, FigureAsked)
    question = FigureQuestion(asked.as_of, asked.known_at, asked.territory)
    found = figure_shown(current(), identifier, question, timezone.localdate())
    if found is None:
        raise Refused(404, _("There is no such figure."), _("See /api/v1/figures for the figures and their days."))
    # It is written once, in the flow: the same digits here, in the command and on the page.
    return HttpResponse(as_json(found, _language()), content_type="application/json; charset=utf-8")


@router.get("/search", response=answers(schemas.FoundPage), tags=["Things"])
def search(request: HttpRequest, asked: Query[SearchAsked]) -> schemas.FoundPage:
    """What has these words, best first: names and identifiers before texts; typing errors are forgiven."""
    refuse_strangers(request, SearchAsked)
    return found_page(request, current(), asked)


@router.post("/resolve", response={**answers(Resolved), 400: schemas.Problem, 413: schemas.Problem}, tags=["Things"])
def resolve(request: HttpRequest, asked: ResolveAsked) -> HttpResponse:
    """Which organisations are meant by many names, how sure that is, and why; nothing is kept of what is asked."""
    refuse_strangers(request, Nothing)
    return HttpResponse(resolved(current(), asked).model_dump_json(), content_type="application/json; charset=utf-8")


def _where(catalogue: Catalogue, identifier: str) -> str:
    found = catalogue.where_is(identifier)
    if found is None:
        raise _nothing(identifier)
    return found


def _nothing(identifier: str) -> Refused:
    return Refused(
        404,
        _("Nothing in this release has the id “%(id)s”.") % {"id": identifier[:100]},
        _("Look for it with /api/v1/search?q=…"),
    )


def _language() -> str:
    return (get_language() or "en")[:2]
