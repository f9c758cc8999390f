"""Reads CORDIS exports of Horizon Europe: projects, their participants and what each received."""

import datetime

from kiem.flow.claims import Cell, SourceReading, draft_sql
from kiem.flow.engine import Engine, quoted
from kiem.flow.sources.cordis.forms import canonical_tables
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem

# The EU's own country codes for two countries; everything else is ISO 3166.
COUNTRY = "CASE country WHEN 'EL' THEN 'GR' WHEN 'UK' THEN 'GB' ELSE nullif(country, '') END"
TYPES = {"HES": "education", "REC": "research_institute", "PRC": "company", "PUB": "authority", "OTH": "other"}
"""Activity type → kind of organisation; the source's own word stays beside it as verbatim."""

# The enterprise number is the Belgian VAT number: ten digits whose last two are 97 minus the first eight modulo 97.
KBO = "lpad(regexp_replace(upper(vat_number), '[^0-9]', '', 'g'), 10, '0')"
IS_KBO = (
    f"upper(vat_number) LIKE 'BE%' AND length({KBO}) = 10 "
    f"AND TRY_CAST(right({KBO}, 2) AS INTEGER) = 97 - (TRY_CAST(left({KBO}, 8) AS BIGINT) % 97)"
)
PROJECT_PAGE = "'https://cordis.europa.eu/project/id/'"
ROW_KEY = "file || ':' || line AS row_key"
WIDE = ("cordis_p", "cordis_said", "cordis_self", "cordis_part")
FRAME = {"source": "'cordis'", "basis": "'stated'", "licence": "'EC-reuse'"}


def read(engine: Engine, given: SourceInput) -> SourceReading:
    """Read an export in any of its published forms. The day it speaks for is its newest update of a project."""
    rows = canonical_tables(engine, given)
    engine.keep("cordis_p", f"SELECT *, {ROW_KEY} FROM cordis_project WHERE ({PROJECT_REASON}) IS NULL")
    newest = engine.rows("SELECT max(TRY_CAST(left(updated, 10) AS DATE)) FROM cordis_p")[0][0]
    if not isinstance(newest, datetime.date):
        message = f"cordis: no readable project with an update date in {given.listed()}; give the whole export."
        raise InputProblem(message)
    engine.keep("cordis_o", f"SELECT *, {ROW_KEY} FROM cordis_participation WHERE ({PARTICIPATION_REASON}) IS NULL")
    engine.keep("cordis_refused", _refused_sql())
    engine.keep("cordis_said", SAID)
    engine.keep("cordis_vague", VAGUE)
    engine.keep("cordis_self", SELF)
    engine.keep("cordis_part", PART)
    engine.drop(
        *("cordis_project", "cordis_participation", "cordis_detail", "cordis_broken", "cordis_o", "cordis_vague"),
    )
    drafts = " UNION ALL ".join([*_projects(), *_participations()])
    return SourceReading(newest, rows, f"({drafts})", "cordis_refused", WIDE)


def _amount(column: str) -> str:
    """Return the amount in a column, whose decimals the publisher writes after a point or a comma."""
    return f"TRY_CAST(replace({column}, ',', '.') AS DECIMAL(18,4))"


def _day(column: str) -> str:
    return f"TRY_CAST({column} AS DATE)"


def _degree(part: int, most: int) -> str:
    """Return one of the two coordinates, to four decimals (11 m), or nothing where there is none on earth."""
    number = f"round(TRY_CAST(string_split(geolocation, ',')[{part}] AS DOUBLE), 4)"
    return f"CASE WHEN {number} BETWEEN -{most} AND {most} THEN {number} END"


def _unreadable(reading: str, column: str, reason: str) -> str:
    return f"WHEN {column} <> '' AND {reading} IS NULL THEN {quoted(reason)}"


