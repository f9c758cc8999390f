"""The organisations of a release as columns in memory, so that every facet's count is counted, not kept.

Eighty thousand organisations are some ten columns of small numbers; a count over all of them takes a fraction of a
millisecond, so a facet's numbers are always those of the list beside it.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isnan
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

UNKNOWN = "unknown"
FACETS = ("type", "subsector", "sector", "region", "status", "founded", "schemes", "sources")
"""The facets, in the order in which they are shown. `schemes` and `sources` have several values a thing."""

COLUMNS = (
    *("id", "name", "lat", "lon", "city", "started", "ended", "there_from", "gone_from"),
    *("in_ecosystem", "projects", "kind"),
)
SORTS = ("fit", "name", "founded", "projects")
LAST_DAY = np.datetime64("9999-12-31")

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Named = tuple[float | None, float | None, str | None]
"""A place under one of its names: latitude, longitude, town; without the first two, nobody knows where."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks: chosen values by facet, a day, an order, and the ids that a text search found, best first.

    `fit` is the order of the search, and that of the names where nothing was searched.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on: datetime.date | None = None
    found: tuple[str, ...] | None = None
    sort: str = "fit"


@dataclass(frozen=True, slots=True)
class Answer:
    """The organisations that were asked for, as row numbers in order, with every facet's counts.

    `undated`: of how many more it is not known whether they were there on the day.
    """

    rows: Numbers
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    undated: int

    def __len__(self) -> int:
        """Return how many organisations were found."""
        return len(self.rows)


class Directory:
    """The organisations of a release: those of the ecosystem, or all."""

    def __init__(self, things: Path, *, ecosystem_only: bool) -> None:
        """Read the columns of the release's `things.parquet`."""
        wanted = pc.field("kind") == "organisation"
        if ecosystem_only:
            wanted &= pc.field("in_ecosystem")
        facets = [name for name in FACETS if name != "founded"]
        table = pq.read_table(things, columns=[*COLUMNS, *facets], filters=wanted)
        names = [str(name).casefold() for name in table["name"].to_pylist()]
        table = table.take(sorted(range(len(names)), key=names.__getitem__))
        self.ids = [str(identifier) for identifier in table["id"].to_pylist()]
        self._row_of = {identifier: row for row, identifier in enumerate(self.ids)}
        self._started = table["started"].to_numpy().astype("datetime64[D]")
        ended, gone = (table[name].to_numpy().astype("datetime64[D]") for name in ("ended", "gone_from"))
        self._from = table["there_from"].to_numpy().astype("datetime64[D]")
        self._gone = np.where(np.isnat(gone), LAST_DAY, gone)
        # Said to be gone, and nobody says since when: on a day before that was seen it may have been there or not.
        self._vague = np.isnat(ended) & ~np.isnat(gone)
        started = np.where(np.isnat(self._started), LAST_DAY, self._started)
        self._orders: Mapping[str, Numbers] = {
            "founded": np.argsort(started, kind="stable"),
            "projects": np.argsort(-table["projects"].to_numpy(), kind="stable"),
        }
        # A place is known to some kilometre: towns' centres, and addresses that differ by less, become one.
        self.lat = _rounded(table["lat"])
        self.lon = _rounded(table["lon"])
        self.city: list[str | None] = table["city"].to_pylist()
        self._profile, self._facets = _profiles({name: _cells(table, name) for name in FACETS})
        self._all = np.bincount(self._profile, minlength=0)

    def ask(self, query: Query) -> Answer:
        """Find, order and count. A facet's counts leave its own choice out: they tell what another would give."""
        fits = {
            name: self._facets[name].fits(values)
            for name, values in query.chosen.items()
            if name in self._facets and values
        }
        everywhere = _all(fits.values(), len(self._all))
        dated, undated = self._dated(query.on)
        found = None if query.found is None else [self._row_of[one] for one in query.found if one in self._row_of]
        scope = self._scope(found)
        among = self._counted(scope, dated)
        counts = {}
        for name, facet in self._facets.items():
            others = _all((fit for other, fit in fits.items() if other != name), len(self._all))
            counts[name] = facet.counts(among * (others if name in fits else everywhere))
        lacking = 0 if undated is None else int(np.sum(self._counted(scope, undated) * everywhere))
        narrowed = _all([everywhere[self._profile], scope, dated], len(self.ids))
        return Answer(self._sorted(np.flatnonzero(narrowed), query.sort, found), counts, lacking)

    def _counted(self, scope: Mask | None, dated: Mask | None) -> Numbers:
        """Return how many organisations of each profile there are, in the scope and on the day."""
        if scope is None and dated is None:
            return self._all
        counted: Numbers = np.bincount(self._profile[_all([scope, dated], len(self.ids))], minlength=len(self._all))
        return counted

    def _scope(self, found: Sequence[int] | None) -> Mask | None:
        if found is None:
            return None
        scope = np.zeros(len(self.ids), dtype=np.bool_)
        scope[found] = True
        return scope

    def _dated(self, day: datetime.date | None) -> tuple[Mask | None, Mask | None]:
        if day is None:
            return None, None
        on = np.datetime64(day)
        not_gone = self._gone > on
        there = not_gone & (self._from <= on) & ~self._vague
        not_yet = ~np.isnat(self._started) & (self._started > on)
        return there, not_gone & ~there & ~not_yet

    def _sorted(self, rows: Numbers, sort: str, found: Sequence[int] | None) -> Numbers:
        if sort in self._orders:
            among = np.zeros(len(self.ids), dtype=np.bool_)
            among[rows] = True
            order = self._orders[sort]
            return order[among[order]]
        if sort == "fit" and found is not None:
            rank = np.zeros(len(self.ids), dtype=np.int64)
            rank[found] = np.arange(len(found))
            return rows[np.argsort(rank[rows], kind="stable")]
        return rows

    def page(self, answer: Answer, first: int, size: int) -> list[str]:
        """Return the ids of a page of the answer; `first` counts from 0."""
        return [self.ids[row] for row in answer.rows[first : first + size].tolist()]

    def places(self, answer: Answer) -> list[tuple[float, float, str | None, int]]:
        """Return the places of the answer's organisations: latitude, longitude, town, how many; most first.

        Sources write a town's name in several ways; the one that most organisations there have is returned.
        """
        named, place_of = self._named_places
        here = np.bincount(place_of[answer.rows], minlength=len(named))
        found: dict[tuple[float, float], tuple[int, int, str | None]] = {}
        for number in np.flatnonzero(here).tolist():
            lat, lon, town = named[number]
            if lat is None or lon is None:
                continue
            count = int(here[number])
            total, most, name = found.get((lat, lon), (0, 0, None))
            is_best = town is not None and count > most
            found[lat, lon] = (total + count, count if is_best else most, town if is_best else name)
        places = [(lat, lon, town, total) for (lat, lon), (total, _, town) in found.items()]
        return sorted(places, key=lambda place: (-place[3], place[0], place[1]))

    @cached_property
    def _named_places(self) -> tuple[tuple[Named, ...], Numbers]:
        """Every place under every name that it has, by the first organisation there, and each organisation's."""
        turn: dict[Named, int] = {}
        codes = []
        for lat, lon, town in zip(self.lat.tolist(), self.lon.tolist(), self.city, strict=True):
            named = (None, None, None) if isnan(lat) or isnan(lon) else (lat, lon, town or None)
            codes.append(turn.setdefault(named, len(turn)))
        return tuple(turn), np.array(codes, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Facet:
    """One facet: its values, the sets of values that things have, and for each profile the number of its set."""

    values: tuple[str, ...]
    sets: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    codes: Numbers

    def fits(self, chosen: Sequence[str]) -> Mask:
        """Return which profiles have one of the values."""
        picked = [number for number, value in enumerate(self.values) if value in chosen]
        found: Mask = np.any(self.sets[:, picked], axis=1)[self.codes]
        return found

    def counts(self, among: Numbers) -> tuple[tuple[str, int], ...]:
        """Return the values with how many organisations have them, given how many there are of each profile."""
        counted = (np.bincount(self.codes, weights=among, minlength=len(self.sets)) @ self.sets).tolist()
        pairs = [(value, int(count)) for value, count in zip(self.values, counted, strict=True) if count]
        return tuple(sorted(pairs, key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0])))


