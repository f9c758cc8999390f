"""From the catalogue's values to the shapes of the answers."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse

from kiem.flow.figures import Figure
from kiem.foundation.catalogue import Change, Fact, Relation, ReleaseCard, SourceCard, Thing
from kiem.web.api import schemas
from kiem.web.api.questions import Paged

__all__ = [
    "change_of",
    "claim_of",
    "figure_line_of",
    "line_as_told",
    "line_of",
    "links_of",
    "relation_of",
    "source_of",
    "thing_of",
]

ROOT = "/api/v1"


def line_of(thing: Thing) -> schemas.ThingLine:
    """Return a thing as a list shows it."""
    return schemas.ThingLine.model_validate(_line(thing))


def line_as_told(thing: Thing) -> schemas.ThingLine:
    """Return the same without looking whether it is as described: for hundreds at once."""
    told: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in _line(thing).items()
    }
    return schemas.ThingLine.model_construct(**told)


def thing_of(thing: Thing, release: ReleaseCard) -> schemas.Thing:
    """Return a thing with the claims that stand."""
    facts = {name: [claim_of(fact) for fact in found] for name, found in thing.facts.items()}
    return schemas.Thing.model_validate({**_line(thing), "release": release.number, "facts": facts})


def _line(thing: Thing) -> dict[str, Any]:  # Any: of whatever kind each field is
    here = f"{ROOT}/things/{thing.id}"
    names = set(schemas.ThingLine.model_fields) - {"address", "links"}
    told = {name: getattr(thing, name) for name in names}
    page = reverse("catalogue:thing", kwargs={"kind": thing.kind, "identifier": thing.id, "slug": thing.slug})
    links = {"self": here, "claims": f"{here}/claims", "relations": f"{here}/relations"}
    return {**told, "address": page, "links": links}


def claim_of(fact: Fact) -> schemas.Claim:
    """Return a claim."""
    return schemas.Claim.model_validate({name: getattr(fact, name) for name in schemas.Claim.model_fields})


def relation_of(relation: Relation) -> schemas.Relation:
    """Return a relation."""
    return schemas.Relation.model_validate({name: getattr(relation, name) for name in schemas.Relation.model_fields})


def change_of(change: Change) -> schemas.Change:
    """Return a change."""
    return schemas.Change.model_validate(asdict(change))


def source_of(source: SourceCard) -> schemas.Source:
    """Return a source's card."""
    told: Mapping[str, object] = {name: getattr(source, name) for name in schemas.Source.model_fields}
    english = {"title": source.title["en"], "publisher": source.publisher["en"]}
    return schemas.Source.model_validate({**told, **english, "caveats": [dict(caveat) for caveat in source.caveats]})


def figure_line_of(figure: Figure, language: str) -> schemas.FigureLine:
    """Return a figure as a list shows it."""
    return schemas.FigureLine(
        id=figure.id,
        title=figure.title[language],
        value=figure.value,
        unit=figure.unit,
        as_of=figure.as_of,
        good_until=figure.good_until,
        stale=figure.stale,
        claims=figure.claims.count,
        digest=figure.claims.digest,
        address=reverse("press:figure", kwargs={"identifier": figure.id}),
        link=f"{ROOT}/figures/{figure.id}",
    )


def links_of(request: HttpRequest, asked: Paged, total: int) -> schemas.Links:
    """Return the addresses of a list's pages; the last page is 1 for an empty list."""
    last = max(1, -(-total // asked.size))

    def page(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"{quote(request.path)}?{query.urlencode()}"

    return schemas.Links(
        self=page(asked.page),
        first=page(1),
        previous=page(min(asked.page - 1, last)) if asked.page > 1 else None,
        next=page(asked.page + 1) if asked.page < last else None,
        last=page(last),
    )
