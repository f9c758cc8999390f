"""What others have published of the same thing, and where they disagree."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kiem.flow.figures.words import wider_scopes

ADDED_UP = frozenset(
    {"companies", "organisations", "employees", "people", "jobs", "researchers", "EUR", "count", "m2", "rounds"}
)
"""Units in which a part cannot be more than the whole."""

YEARS_APART = 10
"""Further apart, growth explains a part above the whole."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Another published number that this one does not go with.

    `why`: `same` (same indicator, scope and year, other value), `part_exceeds_whole` (the value for a part is above the
    one for the whole, at most ten years apart), `other_day` (same indicator, scope; other year or none; other value).
    """

    why: str
    thing: str
    scope: str | None
    year: int | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Published:
    """A number that somebody has published: of what, where, when, its claim, the page, and the words on it."""

    thing: str
    indicator: str
    scope: str | None
    year: int | None
    value: Decimal
    unit: str | None
    source: str
    origin: str | None
    quote: str | None
    note: str | None
    seen_at: datetime.date
    claim: str
    against: tuple[Disagreement, ...] = ()

    @property
    def is_contradicted(self) -> bool:
        """Whether another publication says something that is hard to square with it."""
        return any(one.why != "other_day" for one in self.against)


def compared(published: Sequence[Published]) -> tuple[Published, ...]:
    """Return the numbers, by indicator, scope, year and value, each with those it disagrees with."""
    ordered = sorted(published, key=lambda one: (one.indicator, one.scope or "", one.year or 0, one.value, one.thing))
    return tuple(replace(one, against=_against(one, ordered)) for one in ordered)


def _against(one: Published, others: Sequence[Published]) -> tuple[Disagreement, ...]:
    found = [(other, _why(one, other)) for other in others if other.thing != one.thing]
    return tuple(
        Disagreement(why, other.thing, other.scope, other.year, other.value) for other, why in found if why is not None
    )


def _why(one: Published, other: Published) -> str | None:
    if (one.indicator, one.unit) != (other.indicator, other.unit) or one.value == other.value:
        return None
    if one.scope == other.scope:
        return "same" if one.year == other.year and one.year is not None else "other_day"
    if one.unit in ADDED_UP and (_exceeds(one, other) or _exceeds(other, one)):
        return "part_exceeds_whole"
    return None


def _exceeds(part: Published, larger: Published) -> bool:
    inside = part.scope is not None and larger.scope in wider_scopes(part.scope)
    near = part.year is None or larger.year is None or abs(part.year - larger.year) <= YEARS_APART
    return inside and near and part.value > larger.value