IS_PROJECT = "regexp_matches({}, '^[0-9]{{6,12}}$')"
PROJECT_REASON = " ".join(
    [
        f"CASE WHEN NOT {IS_PROJECT.format('id')} THEN 'no project number'",
        "WHEN title = '' THEN 'no title'",
        _unreadable(_amount("total_cost"), "total_cost", "total cost is not a number"),
        _unreadable(_amount("eu_contribution"), "eu_contribution", "EU contribution is not a number"),
        _unreadable(_day("starts"), "starts", "start is not a date"),
        _unreadable(_day("ends"), "ends", "end is not a date"),
        _unreadable(_day("signed"), "signed", "signature is not a date"),
        "END",
    ]
)
PARTICIPATION_REASON = " ".join(
    [
        "CASE WHEN NOT regexp_matches(pic, '^[0-9]{9}$') THEN 'no participant code (PIC) of nine digits'",
        f"WHEN NOT {IS_PROJECT.format('project_id')} THEN 'no project number'",
        "WHEN trim(legal_name) = '' THEN 'no name'",
        _unreadable(_amount("net_ec_contribution"), "net_ec_contribution", "EU contribution is not a number"),
        "END",
    ]
)
# Only a row of its own can be lost; what stands in the project's row goes with it.
DETAIL_REASON = (
    "CASE WHEN d.own = 'no' THEN NULL WHEN trim(d.value) = '' THEN 'says nothing' "
    "WHEN p.id IS NULL THEN 'its project is not among those read' END"
)


# What a project's details say, of the projects that are read.
SAID = (
    f"SELECT project_id, property, value, {ROW_KEY} FROM cordis_detail "
    "WHERE project_id IN (SELECT id FROM cordis_p) AND trim(value) <> ''"
)
IS_VAT = "regexp_matches(upper(vat_number), '^[A-Z]{2}[A-Z0-9]{4,14}$')"
TYPE_OF = " ".join(f"WHEN {quoted(word)} THEN {quoted(kind)}" for word, kind in TYPES.items())
MOST_TOWNS, SOME_TOWNS, MOST_REGIONS = 12, 5, 5
TOWN = "regexp_replace(lower(city), '[^\\p{L}]+', '', 'g')"
# Where an address is not found the publisher writes the middle of the country: one point for many towns all over it.
VAGUE = (
    "SELECT geolocation AS point FROM cordis_o WHERE geolocation <> '' GROUP BY geolocation HAVING "
    f"count(DISTINCT {TOWN}) >= {MOST_TOWNS} OR "
    f"(count(DISTINCT {TOWN}) >= {SOME_TOWNS} AND count(DISTINCT left(nuts, 4)) >= {MOST_REGIONS})"
)
# What an organisation's row says of itself hangs on the newest project in which it says it, so that it is one claim.
OWN_WORDS = "pic, legal_name, short_name, vat_number, activity_type, sme, city, country, nuts, geolocation, url"
SELF = (
    f"SELECT *, CASE WHEN {IS_KBO} THEN {KBO} END AS kbo, "
    f"CASE WHEN {IS_VAT} AND NOT ({IS_KBO}) THEN upper(vat_number) END AS vat, "
    f"CASE ltrim(activity_type, '/') {TYPE_OF} END AS type, "
    f"CASE WHEN point IS NULL THEN {_degree(1, 90)} END AS latitude, "
    f"CASE WHEN point IS NULL THEN {_degree(2, 180)} END AS longitude "
    f"FROM (SELECT {OWN_WORDS}, max(project_id) AS project_id, min(row_key) AS row_key FROM cordis_o "
    f"GROUP BY {OWN_WORDS}) AS told LEFT JOIN cordis_vague ON point = geolocation"
)
PART = (
    f"SELECT o.pic, o.project_id, o.role, o.terminated, {_amount('o.net_ec_contribution')} AS amount, "
    "p.starts, p.ends, o.row_key FROM cordis_o AS o LEFT JOIN "
    f"(SELECT id, min({_day('starts')}) AS starts, max({_day('ends')}) AS ends FROM cordis_p GROUP BY id) AS p "
    "ON p.id = o.project_id"
)


