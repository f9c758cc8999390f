"""The organisations of a release as columns in memory, so that every facet's count is counted, not kept.

Eighty thousand organisations are some ten columns of small numbers; a count over all of them takes a fraction of a
millisecond, so a facet's numbers are always those of the list beside it.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

UNKNOWN = "unknown"
FACETS = ("type", "subsector", "sector", "region", "status", "founded", "schemes", "sources")
"""The facets, in the order in which they are shown. `schemes` and `sources` have several values a thing."""

SORTS = ("name", "founded", "projects")
LAST_DAY = np.datetime64("9999-12-31")

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks: chosen values by facet, a day, an order, and the ids that a text search found."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on: datetime.date | None = None
    found: tuple[str, ...] | None = None
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class Answer:
    """The organisations that were asked for, as row numbers in order, with every facet's counts.

    `undated`: how many more there would be if those whose founding date is unknown were counted on the day.
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
        columns = ["id", "name", "lat", "lon", "city", "started", "ended", "in_ecosystem", "projects", "kind"]
        wanted = pc.field("kind") == "organisation"
        if ecosystem_only:
            wanted &= pc.field("in_ecosystem")
        facets = [name for name in FACETS if name != "founded"]
        table = pq.read_table(things, columns=[*columns, *facets], filters=wanted)
        names = [str(name).casefold() for name in table["name"].to_pylist()]
        table = table.take(sorted(range(len(names)), key=names.__getitem__))
        self.ids = [str(identifier) for identifier in table["id"].to_pylist()]
        self._row_of = {identifier: row for row, identifier in enumerate(self.ids)}
        self._started = table["started"].to_numpy().astype("datetime64[D]")
        self._ended = np.where(np.isnat(ended := table["ended"].to_numpy().astype("datetime64[D]")), LAST_DAY, ended)
        self._projects = table["projects"].to_numpy()
        self.lat = table["lat"].cast(pa.float64()).to_numpy()
        self.lon = table["lon"].cast(pa.float64()).to_numpy()
        self.city: list[str | None] = table["city"].to_pylist()
        self._facets = {name: _Facet.of(_cells(table, name)) for name in FACETS}

    def ask(self, query: Query) -> Answer:
        """Find, order and count. A facet's counts leave its own choice out: they tell what another would give."""
        masks = {
            name: self._facets[name].mask(values)
            for name, values in query.chosen.items()
            if name in self._facets and values
        }
        scope = self._scope(query)
        dated, undated = self._dated(query.on)
        chosen = scope.copy()
        for mask in masks.values():
            chosen &= mask
        counts = {}
        for name, facet in self._facets.items():
            others = scope & dated
            for other, mask in masks.items():
                if other != name:
                    others &= mask
            counts[name] = facet.counts(others)
        rows = np.flatnonzero(chosen & dated)
        return Answer(self._sorted(rows, query), counts, int(np.count_nonzero(chosen & undated)))

    def _scope(self, query: Query) -> Mask:
        if query.found is None:
            return np.ones(len(self.ids), dtype=np.bool_)
        scope = np.zeros(len(self.ids), dtype=np.bool_)
        scope[[self._row_of[one] for one in query.found if one in self._row_of]] = True
        return scope

    def _dated(self, day: datetime.date | None) -> tuple[Mask, Mask]:
        everything = np.ones(len(self.ids), dtype=np.bool_)
        if day is None:
            return everything, ~everything
        on = np.datetime64(day)
        unknown = np.isnat(self._started)
        there = self._ended > on
        return there & ~unknown & (self._started <= on), there & unknown

    def _sorted(self, rows: Numbers, query: Query) -> Numbers:
        if query.sort == "founded":
            started = self._started[rows]
            return rows[np.argsort(np.where(np.isnat(started), LAST_DAY, started), kind="stable")]
        if query.sort == "projects":
            return rows[np.argsort(-self._projects[rows], kind="stable")]
        if query.found is not None:
            rank = {identifier: turn for turn, identifier in enumerate(query.found)}
            return np.array(sorted(rows.tolist(), key=lambda row: rank[self.ids[row]]), dtype=np.int64)
        return rows

    def page(self, answer: Answer, first: int, size: int) -> list[str]:
        """Return the ids of a page of the answer; `first` counts from 0."""
        return [self.ids[row] for row in answer.rows[first : first + size].tolist()]

    def places(self, answer: Answer) -> list[tuple[float, float, str | None, int]]:
        """Return the places of the answer's organisations: latitude, longitude, town, how many; most first.

        Sources write a town's name in several ways; the one that most organisations there have is returned.
        """
        found: dict[tuple[float, float], list[int]] = {}
        for row in answer.rows.tolist():
            if not np.isnan(self.lat[row]):
                found.setdefault((round(float(self.lat[row]), 2), round(float(self.lon[row]), 2)), []).append(row)
        places = [(lat, lon, self._town(rows), len(rows)) for (lat, lon), rows in found.items()]
        return sorted(places, key=lambda place: (-place[3], place[0], place[1]))

    def _town(self, rows: Sequence[int]) -> str | None:
        names = Counter(name for row in rows if (name := self.city[row]))
        return names.most_common(1)[0][0] if names else None


@dataclass(frozen=True, slots=True)
class _Facet:
    """One facet: its values, and for each value the organisations that have it."""

    values: tuple[str, ...]
    members: np.ndarray[tuple[int, int], np.dtype[np.bool_]]

    @classmethod
    def of(cls, cells: Sequence[Sequence[str]]) -> "_Facet":
        values = tuple(sorted({value for cell in cells for value in cell}))
        turn = {value: number for number, value in enumerate(values)}
        members = np.zeros((len(values), len(cells)), dtype=np.bool_)
        for row, cell in enumerate(cells):
            for value in cell:
                members[turn[value], row] = True
        return cls(values, members)

    def mask(self, chosen: Sequence[str]) -> Mask:
        picked = [number for number, value in enumerate(self.values) if value in chosen]
        found: Mask = np.any(self.members[picked], axis=0)
        return found

    def counts(self, mask: Mask) -> tuple[tuple[str, int], ...]:
        counted = np.count_nonzero(self.members & mask, axis=1).tolist()
        pairs = [(value, count) for value, count in zip(self.values, counted, strict=True) if count]
        return tuple(sorted(pairs, key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0])))


def _cells(table: pa.Table, name: str) -> list[tuple[str, ...]]:
    if name == "founded":
        return [(f"{day.year // 10 * 10}",) if day else (UNKNOWN,) for day in table["started"].to_pylist()]
    if name in {"schemes", "sources"}:
        return [tuple(cell or ()) for cell in table[name].to_pylist()]
    return [(cell or UNKNOWN,) for cell in table[name].to_pylist()]