def _profiles(columns: Mapping[str, Sequence[Sequence[str]]]) -> tuple[Numbers, Mapping[str, _Facet]]:
    """Return each organisation's profile and the facets of the profiles.

    A profile is what things have in common that no facet tells apart. Of eighty thousand organisations there are a few
    thousand, so whatever is counted by facets is counted over them.
    """
    sets: dict[str, dict[frozenset[str], int]] = {name: {} for name in columns}
    codes = [
        [sets[name].setdefault(frozenset(cell), len(sets[name])) for cell in cells] for name, cells in columns.items()
    ]
    turn: dict[tuple[int, ...], int] = {}
    profile = np.array([turn.setdefault(one, len(turn)) for one in zip(*codes, strict=True)], dtype=np.int64)
    facets = {}
    for place, (name, found) in enumerate(sets.items()):
        values = tuple(sorted({value for one in found for value in one}))
        table = np.array([[int(value in one) for value in values] for one in found], dtype=np.int64)
        of_profile = np.array([one[place] for one in turn], dtype=np.int64)
        facets[name] = _Facet(values, table.reshape(len(found), len(values)), of_profile)
    return profile, facets


def _rounded(column: "pa.ChunkedArray[pa.Scalar[pa.DataType]]") -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    degrees = column.cast(pa.float64()).to_numpy().tolist()
    return np.array([round(one, 2) for one in degrees], dtype=np.float64)


def _all(masks: Iterable[Mask | None], size: int) -> Mask:
    """Return where every mask is true; none narrows nothing."""
    found = np.ones(size, dtype=np.bool_)
    for mask in masks:
        if mask is not None:
            found &= mask
    return found


def _cells(table: pa.Table, name: str) -> list[tuple[str, ...]]:
    if name == "founded":
        return [(f"{day.year // 10 * 10}",) if day else (UNKNOWN,) for day in table["started"].to_pylist()]
    if name in {"schemes", "sources"}:
        return [tuple(cell or ()) for cell in table[name].to_pylist()]
    return [(cell or UNKNOWN,) for cell in table[name].to_pylist()]
