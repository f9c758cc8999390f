"""Two records side by side: what each says, where it belongs, and how much hangs on it."""

import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiem.foundation.catalogue import Catalogue, Fact, Thing
from kiem.foundation.catalogue.dossier import plain
from kiem.foundation.catalogue.records import (
    Doubt,
    Join,
    Member,
    claims_by_record,
    doubts,
    facts_by_record,
    figures_on,
    joins,
    members,
    records_of,
    weights,
)
from kiem.foundation.stewardship.models import in_order

__all__ = ["Comparison", "Line", "NoSuchPair", "Said", "Side", "compared", "pair_in"]

FIRST = (
    *("name", "alias", "translated_name", "acronym", "short_name", "identifier", "type", "country", "region"),
    *("subdivision", "city", "nuts", "latitude", "longitude", "website", "founded", "status", "origin"),
)
"""The properties that tell most about who is who, in order; others follow by name."""

MOST_SAID = 8
"""How many different answers to one question a side shows."""


class NoSuchPair(LookupError):
    """The release does not know both records, or they are no two of one kind; `record` is the unknown one, if any."""

    def __init__(self, record: str = "") -> None:
        super().__init__(record)
        self.record = record


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a record: the fact, the name of the other thing where it leads to one, and if both say it."""

    fact: Fact
    other: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A property, or the register of an identifier, and what each record says of it.

    `state` is `equal`, `partly`, `differs` or `one` where only one of the two says anything. `hidden` counts what there
    is no room for.
    """

    property: str
    scheme: str
    left: tuple[Said, ...]
    right: tuple[Said, ...]
    state: str
    hidden: int

    @builtins.property
    def sides(self) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
        """Both, as a table shows them."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Side:
    """A record: the thing that it belongs to, that thing's other records, and how much hangs on record and thing."""

    record: str
    thing: Thing
    others: tuple[str, ...]
    claims: int
    figures: int
    relations: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records of one kind, what they say, and why the release joined them or did not."""

    left: Side
    right: Side
    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...]
    joins: tuple[Join, ...]

    @property
    def is_one(self) -> bool:
        """True where both belong to one thing now."""
        return self.left.thing.id == self.right.thing.id

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, as a page shows them."""
        return self.left, self.right

    @property
    def about(self) -> tuple[str, str]:
        """What a question of them is about: their things' ids, in order, or themselves where those are one."""
        ends = (one.record if self.is_one else one.thing.id for one in self.sides)
        return in_order(*ends)


def pair_in(catalogue: Catalogue, left: str, right: str) -> tuple[Member, Member]:
    """Return the two records as the release has them. No query. Raises NoSuchPair."""
    known = members(catalogue, {left, right})
    for record in (left, right):
        if record not in known:
            raise NoSuchPair(record)
    if left == right or known[left].kind != known[right].kind:
        raise NoSuchPair
    return known[left], known[right]


def compared(catalogue: Catalogue, left: str, right: str) -> Comparison:
    """Compare two records. Five queries. Raises NoSuchPair."""
    both = pair_in(catalogue, left, right)
    things = {one.thing for one in both}
    facts, claims = facts_by_record(catalogue, both), claims_by_record(catalogue, both)
    ends = {fact.object for told in facts.values() for fact in told if fact.object}
    named = {one.id: one for one in catalogue.named([*things, *sorted(ends - things)])}
    records, heavy = records_of(catalogue, things), weights(catalogue, things)
    sides = [
        Side(
            record=one.record,
            thing=named[one.thing],
            others=tuple(record for record in records[one.thing] if record != one.record),
            claims=len(claims[one.record]),
            figures=len(figures_on(catalogue, claims[one.record])),
            relations=heavy[one.thing].relations,
        )
        for one in both
    ]
    between = {frozenset(records[both[0].thing]), frozenset(records[both[1].thing])}
    return Comparison(
        left=sides[0],
        right=sides[1],
        lines=tuple(_lines(facts[left], facts[right], {key: one.name for key, one in named.items()})),
        doubts=tuple(one for one in doubts(catalogue) if _is_between(one, between)),
        joins=joins(catalogue, records[both[0].thing]) if len(things) == 1 else (),
    )


def _is_between(doubt: Doubt, sides: set[frozenset[str]]) -> bool:
    held = [[record in side for side in sides] for record in (doubt.left, doubt.right)]
    return all(any(one) for one in held) and held[0] != held[1]


def _lines(left: tuple[Fact, ...], right: tuple[Fact, ...], names: Mapping[str, str]) -> Iterator[Line]:
    one, other = _answers(left), _answers(right)
    for key in sorted(one.keys() | other.keys(), key=_turn):
        mine, theirs = one.get(key, {}), other.get(key, {})
        shared = mine.keys() & theirs.keys()
        if not mine or not theirs:
            state = "one"
        elif mine.keys() == theirs.keys():
            state = "equal"
        else:
            state = "partly" if shared else "differs"
        told = [
            tuple(Said(fact, names.get(fact.object or "", ""), answer in shared) for answer, fact in side.items())
            for side in (mine, theirs)
        ]
        hidden = sum(max(0, len(side) - MOST_SAID) for side in told)
        yield Line(*key, told[0][:MOST_SAID], told[1][:MOST_SAID], state, hidden)


def _turn(key: tuple[str, str]) -> tuple[int, str, str]:
    prop, scheme = key
    return (FIRST.index(prop) if prop in FIRST else len(FIRST), prop, scheme)


def _answers(facts: tuple[Fact, ...]) -> dict[tuple[str, str], dict[object, Fact]]:
    """Return the different answers by property, an identifier's by its register too."""
    found: dict[tuple[str, str], dict[object, Fact]] = {}
    for fact in facts:
        scheme = (fact.value or "").partition(":")[0] if fact.property == "identifier" else ""
        found.setdefault((fact.property, scheme), {}).setdefault(fact.object or plain(fact), fact)
    return found
