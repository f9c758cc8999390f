"""The peer clusters with what is published of them, and how little of it can be compared."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kiem.foundation.catalogue import Catalogue, Fact, Thing
from kiem.foundation.catalogue.freshness import state_of

__all__ = ["COLUMNS", "Asked", "Coverage", "Listed", "Measure", "Peer", "Peers", "listed", "peers"]

MOST_PEERS = 2000
COLUMNS = ("companies", "employees", "members", "population", "founded")
"""The numbers that are published of a cluster, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a reader wants the peers: one of `name`, `scope` and COLUMNS to sort by, and the countries to keep."""

    sort: str = "name"
    descending: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a peer, the year for which it was published, and the state of its claim; None is unknown."""

    column: str
    value: Decimal | None = None
    year: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One place in a published ranking, as far as its words could be read; `verbatim` keeps the words.

    `of` is what the ranking counts where it says so (often the country, not the cluster). A text that could not be read
    has neither `ranking` nor `place`.
    """

    verbatim: str
    ranking: str | None = None
    of: str | None = None
    place: int | None = None
    year: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """A cluster as it is published: the area that it speaks for, its numbers, its places in rankings, a caveat."""

    thing: Thing
    scope: str | None
    countries: tuple[str, ...]
    measures: tuple[Measure, ...]
    rankings: tuple[Listed, ...]
    note: str | None

    @property
    def has_number(self) -> bool:
        """True where at least one number of its size is published; a founding year is none."""
        return any(measure.value is not None for measure in self.measures if measure.column != "founded")

    def measure(self, column: str) -> Measure:
        """Return the number in a column."""
        return self.measures[COLUMNS.index(column)]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many peers have a number in a column, from which years, and how many share the commonest year."""

    column: str
    known: int
    first: int | None
    last: int | None
    same_year: int


@dataclass(frozen=True, slots=True)
class Peers:
    """The peers that were asked for; `coverage`, `countries` and the counts are those of all peers."""

    shown: tuple[Peer, ...]
    countries: tuple[tuple[str, int], ...]
    coverage: tuple[Coverage, ...]
    total: int
    with_number: int
    with_all: int
    places: tuple[tuple[Peer, Listed], ...]


def peers(catalogue: Catalogue, asked: Asked, today: datetime.date) -> Peers:
    """Return the peers in the order asked for, unknown numbers last. Two queries."""
    everyone = [_peer(catalogue, thing, today) for thing in catalogue.things("peer", limit=MOST_PEERS)]
    shown = [peer for peer in everyone if not asked.countries or set(asked.countries) & set(peer.countries)]
    places = [(peer, place) for peer in shown for place in peer.rankings]
    sizes = [column for column in COLUMNS if column != "founded"]
    return Peers(
        shown=tuple(_sorted(shown, asked)),
        countries=_counted(country for peer in everyone for country in peer.countries),
        coverage=tuple(_coverage(column, everyone) for column in COLUMNS),
        total=len(everyone),
        with_number=sum(peer.has_number for peer in everyone),
        with_all=sum(all(peer.measure(column).value is not None for column in sizes) for peer in everyone),
        places=tuple(sorted(places, key=_by_ranking)),
    )


def listed(words: str, state: str = "") -> Listed:
    """Read `ranking (of what):place:year`; the year may be missing, anything else stays as it is said."""
    name, _, rest = words.rpartition(":")
    name, _, place = name.rpartition(":")
    year = rest.strip()
    if not name.strip() or not _is_number(place) or not (year == "" or (_is_number(year) and len(year) == 4)):
        return Listed(words, state=state)
    ranking, bracket, of = name.strip().removesuffix(")").partition(" (")
    if bool(bracket) != name.strip().endswith(")"):
        ranking, of = name.strip(), ""
    return Listed(words, ranking, of or None, int(place), int(year) if year else None, state)


def _is_number(text: str) -> bool:
    text = text.strip()
    return text.isascii() and text.isdecimal() and int(text) > 0


def _peer(catalogue: Catalogue, thing: Thing, today: datetime.date) -> Peer:
    def state(fact: Fact) -> str:
        return state_of(fact, catalogue.release, today)

    def measure(column: str) -> Measure:
        fact = thing.fact(column)
        if fact is None or fact.number is None:
            return Measure(column)
        year = fact.valid_from.year if fact.valid_from else None
        return Measure(column, fact.number, year, state(fact))

    rankings = [listed(fact.value, state(fact)) for fact in thing.facts.get("published_ranking", ()) if fact.value]
    return Peer(
        thing=thing,
        scope=thing.text("scope_region"),
        countries=tuple(code.strip() for code in (thing.text("country") or "").split("/") if code.strip()),
        measures=tuple(measure(column) for column in COLUMNS),
        rankings=tuple(sorted(rankings, key=lambda one: (-(one.year or 0), one.place or 0, one.verbatim))),
        note=thing.text("note"),
    )


def _sorted(found: Iterable[Peer], asked: Asked) -> list[Peer]:
    by_name = sorted(found, key=lambda peer: (peer.thing.name.casefold(), peer.thing.id))
    if asked.sort == "scope":
        return sorted(by_name, key=lambda peer: (peer.scope or "").casefold(), reverse=asked.descending)
    if asked.sort not in COLUMNS:
        return by_name[::-1] if asked.descending else by_name
    known = [peer for peer in by_name if peer.measure(asked.sort).value is not None]
    known.sort(key=lambda peer: peer.measure(asked.sort).value or 0, reverse=asked.descending)
    return known + [peer for peer in by_name if peer.measure(asked.sort).value is None]


def _coverage(column: str, everyone: Sequence[Peer]) -> Coverage:
    known = [peer.measure(column) for peer in everyone if peer.measure(column).value is not None]
    years = [measure.year for measure in known if measure.year is not None]
    same = max(Counter(years).values(), default=0)
    return Coverage(column, len(known), min(years, default=None), max(years, default=None), same)


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _by_ranking(pair: tuple[Peer, Listed]) -> tuple[bool, str, int, int, str]:
    peer, place = pair
    return place.ranking is None, place.ranking or "", -(place.year or 0), place.place or 0, peer.thing.name.casefold()
