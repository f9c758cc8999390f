"""What a release says, as values for a page."""

import builtins
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim, as it is shown: what is said of a property, by whom, where, since when, under which licence."""

    property: str
    value: str | None
    number: Decimal | None
    unit: str | None
    language: str | None
    object: str | None
    verbatim: str | None
    source: str
    origin: str | None
    basis: str
    licence: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    precision: str | None
    seen_at: datetime.date
    withdrawn_at: datetime.date | None
    disputed: bool
    snapshot: str
    record: str
    claim: str

    @builtins.property
    def said(self) -> str | Decimal | None:
        """The words, or the number where there are no words."""
        return self.value if self.value is not None else self.number


@dataclass(frozen=True)
class Thing:
    """An entity with its facts: an organisation, project, event, instrument, pathway step, published figure or peer.

    `facts` holds every claim that stands, by property, the one shown first at the front; it is empty in lists that did
    not ask for facts.
    """

    id: str
    kind: str
    name: str
    slug: str
    type: str | None
    subsector: str | None
    sector: str | None
    city: str | None
    region: str | None
    country: str | None
    nuts: str | None
    lat: float | None
    lon: float | None
    started: datetime.date | None
    ended: datetime.date | None
    status: str | None
    in_ecosystem: bool
    reason: str | None
    projects: int
    life_science_projects: int
    sources: tuple[str, ...]
    schemes: tuple[str, ...]
    claim_count: int
    claims: tuple[Fact, ...] = ()

    @cached_property
    def facts(self) -> Mapping[str, tuple[Fact, ...]]:
        """The claims that stand, by property, best first."""
        found: dict[str, list[Fact]] = {}
        for claim in self.claims:
            if claim.withdrawn_at is None:
                found.setdefault(claim.property, []).append(claim)
        return {name: tuple(facts) for name, facts in found.items()}

    def fact(self, prop: str) -> Fact | None:
        """Return the property's best fact, or nothing where it is unknown."""
        found = self.facts.get(prop, ())
        return found[0] if found else None

    def text(self, prop: str) -> str | None:
        """Return the words of the property's best fact."""
        found = self.fact(prop)
        return None if found is None else found.value

    def number(self, prop: str) -> Decimal | None:
        """Return the number of the property's best fact."""
        found = self.fact(prop)
        return None if found is None else found.number

    @property
    def address(self) -> str:
        """The path of the thing's page, without the language: stable, with its name for the reader's eye."""
        return f"{self.kind.replace('_', '-')}/{self.id}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a thing, seen from it: `outgoing` when the thing is the subject."""

    property: str
    outgoing: bool
    other: str
    other_kind: str
    other_name: str
    other_slug: str
    other_country: str | None
    other_in_ecosystem: bool
    value: str | None
    number: Decimal | None
    unit: str | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    source: str
    claim: str

    @builtins.property
    def other_address(self) -> str:
        """The path of the other thing's page, without the language."""
        return f"{self.other_kind.replace('_', '-')}/{self.other}/{self.other_slug}/"


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of a thing since the release before.

    `reason` says why it was joined with the thing `after`, or parted from the thing `before`, in the flow's words.
    """

    thing: str
    kind: str
    name: str
    change: str
    property: str | None
    before: str | None
    after: str | None
    source: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as a reader must know it: publisher, licence, the day it speaks for, its rows, its caveats."""

    name: str
    title: Mapping[str, str]
    publisher: Mapping[str, str]
    licence: str
    licence_title: str
    licence_address: str | None
    credit: str | None
    address: str
    date: datetime.date
    stale_after: datetime.date
    read: int
    claims: int
    quarantined: int
    caveats: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """The release that is shown: its number, the newest day its sources speak for, and the sources."""

    number: int
    date: datetime.date
    made_at: str
    previous: int | None
    entities: int
    relations: int
    sources: tuple[SourceCard, ...]


@dataclass(frozen=True, slots=True)
class Taking:
    """The EU projects of an organisation, or the participants of a project: a page of them, and the sum.

    `total` counts parts; `others` the projects or organisations, some of which take several parts.
    """

    relations: tuple[Relation, ...]
    total: int
    others: int
    contribution: Decimal | None
