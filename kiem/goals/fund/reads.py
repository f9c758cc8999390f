"""Funding instruments of the release that serves, narrowed by what a reader asks, and how old what they say is."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kiem.foundation.catalogue import Catalogue, Thing
from kiem.foundation.catalogue.dossier import Told
from kiem.foundation.catalogue.freshness import state_of

__all__ = [
    "EVERYTHING",
    "FACETS",
    "Age",
    "Asked",
    "Found",
    "Instrument",
    "Range",
    "instrument_of",
    "instruments",
    "is_open_in",
]

# Far more than a cluster's register names; a longer list needs an index.
MOST_INSTRUMENTS = 5000
OLD_AFTER_YEARS = 2
FACETS = ("audience", "region", "kind", "dilutive")
EVERYTHING = "all"
UNION = "EU"
MEMBERS = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)
"""The member states of the European Union (article 52 of its treaty, without the United Kingdom), as ISO 3166 codes."""


class Age(StrEnum):
    """How old what is said of an instrument is, on the day of the release.

    `recent`: read, and of a year less than two years back; `old`: of an earlier year; `undated`: read, but nobody noted
    of which year; `unread`: the editors did not read the page at all.
    """

    RECENT = "recent"
    OLD = "old"
    UNDATED = "undated"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Range:
    """From a number to a number, either of which may be unknown."""

    low: Decimal | None
    high: Decimal | None

    @property
    def is_known(self) -> bool:
        """True where one of the two ends is known."""
        return self.low is not None or self.high is not None

    def __contains__(self, number: Decimal) -> bool:
        """Return whether the number does not lie outside what is known; False where nothing is."""
        above = self.low is None or self.low <= number
        return self.is_known and above and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A way to get money; None is unknown. Amounts are in euro, `intensity` is the base rate in percent.

    `states` gives the state of the claim mark by property, for those that someone states.
    """

    thing: Thing
    kind: str | None
    dilutive: str | None
    region: str | None
    provider: str | None
    who: str | None
    audiences: tuple[str, ...]
    amount: Range
    trl: Range
    intensity: Decimal | None
    deadline: str | None
    official_address: str | None
    evidence: str | None
    as_of: int | None
    age: Age
    note: str | None
    states: Mapping[str, str]

    @property
    def has_amount_or_rate(self) -> bool:
        """True where an amount or a rate is shown that may have aged."""
        return self.amount.is_known or self.intensity is not None

    def claims(self, prop: str) -> tuple[Told, ...]:
        """Return the claims of one property (or of `all`), best first, also those that were withdrawn."""
        return tuple(Told(claim, None) for claim in self.thing.claims if prop in {claim.property, EVERYTHING})

    def words(self, facet: str) -> tuple[str, ...]:
        """Return the instrument's words for a facet; an empty text is unknown."""
        words = {"kind": self.kind, "dilutive": self.dilutive, "region": self.region}
        return self.audiences or ("",) if facet == "audience" else (words[facet] or "",)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the list by.

    `choices`: facet → words, any of which will do; a region finds what is open in all of it, so also what is
    open in its whole country or in the whole Union. `level` is a technology readiness level from 1 to 9, `amount` the
    euro wanted, `words` must all occur in name, provider, for whom or note. `with_unknown` keeps those that do not
    state a level or an amount. `countries` gives the country of each region of which one can be chosen.
    """

    choices: Mapping[str, tuple[str, ...]]
    level: Decimal | None = None
    amount: Decimal | None = None
    words: str = ""
    with_unknown: bool = False
    countries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """The instruments that fit, by name; how many each choice of a facet would give; how many the release has.

    `unstated` counts those that fit in all else and were left out because they state no level or no amount.
    """

    instruments: tuple[Instrument, ...]
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    unstated: int
    total: int


def instruments(catalogue: Catalogue, asked: Asked, today: datetime.date) -> Found:
    """Return the instruments that fit what is asked. Two queries."""
    things = catalogue.things("instrument", limit=MOST_INSTRUMENTS)
    every = [_instrument(catalogue, thing, today) for thing in things]
    with_words = [one for one in every if _says(one, asked.words)]
    ranged = [one for one in with_words if asked.with_unknown or not _is_unstated(one, asked)]
    fitting = [one for one in ranged if _fits(one, asked)]
    unstated = [one for one in with_words if _is_unstated(one, asked) and _is_chosen(one, asked, FACETS)]
    return Found(
        instruments=tuple(one for one in fitting if _is_chosen(one, asked, FACETS)),
        counts={name: _counted(fitting, asked, name) for name in FACETS},
        unstated=0 if asked.with_unknown else len(unstated),
        total=len(every),
    )


def instrument_of(catalogue: Catalogue, identifier: str, today: datetime.date) -> Instrument | None:
    """Return one instrument with its claims, or nothing. Two queries."""
    thing = catalogue.thing(identifier)
    return None if thing is None or thing.kind != "instrument" else _instrument(catalogue, thing, today)


def _instrument(catalogue: Catalogue, thing: Thing, today: datetime.date) -> Instrument:
    year = thing.number("as_of")
    as_of = None if year is None else int(year)
    age = _age(thing.text("source_checked"), as_of, catalogue.release.date)
    return Instrument(
        thing=thing,
        kind=thing.text("instrument_kind"),
        dilutive=thing.text("dilutive"),
        region=thing.text("scope_region"),
        provider=thing.text("provider"),
        who=thing.text("who"),
        audiences=tuple(str(fact.value) for fact in thing.facts.get("audience", ())),
        amount=Range(thing.number("amount_min"), thing.number("amount_max")),
        trl=Range(thing.number("trl_min"), thing.number("trl_max")),
        intensity=thing.number("intensity"),
        deadline=thing.text("deadline_type"),
        official_address=thing.text("official_address"),
        evidence=thing.text("evidence"),
        as_of=as_of,
        age=age,
        note=thing.text("note"),
        states={name: _state(state_of(facts[0], catalogue.release, today), age) for name, facts in thing.facts.items()},
    )


def _age(checked: str | None, as_of: int | None, release: datetime.date) -> Age:
    if checked != "yes":
        return Age.UNREAD
    if as_of is None:
        return Age.UNDATED
    return Age.OLD if as_of < release.year - OLD_AFTER_YEARS else Age.RECENT


def _state(state: str, age: Age) -> str:
    """Return the state of a claim's mark: a fresh snapshot of an old page is past its shelf life all the same."""
    return "stale" if state == "fresh" and age is Age.OLD else state


