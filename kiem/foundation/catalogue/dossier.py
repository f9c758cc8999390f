"""A thing's page: its facts, its claims side by side, its relations, projects and changes."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.freshness import state_of
from kiem.foundation.catalogue.values import Change, Fact, Relation, Taking, Thing

SHOWN = {
    "organisation": (
        "type",
        "subsector",
        "sector",
        "status",
        "founded",
        "city",
        "region",
        "subdivision",
        "country",
        "nuts",
        "employees",
        "sme",
        "website",
        "origin",
        "acquired_by",
        "alias",
        "acronym",
        "short_name",
        "translated_name",
    ),
    "project": (
        "acronym_title",
        "starts",
        "ends",
        "project_status",
        "eu_contribution",
        "total_cost",
        "scheme",
        "programme",
        "topic",
        "call",
        "field",
        "signed",
    ),
    "event": ("year", "category"),
    "instrument": (
        "provider",
        "instrument_kind",
        "dilutive",
        "who",
        "scope_region",
        "amount_min",
        "amount_max",
        "intensity",
        "trl_min",
        "trl_max",
        "deadline_type",
        "official_address",
        "source_checked",
        "note",
    ),
    "pathway_step": (
        "product_type",
        "step_order",
        "time_limit",
        "time_limit_days",
        "clock_stop",
        "legal_act",
        "article",
        "authority_be",
        "authority_eu",
        "note",
        "source_checked",
    ),
    "published_figure": ("figure_value", "indicator", "scope", "quote", "note"),
    "peer": (
        "scope_region",
        "country",
        "nuts",
        "companies",
        "employees",
        "members",
        "population",
        "founded",
        "website",
        "published_ranking",
        "note",
    ),
}
"""The properties of a kind's page, in order; those that nobody states are left out, but for WANTED."""

WANTED = {"organisation": ("type", "status", "founded", "city", "country", "employees", "website")}
"""Properties that a reader looks for: shown as unknown when nobody states them."""


EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a thing's facts: the property, its facts (none is unknown) and the state of the first."""

    property: str
    facts: tuple[Fact, ...]
    state: str
    claims: int


@dataclass(frozen=True, slots=True)
class Linked:
    """The relations of one property, in one direction."""

    property: str
    outgoing: bool
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a thing's page shows."""

    thing: Thing
    fields: tuple[Field, ...]
    identifiers: tuple[Fact, ...]
    linked: tuple[Linked, ...]
    events: tuple[Relation, ...]
    successor: Relation | None
    taking: Taking
    changes: tuple[Change, ...]


def dossier_of(catalogue: Catalogue, thing: Thing, page: int, today: datetime.date) -> Dossier:
    """Gather a thing's page; `page` counts pages of projects from 1. Four queries beside the thing's own two."""
    relations = catalogue.relations(thing.id)
    events = tuple(one for one in relations if one.property == "concerns" and not one.outgoing)
    linked = [one for one in relations if one not in events] if events else relations
    return Dossier(
        thing=thing,
        fields=tuple(_fields(catalogue, thing, today)),
        identifiers=thing.facts.get("identifier", ()),
        linked=tuple(_grouped(linked)),
        events=tuple(sorted(events, key=lambda one: (one.valid_from or datetime.date.min, one.other_name))),
        successor=next((one for one in relations if one.property == "merged_into" and one.outgoing), None),
        taking=catalogue.taking(thing, page),
        changes=tuple(catalogue.changes(thing.id)),
    )


def _fields(catalogue: Catalogue, thing: Thing, today: datetime.date) -> list[Field]:
    fields = []
    for prop in SHOWN[thing.kind]:
        facts = _distinct(thing.facts.get(prop, ()))
        if facts or prop in WANTED.get(thing.kind, ()):
            state = state_of(facts[0], catalogue.release, today) if facts else ""
            fields.append(Field(prop, facts, state, len(thing.facts.get(prop, ()))))
    return fields


def _distinct(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    first: dict[object, Fact] = {}
    for fact in facts:
        first.setdefault(fact.said if fact.value is None else fact.value.casefold(), fact)
    return tuple(first.values())


def _grouped(relations: Sequence[Relation]) -> list[Linked]:
    groups: dict[tuple[str, bool], list[Relation]] = {}
    for relation in relations:
        groups.setdefault((relation.property, relation.outgoing), []).append(relation)
    return [Linked(prop, outgoing, tuple(found)) for (prop, outgoing), found in groups.items()]


def side_by_side(catalogue: Catalogue, dossier: Dossier, prop: str) -> Mapping[str, tuple[Fact, ...]]:
    """Return the claims of one property (or of `all`) by source, for the page that shows who says what.

    A relation's claims may be told by the other end; they are looked up by their ids, in one query.
    """
    told = [claim for claim in dossier.thing.claims if prop in {claim.property, EVERYTHING}]
    linked = [one.claim for group in dossier.linked for one in group.relations if one.property == prop]
    linked += [one.claim for one in dossier.taking.relations if one.property == prop]
    known = {claim.claim for claim in told}
    told += [fact for _, fact in catalogue.claims_by_id([one for one in linked if one not in known])] if linked else []
    found: dict[str, list[Fact]] = {}
    for claim in told:
        found.setdefault(claim.source, []).append(claim)
    return {source: tuple(claims) for source, claims in found.items()}
