"""The directory's answers, counted the slow way: one organisation after the other, from another file of the release."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiem.foundation.catalogue.directory import FACETS, UNKNOWN, Query
from kiem.foundation.catalogue.store import Store

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as the release's SQLite file has it."""

    id: str
    name: str
    started: datetime.date | None
    ended: datetime.date | None
    there_from: datetime.date | None
    gone_from: datetime.date | None
    projects: int
    values: Mapping[str, tuple[str, ...]]


def organisations(store: Store) -> list[Organisation]:
    """Return the ecosystem's organisations."""
    rows = store.rows(
        "SELECT id, name, started, ended, there_from, gone_from, projects, type, subsector, sector, region, status, "
        "schemes, sources "
        "FROM thing WHERE kind = 'organisation' AND in_ecosystem = 1"
    )
    return [_organisation(row) for row in rows]


def fits(one: Organisation, query: Query, *, but: str = "") -> bool:
    """Tell whether an organisation answers a question and is not known to be gone; `but` is a facet not asked for."""
    chosen = all(set(values) & set(one.values[name]) for name, values in query.chosen.items() if name != but and values)
    found = query.found is None or one.id in query.found
    return chosen and found and (query.on is None or one.gone_from is None or one.gone_from > query.on)


def is_dated(one: Organisation, query: Query) -> bool:
    """Tell whether an organisation that is not gone is known to have been there on the day."""
    is_vague = one.ended is None and one.gone_from is not None
    return query.on is None or (one.there_from is not None and one.there_from <= query.on and not is_vague)


def is_perhaps(one: Organisation, query: Query) -> bool:
    """Tell whether it is not known if an organisation that is not gone was there on the day."""
    begun = query.on is None or one.started is None or one.started <= query.on
    return begun and not is_dated(one, query)


def counts(everyone: Iterable[Organisation], query: Query) -> Counts:
    """Return each facet's counts: what the list would hold if this value alone were chosen in it."""
    known = [one for one in everyone if is_dated(one, query)]
    return {
        name: Counter(value for one in known if fits(one, query, but=name) for value in one.values[name])
        for name in FACETS
    }


def _organisation(row: tuple[object, ...]) -> Organisation:
    identifier, name, started, ended, there_from, gone_from, projects, *single = row
    cells = dict(zip(("type", "subsector", "sector", "region", "status", "schemes", "sources"), single, strict=True))
    values: dict[str, tuple[str, ...]] = {
        name: (str(cells[name] or UNKNOWN),) for name in ("type", "subsector", "sector", "region", "status")
    }
    values |= {name: tuple(str(cells[name] or "").split()) for name in ("schemes", "sources")}
    values["founded"] = (f"{str(started)[:3]}0" if started else UNKNOWN,)
    days = (_day(started), _day(ended), _day(there_from), _day(gone_from))
    return Organisation(str(identifier), str(name), *days, int(str(projects)), values)


def _day(cell: object) -> datetime.date | None:
    return datetime.date.fromisoformat(str(cell)) if cell else None