def _refused_sql() -> str:
    return (
        "SELECT table_name, line, reason, verbatim FROM cordis_broken "
        "UNION ALL SELECT file, line, reason, verbatim FROM ("
        f"SELECT file, line, {PROJECT_REASON} AS reason, concat_ws(' | ', id, acronym, left(title, 200), "
        "total_cost, eu_contribution, starts, ends, signed) AS verbatim FROM cordis_project "
        f"UNION ALL SELECT file, line, {PARTICIPATION_REASON} AS reason, "
        "concat_ws(' | ', project_id, pic, legal_name, country, net_ec_contribution) AS verbatim "
        "FROM cordis_participation "
        f"UNION ALL SELECT d.file, d.line, {DETAIL_REASON} AS reason, "
        "concat_ws(' | ', d.project_id, d.value) AS verbatim FROM cordis_detail AS d "
        "LEFT JOIN (SELECT DISTINCT id FROM cordis_p) AS p ON p.id = d.project_id"
        ") AS judged WHERE reason IS NOT NULL ORDER BY 1, 2"
    )


def _projects() -> list[str]:
    frame = {
        **FRAME,
        "about": "'cordis:' || id",
        "kind": "'project'",
        "origin": f"{PROJECT_PAGE} || id",
        "row_key": "row_key",
    }
    cells = [
        Cell("name", "title"),
        Cell("acronym_title", "acronym"),
        Cell("identifier", "'cordis:' || id"),
        Cell("identifier", "'doi:' || grant_doi", when="grant_doi <> ''"),
        Cell("summary", "objective", language="'en'"),
        # For grants paid as a lump sum or by unit the publisher writes 0: that is no cost, it is none stated.
        Cell("total_cost", number=f"nullif({_amount('total_cost')}, 0)", unit="'EUR'"),
        Cell("eu_contribution", number=_amount("eu_contribution"), unit="'EUR'"),
        Cell("starts", "starts", valid_from=_day("starts"), precision="'day'"),
        Cell("ends", "ends", valid_from=_day("ends"), precision="'day'"),
        Cell("signed", "signed", valid_from=_day("signed"), precision="'day'"),
        Cell("project_status", "lower(status)", verbatim="status"),
        Cell("scheme", "ltrim(scheme, '/')"),
    ]
    about_project = {**frame, "about": "'cordis:' || project_id", "origin": f"{PROJECT_PAGE} || project_id"}
    told = [Cell(prop, "value", when=f"property = {quoted(prop)}") for prop in ("call", "topic", "programme", "field")]
    return [draft_sql("cordis_p", frame, cells), draft_sql("cordis_said", about_project, told)]


def _participations() -> list[str]:
    frame = {
        **FRAME,
        "about": "'pic:' || pic",
        "kind": "'organisation'",
        "origin": f"{PROJECT_PAGE} || project_id",
        "row_key": "row_key",
    }
    facts = [
        Cell("name", "legal_name"),
        Cell("short_name", "short_name", when="lower(short_name) <> lower(legal_name)"),
        Cell("identifier", "'pic:' || pic"),
        Cell("identifier", "'kbo:' || kbo"),
        Cell("identifier", "'vat:' || vat"),
        Cell("type", "type", verbatim="activity_type"),
        Cell("sme", "CASE sme WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' END"),
        Cell("city", "city"),
        Cell("country", COUNTRY, verbatim="country"),
        Cell("nuts", "nuts"),
        Cell("latitude", number="latitude", unit="'degree'"),
        Cell("longitude", number="longitude", unit="'degree'"),
        Cell("website", "url"),
    ]
    takes_part = Cell(
        "participates_in",
        "role",
        number="amount",
        unit="CASE WHEN amount IS NOT NULL THEN 'EUR' END",
        object="'cordis:' || project_id",
        verbatim="CASE WHEN terminated = 'true' THEN 'left the project' END",
        valid_from="starts",
        valid_to="ends + 1",
        precision="CASE WHEN coalesce(starts, ends) IS NOT NULL THEN 'day' END",
    )
    return [draft_sql("cordis_self", frame, facts), draft_sql("cordis_part", frame, [takes_part])]
