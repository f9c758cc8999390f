"""What the register says of what surrounds the organisations, and who is quoted for it."""

from kiem.flow.sources.register.provenance import ASSIGNED, Witness, not_cordis, page_only
from kiem.flow.sources.register.telling import Row, RowProblem, Telling, Told, number, year_after, year_start


def event(telling: Telling, witness: Witness) -> None:
    """Say what a row of timeline.csv says. Its title is the editors' own words."""
    row = telling.row
    started = year_start(row, "year")
    telling.said(Told("name", ASSIGNED, value=row["title"], valid_from=started, language="en"))
    telling.said(
        Told(
            "year", telling.by("year", not_cordis(witness)), number=number(row, "year"), unit="year", valid_from=started
        )
    )
    telling.word("category", "category", "event_categories")
    for slug in row["org_slugs"].split("|"):
        if slug:
            telling.said(Told("concerns", ASSIGNED, object=f"register:{slug}", valid_from=started))


def _checked(row: Row, witness: Witness) -> Witness:
    """Return the page if it was read; ROR and CORDIS know neither instruments nor legal steps."""
    return page_only(witness) if row["source_checked"] == "yes" else ASSIGNED


def instrument(telling: Telling, witness: Witness) -> None:
    """Say what a row of funding_instruments.csv says; a page that was not read says nothing."""
    read = _checked(telling.row, witness)
    for column in ("name", "provider", "who", "deadline_type"):
        telling.text(column, column, read)
    for prop, column in {
        "instrument_kind": "kind",
        "dilutive": "dilutive",
        "scope_region": "region",
        "official_address": "url",
        "note": "note",
        "source_checked": "source_checked",
    }.items():
        telling.text(prop, column, ASSIGNED)
    telling.words("audience", "for_whom", "audiences")
    for prop, column, unit in (
        ("trl_min", "trl_min", "level"),
        ("trl_max", "trl_max", "level"),
        ("amount_min", "amount_min_eur", "EUR"),
        ("amount_max", "amount_max_eur", "EUR"),
        ("intensity", "intensity_pct", "percent"),
    ):
        telling.amount(prop, column, unit, read)
    # The year for which the page speaks is the editors' reading of it.
    telling.amount("as_of", "as_of", "year", ASSIGNED)


def peer(telling: Telling, witness: Witness) -> None:
    """Say what a row of peers.csv says."""
    row = telling.row
    telling.text("name", "name", page_only(witness))
    for prop, column in {
        "scope_region": "region",
        "country": "country",
        "nuts": "nuts_or_region_code",
        "website": "website",
        "note": "note",
    }.items():
        telling.text(prop, column, ASSIGNED)
    dated = year_start(row, "as_of")
    telling.amount("founded", "founded", "year", not_cordis(witness))
    for column, unit in {
        "population": "person",
        "companies": "companies",
        "employees": "person",
        "members": "members",
    }.items():
        if row[column]:
            telling.said(
                Told(
                    column,
                    telling.by(column, page_only(witness)),
                    number=number(row, column),
                    unit=unit,
                    valid_from=dated,
                )
            )
    telling.each("published_ranking", "published_rankings", page_only(witness))


def figure(telling: Telling, witness: Witness) -> None:
    """Say what a row of ecosystem_figures.csv says; the page states the number, the editors name it."""
    row = telling.row
    telling.said(Told("name", ASSIGNED, value=row["indicator"].replace("_", " "), language="en"))
    telling.text("indicator", "indicator", ASSIGNED)
    telling.said(
        Told(
            "figure_value",
            telling.by("value", page_only(witness)),
            number=number(row, "value"),
            unit=row["unit"],
            valid_from=year_start(row, "year"),
            valid_to=year_after(row, "year"),
        )
    )
    telling.text("scope", "scope", ASSIGNED)
    telling.text("quote", "quote_short", page_only(witness))
    telling.text("note", "note", ASSIGNED)


UNITS = {"days": "day", "months": "month", "working_days": "working_day"}


def step(telling: Telling, witness: Witness) -> None:
    """Say what a row of regulatory_pathways.csv says; a page that was not read says nothing."""
    row = telling.row
    read = _checked(row, witness)
    telling.said(Told("name", ASSIGNED, value=row["step"], language="en"))
    telling.text("product_type", "product_type", ASSIGNED)
    telling.amount("step_order", "step_order", "order", ASSIGNED)
    for prop, column in {
        "legal_act": "legal_act",
        "article": "article",
        "authority_be": "competent_authority_be",
        "authority_eu": "competent_authority_eu",
        "clock_stop": "clock_stop",
    }.items():
        telling.text(prop, column, read)
    if row["time_limit_value"] and row["time_limit_unit"] not in UNITS:
        message = f"time_limit_unit: {row['time_limit_unit']!r} is none of {', '.join(UNITS)}"
        raise RowProblem(message)
    telling.amount("time_limit", "time_limit_value", UNITS.get(row["time_limit_unit"], ""), read)
    telling.amount("time_limit_days", "time_limit_days", "day", ASSIGNED)
    telling.text("note", "note", ASSIGNED)
    telling.text("source_checked", "source_checked", ASSIGNED)
