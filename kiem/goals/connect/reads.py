"""Who has worked with whom in EU projects."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kiem.foundation.catalogue import Catalogue, Fact, Thing
from kiem.foundation.catalogue.freshness import state_of
from kiem.foundation.catalogue.networks import (
    Pair,
    Partner,
    SharedProject,
    Span,
    busiest,
    closest_pairs,
    partners,
    project_span,
    shared_projects,
)

__all__ = ["ELSEWHERE", "HERE", "Asked", "Circle", "Front", "Said", "Together", "circle", "front", "said", "together"]

HERE, ELSEWHERE = "ecosystem", "elsewhere"
UNKNOWN = "unknown"
MOST_FOUND = 20
SHOWN_FIRST = 12


@dataclass(frozen=True, slots=True)
class Front:
    """The way in: what a search found, or who works most with others; `has_projects` is False where no source says."""

    found: tuple[Thing, ...]
    busiest: tuple[Partner, ...]
    pairs: tuple[Pair, ...]
    has_projects: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the partners by; several values of one widen, several of different ones narrow."""

    where: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    type: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """An organisation, its partners that were asked for, and how many each other choice would give.

    `partners`: the ecosystem's first, then by shared projects. `counts`: facet → (value, partners),
    each under the choices in the other facets.
    """

    thing: Thing
    span: Span
    partners: tuple[Partner, ...]
    total: int
    in_ecosystem: int
    counts: dict[str, tuple[tuple[str, int], ...]]

    def strongest(self, count: int) -> tuple[Partner, ...]:
        """Return the partners with most shared projects, the ecosystem's first among equals."""
        ranked = sorted(self.partners, key=lambda one: (-one.projects, not one.in_ecosystem, one.name.casefold()))
        return tuple(ranked[:count])


@dataclass(frozen=True, slots=True)
class Together:
    """Two organisations, the projects in which both took part, the newest first, and the state of the claims."""

    one: Thing
    other: Thing
    projects: tuple[SharedProject, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Said:
    """One claim that an organisation took part in a project."""

    who: str
    fact: Fact


def front(catalogue: Catalogue, words: str) -> Front:
    """Return the organisations that the words find, or the busiest and the closest where there are no words."""
    most = busiest(catalogue, SHOWN_FIRST)
    if words and most:
        hits = catalogue.text.find(words, kind="organisation", limit=MOST_FOUND).hits
        return Front(tuple(catalogue.named([hit.id for hit in hits])), most, (), has_projects=True)
    return Front((), most, closest_pairs(catalogue, SHOWN_FIRST) if most else (), has_projects=bool(most))


def circle(catalogue: Catalogue, identifier: str, asked: Asked) -> Circle | None:
    """Return the organisation's partners, or nothing where it is no organisation. Three queries."""
    thing = _organisation(catalogue, identifier)
    if thing is None:
        return None
    everyone = partners(catalogue, identifier)
    return Circle(
        thing=thing,
        span=project_span(catalogue, identifier),
        partners=tuple(_narrowed(everyone, asked)),
        total=len(everyone),
        in_ecosystem=sum(one.in_ecosystem for one in everyone),
        counts={facet: _counted(everyone, asked, facet) for facet in ("where", "country", "type")},
    )


def together(catalogue: Catalogue, identifier: str, other: str, today: datetime.date) -> Together | None:
    """Return what two organisations did together, or nothing where one of them is none. Four queries."""
    one, two = _organisation(catalogue, identifier), _organisation(catalogue, other)
    if one is None or two is None or one.id == two.id:
        return None
    shared = shared_projects(catalogue, identifier, other)
    # All of it comes from one snapshot of one source, so one claim's freshness is that of all.
    first = catalogue.claims_by_id([shared[0].own[0].claim]) if shared else []
    state = state_of(first[0][1], catalogue.release, today) if first else ""
    return Together(one, two, shared, state)


def said(catalogue: Catalogue, both: Together, project: str) -> tuple[Said, ...]:
    """Return the claims that put both in the project. One query, none where they share no such project."""
    found = next((one for one in both.projects if one.id == project), None)
    if found is None:
        return ()
    names = {both.one.id: both.one.name, both.other.id: both.other.name}
    claims = catalogue.claims_by_id([part.claim for part in (*found.own, *found.other)])
    return tuple(Said(names[who], fact) for who, fact in claims if who in names)


def _organisation(catalogue: Catalogue, identifier: str) -> Thing | None:
    found = catalogue.named([identifier])
    return found[0] if found and found[0].kind == "organisation" else None


def _value(partner: Partner, facet: str) -> str:
    if facet == "where":
        return HERE if partner.in_ecosystem else ELSEWHERE
    return (partner.country if facet == "country" else partner.type) or UNKNOWN


def _narrowed(everyone: Sequence[Partner], asked: Asked, but: str = "") -> Sequence[Partner]:
    """Return the partners that are asked for, leaving the choices in one facet out."""
    chosen = {"where": asked.where, "country": asked.country, "type": asked.type}
    found = everyone
    for facet, values in chosen.items():
        if values and facet != but:
            found = [one for one in found if _value(one, facet) in values]
    return found


def _counted(everyone: Sequence[Partner], asked: Asked, facet: str) -> tuple[tuple[str, int], ...]:
    counted = Counter(_value(one, facet) for one in _narrowed(everyone, asked, facet))
    return tuple(sorted(counted.items(), key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0])))
