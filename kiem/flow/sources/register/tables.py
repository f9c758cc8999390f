"""The register's seven tables: what each of their columns says, and who says it."""

from collections.abc import Callable
from dataclasses import dataclass

from kiem.flow.sources.register.provenance import (
    ASSIGNED,
    CORDIS,
    ROR,
    Witness,
    not_cordis,
    page_only,
    ror_only,
    witness_of,
)
from kiem.flow.sources.register.telling import Row, Telling, Told, number, year, year_after, year_start

CORDIS_RECORD = Witness(CORDIS, "https://cordis.europa.eu/", "stated")


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV of the register: its file, what a row is, how the row is named, and what it says."""

    file: str
    kind: str
    about: Callable[[Row, int], str]
    tell: Callable[[Telling, Witness], None]
    columns: tuple[str, ...]


def tables() -> tuple[Table, ...]:
    """Return the seven tables, in the order in which they are read."""
    return (
        Table("organisations.csv", "organisation", _slug("slug"), _organisation, ORGANISATION),
        Table("relations.csv", "organisation", _slug("subject_slug"), _relation, RELATION),
        Table("timeline.csv", "event", _keyed("event", "year", "title"), _event, EVENT),
        Table("funding_instruments.csv", "instrument", _keyed("instrument", "name", "provider"), _instrument, INSTRUMENT),
        Table("peers.csv", "peer", _keyed("peer", "name"), _peer, PEER),
        Table("ecosystem_figures.csv", "published_figure",
              _keyed("figure", "indicator", "scope", "year", "value"), _figure, FIGURE),
        Table("regulatory_pathways.csv", "pathway_step", _keyed("pathway", "product_type", "step_order"), _step, STEP),
    )


ORGANISATION = (
    "slug", "name", "aliases", "kind", "subsector", "city", "region", "country", "founded", "website", "ror_id",
    "parent_or_origin", "status", "acquired_by", "acquired_year", "employees", "employees_year", "source_url", "as_of",
    "enterprise_number", "pic", "nuts3", "lat", "lon", "sector", "wikidata_id",
)
RELATION = ("subject_slug", "relation", "object_slug", "start_year", "end_year", "source_url", "amount_eur", "round", "year")
EVENT = ("year", "title", "category", "org_slugs", "source_url")
INSTRUMENT = (
    "name", "provider", "kind", "dilutive", "who", "region", "trl_min", "trl_max", "amount_min_eur", "amount_max_eur",
    "intensity_pct", "deadline_type", "url", "source_url", "as_of", "source_checked", "note",
)
PEER = (
    "name", "region", "country", "nuts_or_region_code", "population", "companies", "employees", "members", "founded",
    "website", "published_rankings", "source_url", "as_of", "note",
)
FIGURE = ("indicator", "value", "unit", "scope", "year", "source_url", "quote_short", "note")
STEP = (
    "product_type", "step_order", "step", "legal_act", "article", "competent_authority_be", "competent_authority_eu",
    "time_limit_value", "time_limit_unit", "time_limit_days", "clock_stop", "note", "source_url", "source_checked",
)


def _slug(column: str) -> Callable[[Row, int], str]:
    def about(row: Row, line: int) -> str:
        return f"register:{row[column]}"

    return about


def _keyed(kind: str, *columns: str) -> Callable[[Row, int], str]:
    def about(row: Row, line: int) -> str:
        words = "-".join(row[column] for column in columns if row[column])
        kept = "".join(letter if letter.isalnum() else "-" for letter in words.lower())
        return f"register:{kind}/" + "-".join(part for part in kept.split("-") if part)

    return about


def _organisation(telling: Telling, witness: Witness) -> None:
    row, editors = telling.row, ASSIGNED
    telling.text("name", "name", page_only(witness))
    telling.each("alias", "aliases", editors)
    for prop, column in {"type": "kind", "subsector": "subsector", "sector": "sector", "region": "region", "nuts": "nuts3",
                         "acquired_by": "acquired_by", "origin": "parent_or_origin"}.items():
        telling.text(prop, column, editors)
    telling.amount("latitude", "lat", "degree", editors)
    telling.amount("longitude", "lon", "degree", editors)
    telling.text("city", "city", ror_only(witness))
    telling.text("website", "website", ror_only(witness))
    telling.text("country", "country", witness if witness.source in {ROR, CORDIS} else editors)
    telling.amount("founded", "founded", "year", _founded_by(row, witness))
    _status(telling, ror_only(witness))
    if row["employees"]:
        telling.said(Told("employees", page_only(witness), number=number(row, "employees"), unit="person",
                          valid_from=year_start(row, "employees_year"), valid_to=year_after(row, "employees_year")))
    _identifiers(telling, witness)


# Founding years that the register's README lists as general knowledge, not read on the row's page.
KNOWN_FOUNDING_YEARS = frozenset({"ablynx", "devgen", "innogenetics"})


def _founded_by(row: Row, witness: Witness) -> Witness:
    return ASSIGNED if row["slug"] in KNOWN_FOUNDING_YEARS else not_cordis(witness)


def _status(telling: Telling, witness: Witness) -> None:
    row = telling.row
    if not row["status"]:
        return
    ended = row["status"] != "active"
    since = year_start(row, "acquired_year") if ended else year_start(row, "as_of")
    telling.said(Told("status", ASSIGNED if ended else witness, value=row["status"], valid_from=since))


def _identifiers(telling: Telling, witness: Witness) -> None:
    row = telling.row
    telling.said(Told("identifier", ASSIGNED, value=f"register:{row['slug']}"))
    if row["ror_id"]:
        own_record = witness.source == ROR and witness.origin == row["ror_id"]
        telling.said(Told("identifier", witness if own_record else ASSIGNED, value=f"ror:{row['ror_id'][-9:]}"))
    if row["wikidata_id"]:
        record = Witness(ROR, row["ror_id"] or None, "stated")
        telling.said(Told("identifier", record, value=f"wikidata:{row['wikidata_id']}"))
    if row["pic"]:
        telling.said(Told("identifier", CORDIS_RECORD, value=f"pic:{row['pic']}"))
    if row["enterprise_number"]:
        telling.said(Told("identifier", CORDIS_RECORD, value=f"kbo:{row['enterprise_number']}"))


def _relation(telling: Telling, witness: Witness) -> None:
    row = telling.row
    amount = number(row, "amount_eur") if row["amount_eur"] else None
    year(row, "year")
    telling.said(
        Told(
            row["relation"],
            not_cordis(witness),
            value=row["round"] or None,
            number=amount,
            unit=None if amount is None else "EUR",
            object=f"register:{row['object_slug']}",
            valid_from=year_start(row, "start_year") or year_start(row, "year"),
            valid_to=year_after(row, "end_year"),
        )
    )


def _event(telling: Telling, witness: Witness) -> None:
    row = telling.row
    started = year_start(row, "year")
    telling.said(Told("name", witness, value=row["title"], valid_from=started, language="en"))
    telling.said(Told("year", witness, number=number(row, "year"), unit="year", valid_from=started))
    telling.text("category", "category", ASSIGNED)
    for slug in row["org_slugs"].split("|"):
        if slug:
            telling.said(Told("concerns", ASSIGNED, object=f"register:{slug}", valid_from=started))


def _checked(row: Row, witness: Witness) -> Witness:
    return witness if row["source_checked"] == "yes" else ASSIGNED


def _instrument(telling: Telling, witness: Witness) -> None:
    read = _checked(telling.row, witness)
    for column in ("name", "provider", "who", "deadline_type"):
        telling.text(column, column, read)
    for prop, column in {"instrument_kind": "kind", "dilutive": "dilutive", "scope_region": "region",
                         "official_address": "url", "note": "note", "source_checked": "source_checked"}.items():
        telling.text(prop, column, ASSIGNED)
    for prop, column, unit in (("trl_min", "trl_min", "level"), ("trl_max", "trl_max", "level"),
                               ("amount_min", "amount_min_eur", "EUR"), ("amount_max", "amount_max_eur", "EUR"),
                               ("intensity", "intensity_pct", "percent")):
        telling.amount(prop, column, unit, read)


def _peer(telling: Telling, witness: Witness) -> None:
    row = telling.row
    telling.text("name", "name", witness)
    for prop, column in {"scope_region": "region", "country": "country", "nuts": "nuts_or_region_code",
                         "website": "website", "note": "note"}.items():
        telling.text(prop, column, ASSIGNED)
    dated = year_start(row, "as_of")
    for column, unit in {"population": "person", "companies": "companies", "employees": "person",
                         "members": "members", "founded": "year"}.items():
        if row[column]:
            telling.said(Told(column, witness, number=number(row, column), unit=unit, valid_from=dated))
    telling.each("published_ranking", "published_rankings", witness)


def _figure(telling: Telling, witness: Witness) -> None:
    row = telling.row
    telling.said(Told("name", ASSIGNED, value=row["indicator"].replace("_", " "), language="en"))
    telling.text("indicator", "indicator", ASSIGNED)
    telling.said(Told("figure_value", witness, number=number(row, "value"), unit=row["unit"],
                      valid_from=year_start(row, "year"), valid_to=year_after(row, "year")))
    telling.text("scope", "scope", ASSIGNED)
    telling.text("quote", "quote_short", witness)
    telling.text("note", "note", ASSIGNED)


UNITS = {"days": "day", "months": "month", "working_days": "working_day"}


def _step(telling: Telling, witness: Witness) -> None:
    row = telling.row
    read = _checked(row, witness)
    telling.said(Told("name", ASSIGNED, value=row["step"], language="en"))
    telling.text("product_type", "product_type", ASSIGNED)
    telling.amount("step_order", "step_order", "order", ASSIGNED)
    for prop, column in {"legal_act": "legal_act", "article": "article", "authority_be": "competent_authority_be",
                         "authority_eu": "competent_authority_eu", "clock_stop": "clock_stop"}.items():
        telling.text(prop, column, read)
    if row["time_limit_value"]:
        telling.amount("time_limit", "time_limit_value", UNITS[row["time_limit_unit"]], read)
    telling.amount("time_limit_days", "time_limit_days", "day", ASSIGNED)
    telling.text("note", "note", ASSIGNED)
    telling.text("source_checked", "source_checked", ASSIGNED)


def evidence(address: str) -> Told:
    """Say that the editors point to the address as the row's source."""
    return Told("evidence", ASSIGNED, value=address)


def precision(told: Told) -> str | None:
    """Return how exact the register's dates are: to the year, or nothing where there is no date."""
    return "year" if told.valid_from or told.valid_to else None


