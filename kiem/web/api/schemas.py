"""What is answered: the shape of every answer. Unknown is null."""

from ninja import Schema
from pydantic import Field

from kiem.web.api.cells import Day, Kind, Number

__all__ = [
    "Change", "ChangePage", "Claim", "ClaimOfThing", "ClaimPage", "FigureLine", "Figures", "Found", "FoundPage",
    "Links", "Problem", "Relation", "RelationPage", "Release", "Source", "Sources", "Thing", "ThingLine", "ThingPage",
]  # fmt: skip


class Problem(Schema):
    """Why there is no answer: what is wrong, where, and what to do."""

    error: str
    where: str
    remedy: str


class Links(Schema):
    """Addresses on this site of this page of the list and of those around it."""

    self: str
    first: str
    previous: str | None
    next: str | None
    last: str


class Source(Schema):
    """A source: who publishes it, under which licence, the day it speaks for, what became of its rows."""

    name: str
    title: str
    publisher: str
    licence: str
    licence_title: str
    licence_address: str | None
    credit: str | None
    address: str
    date: Day
    stale_after: Day
    read: int
    claims: int
    quarantined: int
    caveats: list[dict[str, str]]


class Release(Schema):
    """The release that serves: its number, the newest day its sources speak for, and how much is in it."""

    number: int
    date: Day
    made_at: str
    previous: int | None
    entities: int
    relations: int
    sources: list[str]


class Sources(Schema):
    """The sources of the release."""

    release: int
    sources: list[Source]


class ThingLine(Schema):
    """A thing as a list shows it. `address` is its page, `links` its claims and relations here."""

    id: str
    kind: Kind
    name: str
    type: str | None
    subsector: str | None
    sector: str | None
    city: str | None
    region: str | None
    country: str | None
    nuts: str | None
    lat: float | None
    lon: float | None
    started: Day | None
    ended: Day | None
    status: str | None
    in_ecosystem: bool
    reason: str | None = Field(description="Why it belongs to the ecosystem, or not.")
    projects: int
    life_science_projects: int
    sources: list[str]
    schemes: list[str]
    claim_count: int
    address: str
    links: dict[str, str]


class Claim(Schema):
    """Who says what of a property, since when, where, under which licence. `claim` is its id."""

    claim: str
    property: str
    value: str | None
    number: Number | None
    unit: str | None
    language: str | None
    object: str | None
    verbatim: str | None
    source: str
    origin: str | None
    basis: str
    licence: str
    valid_from: Day | None
    valid_to: Day | None = Field(description="The first day on which it no longer held.")
    precision: str | None
    seen_at: Day
    withdrawn_at: Day | None
    disputed: bool
    snapshot: str
    record: str


class ClaimOfThing(Claim):
    """A claim with the id of the thing that it is about."""

    release: int
    thing: str


class Thing(ThingLine):
    """A thing with its facts: by property the claims that stand, the best first. Projects are among the relations."""

    release: int
    facts: dict[str, list[Claim]]


class ThingPage(Schema):
    """A page of things. `undated`: how many more there would be if those without a date counted on the day asked."""

    release: int
    total: int
    undated: int
    links: Links
    things: list[ThingLine]


class ClaimPage(Schema):
    """A page of a thing's claims, also withdrawn ones."""

    release: int
    thing: str
    total: int
    links: Links
    claims: list[Claim]


class Relation(Schema):
    """A relation seen from a thing: `outgoing` when the thing is its subject."""

    property: str
    outgoing: bool
    other: str
    other_kind: Kind
    other_name: str
    other_country: str | None
    other_in_ecosystem: bool
    value: str | None
    number: Number | None
    unit: str | None
    valid_from: Day | None
    valid_to: Day | None
    source: str
    claim: str


class RelationPage(Schema):
    """A page of a thing's relations, projects included."""

    release: int
    thing: str
    total: int
    links: Links
    relations: list[Relation]


class Change(Schema):
    """What changed of a thing since the release before: added, removed, joined, parted, or another value of a property.

    `reason` says why it was joined with the thing `after`, or parted from the thing `before`.
    """

    thing: str
    kind: Kind
    name: str
    change: str
    property: str | None
    before: str | None
    after: str | None
    source: str | None
    reason: str | None


class ChangePage(Schema):
    """A page of what changed since the release before; `previous` is null for the first release."""

    release: int
    previous: int | None
    total: int
    links: Links
    changes: list[Change]


class Found(Schema):
    """A thing that was found; `fuzzy` when a typing error was forgiven for it."""

    fuzzy: bool
    thing: ThingLine


class FoundPage(Schema):
    """A page of what was found, best first."""

    release: int
    total: int
    links: Links
    found: list[Found]


class FigureLine(Schema):
    """A figure as a list shows it; `claims` counts what it rests on, `digest` tells whether two rest on the same."""

    id: str
    title: str
    value: Number | None
    unit: str
    as_of: Day
    good_until: Day
    stale: bool
    claims: int
    digest: str
    address: str
    link: str


class Figures(Schema):
    """The figures of the release."""

    release: int
    figures: list[FigureLine]
