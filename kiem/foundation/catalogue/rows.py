"""From the catalogue's rows to values."""

import datetime
from collections.abc import Sequence

from kiem.foundation.catalogue.cells import amount_of, day_of, text_of
from kiem.foundation.catalogue.values import Change, Fact, Relation, Thing

THING = (
    "id, kind, name, slug, type, subsector, sector, city, region, country, nuts, lat, lon, started, ended, status, "
    "in_ecosystem, reason, projects, life_science_projects, sources, schemes, claims"
)
CLAIM = (
    "property, value, number, unit, language, object, verbatim, source, origin, basis, licence, valid_from, valid_to, "
    "precision, seen_at, withdrawn_at, disputed, snapshot, record, id"
)
RELATION = (
    "r.property, r.outgoing, t.id, t.kind, t.name, t.slug, t.country, t.in_ecosystem, r.value, r.number, r.unit, "
    "r.valid_from, r.valid_to, r.source, r.claim"
)

Row = Sequence[object]


def thing_of(row: Row, claims: tuple[Fact, ...] = ()) -> Thing:
    """Make a thing of a row with the columns THING."""
    return Thing(
        id=str(row[0]),
        kind=str(row[1]),
        name=str(row[2]),
        slug=str(row[3]),
        type=text_of(row[4]),
        subsector=text_of(row[5]),
        sector=text_of(row[6]),
        city=text_of(row[7]),
        region=text_of(row[8]),
        country=text_of(row[9]),
        nuts=text_of(row[10]),
        lat=_float(row[11]),
        lon=_float(row[12]),
        started=day_of(row[13]),
        ended=day_of(row[14]),
        status=text_of(row[15]),
        in_ecosystem=bool(row[16]),
        reason=text_of(row[17]),
        projects=int(str(row[18])),
        life_science_projects=int(str(row[19])),
        sources=tuple(str(row[20] or "").split()),
        schemes=tuple(str(row[21] or "").split()),
        claim_count=int(str(row[22])),
        claims=claims,
    )


def fact_of(row: Row) -> Fact:
    """Make a fact of a row with the columns CLAIM."""
    return Fact(
        property=str(row[0]),
        value=text_of(row[1]),
        number=amount_of(row[2]),
        unit=text_of(row[3]),
        language=text_of(row[4]),
        object=text_of(row[5]),
        verbatim=text_of(row[6]),
        source=str(row[7]),
        origin=text_of(row[8]),
        basis=str(row[9]),
        licence=str(row[10]),
        valid_from=day_of(row[11]),
        valid_to=day_of(row[12]),
        precision=text_of(row[13]),
        seen_at=datetime.date.fromisoformat(str(row[14])),
        withdrawn_at=day_of(row[15]),
        disputed=bool(row[16]),
        snapshot=str(row[17]),
        record=str(row[18]),
        claim=str(row[19]),
    )


def relation_of(row: Row) -> Relation:
    """Make a relation of a row with the columns RELATION."""
    return Relation(
        property=str(row[0]),
        outgoing=bool(row[1]),
        other=str(row[2]),
        other_kind=str(row[3]),
        other_name=str(row[4]),
        other_slug=str(row[5]),
        other_country=text_of(row[6]),
        other_in_ecosystem=bool(row[7]),
        value=text_of(row[8]),
        number=amount_of(row[9]),
        unit=text_of(row[10]),
        valid_from=day_of(row[11]),
        valid_to=day_of(row[12]),
        source=str(row[13]),
        claim=str(row[14]),
    )


def changes_of(thing: str) -> str:
    """Return the condition for what changed of a thing: itself, and what was joined with it or parted from it."""
    return f"(thing = {thing} OR (change = 'joined' AND after = {thing}) OR (change = 'parted' AND before = {thing}))"


def change_of(row: Row) -> Change:
    """Make a change of a row."""
    thing, kind, name, change = (str(cell) for cell in row[:4])
    prop, before, after, source = (text_of(cell) for cell in row[4:8])
    # A release of before reasons were kept has no more than those.
    reason = text_of(row[8]) if len(row) > 8 else None
    return Change(thing, kind, name, change, prop, before, after, source, reason)


def _float(cell: object) -> float | None:
    return None if cell is None else float(str(cell))
