"""Lists of things: by filters, and by words."""

from django.http import HttpRequest

from kiem.foundation.catalogue import Catalogue, Thing
from kiem.foundation.catalogue.listing import Asked, answer_of
from kiem.foundation.catalogue.pages import Wanted, things_page
from kiem.web.api import schemas
from kiem.web.api.questions import SearchAsked, ThingsAsked
from kiem.web.api.telling import line_of, links_of

__all__ = ["found_page", "thing_page"]

ORGANISATION = "organisation"


def thing_page(request: HttpRequest, catalogue: Catalogue, asked: ThingsAsked) -> schemas.ThingPage:
    """Return a page of things; organisations come from the directory itself, so that the numbers are the page's."""
    things, total, undated = (_organisations if asked.kind == ORGANISATION else _others)(catalogue, asked)
    return schemas.ThingPage(
        release=catalogue.release.number,
        total=total,
        undated=undated,
        links=links_of(request, asked, total),
        things=[line_of(thing) for thing in things],
    )


def found_page(request: HttpRequest, catalogue: Catalogue, asked: SearchAsked) -> schemas.FoundPage:
    """Return a page of what has the words."""
    size, before = asked.window
    ecosystem = True if asked.scope == "ecosystem" else None
    found = catalogue.text.find(asked.q, kind=asked.kind, ecosystem=ecosystem, limit=size, offset=before)
    fuzzy = {hit.id: hit.fuzzy for hit in found.hits}
    things = catalogue.named(list(fuzzy)) if fuzzy else []
    return schemas.FoundPage(
        release=catalogue.release.number,
        total=found.total,
        links=links_of(request, asked, found.total),
        found=[schemas.Found(fuzzy=fuzzy[thing.id], thing=line_of(thing)) for thing in things],
    )


def _organisations(catalogue: Catalogue, asked: ThingsAsked) -> tuple[list[Thing], int, int]:
    size, before = asked.window
    question = Asked(asked.q.strip(), asked.on, asked.sort, asked.scope == "world", asked.chosen)
    directory, answer = answer_of(catalogue, question)
    ids = directory.page(answer, before, size)
    return (catalogue.named(ids) if ids else []), len(answer), answer.undated


def _others(catalogue: Catalogue, asked: ThingsAsked) -> tuple[list[Thing], int, int]:
    ecosystem, words = asked.scope == "ecosystem", asked.q.strip()
    found = None
    if words:
        found = tuple(catalogue.text.matching_ids(words, kind=asked.kind, ecosystem=True if ecosystem else None))
    wanted = Wanted(asked.kind, ecosystem, asked.chosen, asked.on, found)
    return things_page(catalogue, wanted, asked.sort, asked.window)
