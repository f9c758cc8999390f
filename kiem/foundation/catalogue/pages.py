"""A release in whole pages with exact totals, for those who read all of it: things of any kind, claims, relations."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiem.foundation.catalogue.directory import UNKNOWN
from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.rows import CLAIM, RELATION, THING, change_of, changes_of, fact_of, relation_of, thing_of
from kiem.foundation.catalogue.store import Cell
from kiem.foundation.catalogue.values import Change, Fact, Relation, Thing

COLUMNS = ("type", "subsector", "sector", "region", "status")
SEVERAL = ("schemes", "sources")
ORDERS = {
    "fit": "name COLLATE NOCASE, id",
    "name": "name COLLATE NOCASE, id",
    "founded": "started IS NULL, started, name COLLATE NOCASE, id",
    "projects": "projects DESC, name COLLATE NOCASE, id",
}
_DECADE = "CAST(substr(started, 1, 3) || '0' AS INTEGER)"

Page = tuple[int, int]
"""How many rows at most, and how many before them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which things: of a kind, of the ecosystem or all, with chosen values, on a day, among the ids of a search."""

    kind: str
    ecosystem: bool = True
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on: datetime.date | None = None
    found: tuple[str, ...] | None = None


def things_page(catalogue: Catalogue, wanted: Wanted, sort: str, page: Page) -> tuple[list[Thing], int, int]:
    """Return a page of the things, how many there are, and of how many more it is not known whether they were there.

    Three queries at most. The filters are the directory's, and mean the same; `unknown` chooses what has no value.
    """
    where, values = _condition(wanted)
    dated, days = _dated(wanted.on)
    undated = 0
    if wanted.on is not None:
        lacking = f"{where} AND (gone_from IS NULL OR gone_from > ?) AND (started IS NULL OR started <= ?)"
        maybe = _count(catalogue, lacking, [*values, *[wanted.on.isoformat()] * 2])
        undated = maybe - _count(catalogue, where + dated, [*values, *days])
    total = _count(catalogue, where + dated, [*values, *days])
    rows = catalogue.store.rows(
        f"SELECT {THING} FROM thing WHERE {where}{dated} ORDER BY {ORDERS[sort]} LIMIT ? OFFSET ?",
        [*values, *days, *page],
    )
    return [thing_of(row) for row in rows], total, undated


def claims_page(catalogue: Catalogue, thing: str, prop: str | None, page: Page) -> tuple[list[Fact], int]:
    """Return a page of all claims of a thing, also withdrawn ones, by property, best first, and their number."""
    where = "thing = ?1 AND (?2 IS NULL OR property = ?2)"
    [(total,)] = catalogue.store.rows(f"SELECT count(*) FROM claim WHERE {where}", (thing, prop))
    rows = catalogue.store.rows(
        f"SELECT {CLAIM} FROM claim WHERE {where} ORDER BY property, place, id LIMIT ?3 OFFSET ?4",
        (thing, prop, *page),
    )
    return [fact_of(row) for row in rows], int(str(total))


def relations_page(catalogue: Catalogue, thing: str, prop: str | None, page: Page) -> tuple[list[Relation], int]:
    """Return a page of all relations of a thing, projects too, in both directions, and their number."""
    ends = (
        "SELECT r.*, r.object AS other, 1 AS outgoing FROM relation AS r WHERE r.subject = ?1 "
        "UNION ALL SELECT r.*, r.subject AS other, 0 AS outgoing FROM relation AS r WHERE r.object = ?1"
    )
    source = f"FROM ({ends}) AS r JOIN thing AS t ON t.id = r.other WHERE (?2 IS NULL OR r.property = ?2)"
    [(total,)] = catalogue.store.rows(f"SELECT count(*) {source}", (thing, prop))
    rows = catalogue.store.rows(
        f"SELECT {RELATION} {source} ORDER BY r.property, r.outgoing DESC, t.name COLLATE NOCASE, t.id, r.valid_from, "
        "r.claim, r.value LIMIT ?3 OFFSET ?4",
        (thing, prop, *page),
    )
    return [relation_of(row) for row in rows], int(str(total))


def changes_page(catalogue: Catalogue, thing: str | None, page: Page) -> tuple[list[Change], int]:
    """Return a page of what changed since the last release, of one thing or of all, and how much did."""
    where = f"?1 IS NULL OR {changes_of('?1')}"
    [(total,)] = catalogue.store.rows(f"SELECT count(*) FROM change WHERE {where}", (thing,))
    rows = catalogue.store.rows(
        f"SELECT * FROM change WHERE {where} "
        "ORDER BY change, kind, name, thing, property, before, after, source LIMIT ?2 OFFSET ?3",
        (thing, *page),
    )
    return [change_of(row) for row in rows], int(str(total))


def addresses(catalogue: Catalogue, kind: str) -> list[tuple[str, str]]:
    """Return id and slug of every thing of a kind that belongs to the ecosystem, by id. One query."""
    rows = catalogue.store.rows("SELECT id, slug FROM thing WHERE kind = ? AND in_ecosystem = 1 ORDER BY id", (kind,))
    return [(str(identifier), str(slug)) for identifier, slug in rows]


def _condition(wanted: Wanted) -> tuple[str, list[Cell]]:
    parts, values = ["kind = ?"], [wanted.kind]
    if wanted.ecosystem:
        parts.append("in_ecosystem = 1")
    for name, chosen in wanted.chosen.items():
        parts.append(_choice(name))
        values.append(_json(chosen))
    if wanted.found is not None:
        parts.append("id IN (SELECT value FROM json_each(?))")
        values.append(_json(wanted.found))
    return " AND ".join(parts), list(values)


def _choice(name: str) -> str:
    among = "IN (SELECT CAST(value AS TEXT) FROM json_each(?))"
    if name == "founded":
        return f"coalesce(CAST({_DECADE} AS TEXT), '{UNKNOWN}') {among}"
    if name in SEVERAL:
        return f"EXISTS (SELECT 1 FROM json_each(?) AS one WHERE instr(' ' || {name} || ' ', ' ' || one.value || ' '))"
    if name not in COLUMNS:
        raise KeyError(name)
    return f"coalesce({name}, '{UNKNOWN}') {among}"


def _dated(day: datetime.date | None) -> tuple[str, list[Cell]]:
    if day is None:
        return "", []
    return " AND there_from <= ? AND (gone_from IS NULL OR ended > ?)", [day.isoformat(), day.isoformat()]


def _count(catalogue: Catalogue, where: str, values: Sequence[Cell]) -> int:
    return int(str(catalogue.store.rows(f"SELECT count(*) FROM thing WHERE {where}", values)[0][0]))


def _json(texts: Sequence[str]) -> str:
    return json.dumps(list(texts))
