"""A figure: a number that may be quoted, with what it rests on and how long it is good."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from kiem.flow.figures.published import Published
from kiem.flow.figures.words import Labels

UNKNOWN = ""
"""The key of the point that holds what could not be put in a group."""


class FigureProblem(Exception):
    """A definition or a question that cannot be answered, in one line that says what, where and the remedy."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a figure: the day it is about, the day by which it was known, a NUTS code; None: default.

    Without `known_at` everything that the release knows counts; without `as_of` the day is that of `known_at`.
    """

    as_of: datetime.date | None = None
    known_at: datetime.date | None = None
    territory: str | None = None


LAST_DAY = (12, 31)
HAPPEN_IN = ("founded", "start_year", "year")
"""Groups of what happens in a year, which fill as it goes on; a headcount's year is that of its number."""


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """The claims that a number rests on: their ids in order, and a digest of them to compare by."""

    ids: tuple[str, ...]
    digest: str

    @classmethod
    def of(cls, ids: Iterable[str]) -> Self:
        """Make the set of the ids, each once."""
        kept = tuple(sorted(set(ids)))
        return cls(kept, hashlib.sha256("\n".join(kept).encode()).hexdigest()[:16])

    @property
    def count(self) -> int:
        """How many claims there are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Point:
    """One part of a figure: its group's key and name, its value, and the claims it rests on."""

    key: str
    label: Labels
    value: Decimal
    claims: ClaimSet


@dataclass(frozen=True, slots=True)
class Unknown:
    """How many of those that might count lack something. `counted` says whether they are in the figure all the same."""

    word: str
    label: Labels
    count: int
    of: int
    counted: bool


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A source that a figure rests on: its name, licence, the newest day it speaks for, how many claims are its.

    `read_in` is where its words were read: `register` when the register's editors quote it. `anchors` says whether it
    shows that what is counted is there, rather than in which group: the shelf life runs from the newest of those.
    """

    name: str
    title: Labels
    licence: str
    licence_title: str
    licence_address: str | None
    credit: str | None
    date: datetime.date
    claims: int
    read_in: str
    anchors: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that may be quoted. `value` is None where nothing is known; it is the sum of `series` otherwise.

    `at_most` is what a count would be if everything of which too little is known counted; None where that adds nothing.
    `says` and `says_not` are what it is and is not, in a sentence each. `unit` is the English word or ISO 4217 code;
    `unit_label` says it in each language. `stale` holds on the day that was given to `on`, at first the release's.
    """

    id: str
    title: Labels
    says: Labels
    says_not: Labels
    method: Labels
    owner: str
    unit: str
    unit_label: Labels
    group_label: Labels
    grouped_by: str
    release: int
    as_of: datetime.date
    known_at: datetime.date
    territory: str | None
    reviewed: datetime.date
    next_review: datetime.date
    good_until: datetime.date
    stale: bool
    value: Decimal | None
    at_most: Decimal | None
    series: tuple[Point, ...]
    claims: ClaimSet
    sources: tuple[FigureSource, ...]
    coverage: tuple[Unknown, ...]
    beside: tuple[Published, ...]

    @property
    def is_by_year(self) -> bool:
        """True where each part is a year."""
        return self.grouped_by.endswith(("year", "founded"))

    def until(self, point: Point) -> datetime.date | None:
        """Return the day until which the part is told, where that is a year which was not over by then."""
        is_running = self.grouped_by in HAPPEN_IN and point.key == str(self.as_of.year)
        return self.as_of if is_running and (self.as_of.month, self.as_of.day) != LAST_DAY else None

    def on(self, day: datetime.date) -> Self:
        """Return the figure as it stands on a day: stale once the day is past `good_until`."""
        return replace(self, stale=day > self.good_until)


def whole(number: Decimal) -> Decimal:
    """Return the number without the zeros that the table's four decimals add."""
    rounded = number.to_integral_value()
    return rounded if number == rounded else number.normalize()


Newest = Mapping[str, datetime.date]
"""Source of a snapshot → the newest day that it speaks for."""