def _says(one: Instrument, words: str) -> bool:
    text = " ".join(part for part in (one.thing.name, one.provider, one.who, one.note) if part).casefold()
    return all(word in text for word in words.casefold().split())


def _asked_ranges(one: Instrument, asked: Asked) -> Sequence[tuple[Range, Decimal]]:
    wanted = ((one.trl, asked.level), (one.amount, asked.amount))
    return [(stated, number) for stated, number in wanted if number is not None]


def _is_unstated(one: Instrument, asked: Asked) -> bool:
    """Return whether it states none of what was asked, and nothing that it does state speaks against it."""
    ranges = _asked_ranges(one, asked)
    return any(not stated.is_known for stated, _ in ranges) and _fits(one, asked)


def _fits(one: Instrument, asked: Asked) -> bool:
    return all(number in stated for stated, number in _asked_ranges(one, asked) if stated.is_known)


def _is_chosen(one: Instrument, asked: Asked, facets: Iterable[str]) -> bool:
    return all(
        any(_has(one, name, word, asked.countries) for word in asked.choices[name])
        for name in facets
        if asked.choices.get(name)
    )


def _has(one: Instrument, facet: str, word: str, countries: Mapping[str, str]) -> bool:
    """Return whether a choice of a facet finds the instrument."""
    return is_open_in(one.region or "", word, countries) if facet == "region" else word in one.words(facet)


def is_open_in(scope: str, place: str, countries: Mapping[str, str]) -> bool:
    """Return whether what is for the scope is for all of the place; `countries` gives the country of each region."""
    country = countries.get(place, place)
    return scope in {place, country} or (scope == UNION and country in MEMBERS)


def _counted(fitting: Sequence[Instrument], asked: Asked, facet: str) -> tuple[tuple[str, int], ...]:
    others = [name for name in FACETS if name != facet]
    there = [one for one in fitting if _is_chosen(one, asked, others)]
    words = {word for one in there for word in one.words(facet)} | set(asked.choices.get(facet, ()))
    counted = {word: sum(_has(one, facet, word, asked.countries) for one in there) for word in words}
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
