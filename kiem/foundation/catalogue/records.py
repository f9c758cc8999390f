"""The records behind things: which are one, why, what was doubted, and how much hangs on each."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kiem.flow.figures import read_figure
from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.rows import CLAIM, fact_of
from kiem.foundation.catalogue.values import Fact

# Claims are found by their thing; a record's are among them.
_OF = "thing IN (SELECT value FROM json_each(?)) AND record IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Member:
    """A record of a source, its kind, and the id of the thing that it belongs to in this release."""

    record: str
    kind: str
    thing: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Evidence that two records are one thing, which the release did not follow, and what stood against it."""

    left: str
    right: str
    reason: str
    against: str


@dataclass(frozen=True, slots=True)
class Join:
    """Evidence that two records are one thing, which the release followed, and what speaks against it, if anything."""

    left: str
    right: str
    reason: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """A thing's name and how many claims are about it and relations lead to or from it."""

    name: str
    claims: int
    relations: int


def doubts(catalogue: Catalogue) -> list[Doubt]:
    """Return what the release doubts. One query."""
    rows = catalogue.store.rows(
        "SELECT left_record, right_record, reason, against FROM doubt ORDER BY left_record, right_record, reason"
    )
    return [Doubt(*(str(cell) for cell in row)) for row in rows]


def members(catalogue: Catalogue, records: Collection[str]) -> Mapping[str, Member]:
    """Return where each record belongs, by record; those that the release does not know are left out. No query."""
    return {one.record: one for one in _members_where(catalogue, "record", records)}


def records_of(catalogue: Catalogue, things: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the records of each thing, in order. No query."""
    found: dict[str, list[str]] = {thing: [] for thing in things}
    for one in _members_where(catalogue, "entity", things):
        found[one.thing].append(one.record)
    return {thing: tuple(sorted(records)) for thing, records in found.items()}


def joins(catalogue: Catalogue, records: Collection[str]) -> tuple[Join, ...]:
    """Return why these records are one thing: what was followed between any two of them. No query."""
    table = pq.read_table(
        catalogue.folder / "joins.parquet",
        filters=[("left_record", "in", sorted(records)), ("right_record", "in", sorted(records))],
    )
    return tuple(_join(row) for row in _rows(table))


def doubtful_joins(catalogue: Catalogue) -> tuple[Join, ...]:
    """Return what the release followed though something speaks against it. No query."""
    table = pq.read_table(catalogue.folder / "joins.parquet")
    joined = (_join(row) for row in _rows(table) if row.get("against"))
    return tuple(sorted(joined, key=lambda one: (one.left, one.right)))


def weights(catalogue: Catalogue, things: Collection[str]) -> Mapping[str, Weight]:
    """Return how much hangs on each thing. One query."""
    rows = catalogue.store.rows(
        "SELECT t.id, t.name, t.claims, (SELECT count(*) FROM relation WHERE subject = t.id) + "
        "(SELECT count(*) FROM relation WHERE object = t.id) FROM thing AS t "
        "WHERE t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(things)),),
    )
    return {str(row[0]): Weight(str(row[1]), int(str(row[2])), int(str(row[3]))) for row in rows}


def facts_by_record(catalogue: Catalogue, several: Sequence[Member]) -> Mapping[str, tuple[Fact, ...]]:
    """Return what the records say themselves, best first, without taking part in projects. One query."""
    rows = catalogue.store.rows(
        f"SELECT {CLAIM} FROM claim WHERE {_OF} AND property <> 'participates_in' "
        "AND withdrawn_at IS NULL ORDER BY property, place, id",
        _named(several),
    )
    found: dict[str, list[Fact]] = {one.record: [] for one in several}
    for row in rows:
        fact = fact_of(row)
        found[fact.record].append(fact)
    return {record: tuple(facts) for record, facts in found.items()}


def claims_by_record(catalogue: Catalogue, several: Sequence[Member]) -> Mapping[str, frozenset[str]]:
    """Return the ids of all claims of each record, also of those that were withdrawn. One query."""
    rows = catalogue.store.rows(f"SELECT record, id FROM claim_row WHERE {_OF}", _named(several))
    found: dict[str, set[str]] = {one.record: set() for one in several}
    for record, claim in rows:
        found[str(record)].add(str(claim))
    return {record: frozenset(claims) for record, claims in found.items()}


def figures_on(catalogue: Catalogue, claims: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the release's figures that rest on any of these claims. No query."""
    wanted = frozenset(claims)
    return tuple(name for name, resting in _figures(catalogue).items() if not wanted.isdisjoint(resting))


# A release never changes, so what is read of it is kept as long as it serves.
@lru_cache(maxsize=1)
def _members(catalogue: Catalogue) -> pa.Table:
    return pq.read_table(catalogue.folder / "members.parquet")


@lru_cache(maxsize=1)
def _figures(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    found = {}
    for file in sorted((catalogue.folder / "figures").glob("*.json")):
        figure = read_figure(file)
        parts = (figure.claims, *(point.claims for point in figure.series))
        found[figure.id] = frozenset(claim for part in parts for claim in part.ids)
    return found


def _named(several: Sequence[Member]) -> tuple[str, str]:
    return json.dumps([one.thing for one in several]), json.dumps([one.record for one in several])


def _join(row: Mapping[str, object]) -> Join:
    # A release of before this was kept has no such column.
    return Join(str(row["left_record"]), str(row["right_record"]), str(row["reason"]), str(row.get("against") or ""))


def _members_where(catalogue: Catalogue, column: str, values: Collection[str]) -> Iterable[Member]:
    table = _members(catalogue)
    found = table.filter(pc.is_in(table[column], value_set=pa.array(sorted(values), pa.string())))
    return [Member(str(row["record"]), str(row["kind"]), str(row["entity"])) for row in _rows(found)]


def _rows(table: pa.Table) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = table.to_pylist()
    return rows
