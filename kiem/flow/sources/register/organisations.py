"""What the register says of organisations and of the relations between them, and who is quoted for it."""

import re

from kiem.flow.sources.register.provenance import ASSIGNED, CORDIS, ROR, Witness, not_cordis, page_only, ror_only
from kiem.flow.sources.register.telling import (
    Row,
    RowProblem,
    Telling,
    Told,
    identifier,
    number,
    word,
    year_after,
    year_start,
)
from kiem.flow.vocabulary import vocabulary

CORDIS_RECORD = Witness(CORDIS, "https://cordis.europa.eu/", "stated")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def organisation(telling: Telling, witness: Witness) -> None:
    """Say what a row of organisations.csv says."""
    row, editors = telling.row, ASSIGNED
    if not SLUG.fullmatch(row["slug"]):
        message = f"slug: {row['slug']!r} is not of small letters, digits and single hyphens"
        raise RowProblem(message)
    telling.text("name", "name", page_only(witness))
    telling.each("alias", "aliases", editors)
    for prop, column, listed in (
        ("type", "kind", "types"),
        ("subsector", "subsector", "subsectors"),
        ("sector", "sector", "sectors"),
    ):
        telling.word(prop, column, listed)
    telling.text("region", "region", editors)
    for prop, column in {"nuts": "nuts3", "acquired_by": "acquired_by", "origin": "parent_or_origin"}.items():
        telling.text(prop, column, editors)
    telling.amount("latitude", "lat", "degree", editors)
    telling.amount("longitude", "lon", "degree", editors)
    telling.text("city", "city", ror_only(witness))
    telling.text("website", "website", ror_only(witness))
    telling.text("country", "country", _country_of(row, witness))
    telling.amount("founded", "founded", "year", not_cordis(witness))
    _status(telling, ror_only(witness))
    if row["employees"]:
        telling.said(
            Told(
                "employees",
                telling.by("employees", page_only(witness)),
                number=number(row, "employees"),
                unit="person",
                valid_from=year_start(row, "employees_year"),
                valid_to=year_after(row, "employees_year"),
            )
        )
    _identifiers(telling, witness)


def _country_of(row: Row, witness: Witness) -> Witness:
    """ROR's records name a country, and CORDIS that of a participant; a row without a PIC is none."""
    known = witness.source == ROR or (witness.source == CORDIS and row["pic"])
    return witness if known else ASSIGNED


def _status(telling: Telling, witness: Witness) -> None:
    row = telling.row
    if not row["status"]:
        return
    ended = word(row, "status", "statuses") != "active"
    since = year_start(row, "acquired_year") if ended else year_start(row, "as_of")
    telling.said(Told("status", ASSIGNED if ended else witness, value=row["status"], valid_from=since))


def _identifiers(telling: Telling, witness: Witness) -> None:
    row = telling.row
    telling.said(Told("identifier", ASSIGNED, value=f"register:{row['slug']}"))
    if row["ror_id"]:
        own_record = witness.source == ROR and witness.origin == row["ror_id"]
        telling.said(Told("identifier", witness if own_record else ASSIGNED, value=identifier(row, "ror_id")))
    if row["wikidata_id"]:
        record = Witness(ROR, row["ror_id"], "stated") if row["ror_id"] else ASSIGNED
        telling.said(Told("identifier", record, value=identifier(row, "wikidata_id")))
    for column in ("pic", "enterprise_number"):
        if row[column]:
            telling.said(Told("identifier", CORDIS_RECORD, value=identifier(row, column)))


def relation(telling: Telling, witness: Witness) -> None:
    """Say what a row of relations.csv says."""
    row = telling.row
    amount = number(row, "amount_eur") if row["amount_eur"] else None
    started = year_start(row, "start_year") or year_start(row, "year")
    telling.said(
        Told(
            _relation_word(row),
            telling.by("start_year", _relation_by(row, witness)),
            value=row["round"] or None,
            number=amount,
            unit=None if amount is None else "EUR",
            object=f"register:{row['object_slug']}",
            valid_from=started,
            valid_to=year_after(row, "end_year"),
        )
    )


def _relation_word(row: Row) -> str:
    found = vocabulary().properties.get(row["relation"])
    if found is None or not found.relation:
        message = f"relation: {row['relation']!r} is not a relation of the vocabulary"
        raise RowProblem(message)
    return found.id


def _relation_by(row: Row, witness: Witness) -> Witness:
    """ROR tells parents, children and related ones, without dates; CORDIS no relation between organisations."""
    dated = row["start_year"] or row["end_year"] or row["year"]
    if witness.source == ROR and (dated or row["relation"] not in {"subsidiary_of", "partner_of"}):
        return ASSIGNED
    return not_cordis(witness)
