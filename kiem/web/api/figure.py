"""The shape of a figure: the JSON object of `kiem figure --json`."""

from ninja import Schema

from kiem.web.api.cells import Day

__all__ = ["Figure"]

# As `kiem figure` writes them: whole numbers without a point.
Said = int | float


class Point(Schema):
    """One part of a figure, with the ids of its claims; the key is empty for what could not be put in a group.

    `until` is the day until which a year is told that was not over by then; null for every other part.
    """

    key: str
    label: str
    value: Said
    until: Day | None
    claims: list[str]


class FigureSource(Schema):
    """A source that a figure rests on, and how many of the claims are its."""

    name: str
    title: str
    licence: str
    licence_title: str
    licence_address: str | None
    credit: str | None
    date: Day
    claims: int
    read_in: str
    anchors: bool


class Coverage(Schema):
    """How many of those that might count lack something; `counted`: they are in the figure all the same."""

    word: str
    label: str
    count: int
    of: int
    counted: bool


class Disagreement(Schema):
    """Another published number that one does not go with."""

    why: str
    thing: str
    scope: str | None
    year: int | None
    value: Said


class Published(Schema):
    """What somebody else has published of the same."""

    thing: str
    indicator: str
    scope: str | None
    year: int | None
    value: Said
    unit: str | None
    source: str
    origin: str | None
    quote: str | None
    note: str | None
    seen_at: Day
    claim: str
    against: list[Disagreement]


class Figure(Schema):
    """A number that may be quoted: with what it rests on, on which day, and how long it is good. Unknown is null."""

    id: str
    title: str
    says: str
    says_not: str
    method: str
    owner: str
    unit: str
    unit_label: str
    group_label: str
    grouped_by: str
    release: int
    territory: str | None
    stale: bool
    as_of: Day
    known_at: Day
    reviewed: Day
    next_review: Day
    good_until: Day
    value: Said | None
    at_most: Said | None
    series: list[Point]
    claims: list[str]
    digest: str
    sources: list[FigureSource]
    coverage: list[Coverage]
    beside: list[Published]
