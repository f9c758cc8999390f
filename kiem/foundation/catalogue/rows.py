"""From the catalogue's rows to values."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

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
        type=_text(row[4]),
        subsector=_text(row[5]),
        sector=_text(row[6]),
        city=_text(row[7]),
        region=_text(row[8]),
        country=_text(row[9]),
        nuts=_text(row[10]),
        lat=_float(row[11]),
        lon=_float(row[12]),
        started=_day(row[13]),
        ended=_day(row[14]),
        status=_text(row[15]),
        in_ecosystem=bool(row[16]),
        reason=_text(row[17]),
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
        value=_text(row[1]),
        number=_decimal(row[2]),
        unit=_text(row[3]),
        language=_text(row[4]),
        object=_text(row[5]),
        verbatim=_text(row[6]),
        source=str(row[7]),
        origin=_text(row[8]),
        basis=str(row[9]),
        licence=str(row[10]),
        valid_from=_day(row[11]),
        valid_to=_day(row[12]),
        precision=_text(row[13]),
        seen_at=datetime.date.fromisoformat(str(row[14])),
        withdrawn_at=_day(row[15]),
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
        other_country=_text(row[6]),
        other_in_ecosystem=bool(row[7]),
        value=_text(row[8]),
        number=_decimal(row[9]),
        unit=_text(row[10]),
        valid_from=_day(row[11]),
        valid_to=_day(row[12]),
        source=str(row[13]),
        claim=str(row[14]),
    )


def change_of(row: Row) -> Change:
    """Make a change of a row."""
    thing, kind, name, change = (str(cell) for cell in row[:4])
    prop, before, after, source = (_text(cell) for cell in row[4:8])
    return Change(thing, kind, name, change, prop, before, after, source)


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _float(cell: object) -> float | None:
    return None if cell is None else float(str(cell))


def _decimal(cell: object) -> Decimal | None:
    """Return the number without the zeros that the table's four decimals add."""
    if cell is None:
        return None
    number = Decimal(str(cell))
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _day(cell: object) -> datetime.date | None:
    return None if cell is None else datetime.date.fromisoformat(str(cell))
