"""A thing's page: its facts, its claims side by side, its relations, projects and changes."""

import builtins
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kiem.foundation.catalogue.door import MOST_IDS, Catalogue
from kiem.foundation.catalogue.freshness import stale_sources, state_among
from kiem.foundation.catalogue.values import Change, Fact, Relation, ReleaseCard, Taking, Thing

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
        "audience",
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
FIRST_FACTS = 6
"""How many different answers to one question a page shows before it says that there are more."""
FIRST_RELATIONS = 60


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a thing's facts: the property, its different facts (none is unknown) and the state of the first."""

    property: str
    facts: tuple[Fact, ...]
    state: str

    @builtins.property
    def more(self) -> int:
        """How many facts there are when they are too many to show."""
        return len(self.facts) if len(self.facts) > FIRST_FACTS else 0


@dataclass(frozen=True, slots=True)
class Marked:
    """A relation and the state of its claim."""

    relation: Relation
    state: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The relations of one property, in one direction: those that are shown, and how many there are."""

    property: str
    outgoing: bool
    relations: tuple[Marked, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Told:
    """A claim beside the others: what is said, and the other end where it is a relation."""

    fact: Fact
    other: Relation | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a thing's page shows; `relations` holds them all by their claims' ids."""

    thing: Thing
    fields: tuple[Field, ...]
    identifiers: Mapping[str, tuple[str, ...]]
    linked: tuple[Linked, ...]
    events: tuple[Marked, ...]
    successor: Marked | None
    taking: Taking
    taking_state: str
    changes: tuple[Change, ...]
    relations: Mapping[str, Relation]


@dataclass(frozen=True, slots=True)
class _States:
    """Tells the state of a claim that is known here, and of a relation's."""

    claims: Mapping[str, Fact]
    release: ReleaseCard
    stale: AbstractSet[str]

    def of(self, claim: str) -> str:
        return state_among(self.claims[claim], self.release, self.stale)

    def mark(self, relations: Iterable[Relation]) -> tuple[Marked, ...]:
        return tuple(Marked(relation, self.of(relation.claim)) for relation in relations)


def dossier_of(catalogue: Catalogue, thing: Thing, page: int, today: datetime.date) -> Dossier:
    """Gather a thing's page; `page` counts pages of projects from 1. Five queries beside the thing's own two."""
    relations, taking = catalogue.relations(thing.id), catalogue.taking(thing, page)
    groups, events = _grouped(relations)
    shown = [one for found in groups.values() for one in found[:FIRST_RELATIONS]]
    claims = _claims_of(catalogue, thing, [*shown, *events, *taking.relations[:1]])
    states = _States(claims, catalogue.release, stale_sources(catalogue.release, today))
    return Dossier(
        thing=thing,
        fields=tuple(_fields(thing, states)),
        identifiers=_identifiers(thing),
        linked=tuple(
            Linked(prop, outgoing, states.mark(found[:FIRST_RELATIONS]), len(found))
            for (prop, outgoing), found in groups.items()
        ),
        events=states.mark(events),
        successor=next(iter(states.mark(groups.get(("merged_into", True), ())[:1])), None),
        taking=taking,
        taking_state=states.of(taking.relations[0].claim) if taking.relations else "",
        changes=tuple(catalogue.changes(thing.id)),
        relations={one.claim: one for one in (*taking.relations, *relations)},
    )


def _claims_of(catalogue: Catalogue, thing: Thing, relations: Sequence[Relation]) -> Mapping[str, Fact]:
    """Return the thing's claims and those of its relations that the other end tells, by their ids."""
    known = {claim.claim: claim for claim in thing.claims}
    missing = sorted({one.claim for one in relations if one.claim not in known})
    for first in range(0, len(missing), MOST_IDS):
        known |= {fact.claim: fact for _, fact in catalogue.claims_by_id(missing[first : first + MOST_IDS])}
    return known


def _fields(thing: Thing, states: _States) -> Iterator[Field]:
    for prop in SHOWN[thing.kind]:
        facts = _different(thing.facts.get(prop, ()))
        # What another relation says of it, such as a merger, stands above; "unknown" beside it would contradict.
        is_said_elsewhere = prop == "status" and thing.status is not None
        if facts or (prop in WANTED.get(thing.kind, ()) and not is_said_elsewhere):
            yield Field(prop, facts, states.of(facts[0].claim) if facts else "")


def _different(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    first: dict[object, Fact] = {}
    for fact in facts:
        first.setdefault(plain(fact), fact)
    return tuple(first.values())


def plain(fact: Fact) -> object:
    """Return what is said without the differences that are none: capitals, and how an address begins and ends."""
    if fact.value is None:
        return fact.number
    said = fact.value.casefold()
    if fact.property == "website":
        return said.rpartition("://")[2].removeprefix("www.").rstrip("/")
    return said


def _identifiers(thing: Thing) -> Mapping[str, tuple[str, ...]]:
    """Return the identifiers by their register, each once; the register's own slug is an address, not a number."""
    found: dict[str, dict[str, None]] = {}
    for fact in thing.facts.get("identifier", ()):
        scheme = (fact.value or "").partition(":")[0]
        if fact.value and scheme != "register":
            found.setdefault(scheme, {})[fact.value] = None
    return {scheme: tuple(values) for scheme, values in found.items()}


def _grouped(relations: Iterable[Relation]) -> tuple[dict[tuple[str, bool], list[Relation]], list[Relation]]:
    """Part the relations into groups by property and direction, and the events that concern the thing, oldest first."""
    groups: dict[tuple[str, bool], list[Relation]] = {}
    for relation in relations:
        groups.setdefault((relation.property, relation.outgoing), []).append(relation)
    events = groups.pop(("concerns", False), [])
    return groups, sorted(events, key=lambda one: (one.valid_from or datetime.date.min, one.other_name))


def side_by_side(catalogue: Catalogue, dossier: Dossier, prop: str) -> tuple[Told, ...]:
    """Return the claims of one property (or of `all`), for the page that shows who says what, best first.

    A relation's claims may be told by the other end; they are looked up by their ids, in one query.
    """
    told = [claim for claim in dossier.thing.claims if prop in {claim.property, EVERYTHING}]
    known = {claim.claim for claim in told}
    missing = [claim for claim, one in dossier.relations.items() if one.property == prop and claim not in known]
    for first in range(0, len(missing), MOST_IDS):
        told += [fact for _, fact in catalogue.claims_by_id(missing[first : first + MOST_IDS])]
    return tuple(Told(fact, dossier.relations.get(fact.claim)) for fact in told)
