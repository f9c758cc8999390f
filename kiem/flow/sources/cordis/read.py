"""Reads CORDIS exports of Horizon Europe: projects, their participants and what each received."""

import datetime

from kiem.flow.claims import Cell, SourceReading, draft_sql
from kiem.flow.engine import Engine
from kiem.flow.sources.cordis.forms import canonical_tables
from kiem.flow.sources.input import InputProblem, SourceInput

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
FRAME = {"source": "'cordis'", "basis": "'stated'", "licence": "'EC-reuse'"}


def read(engine: Engine, given: SourceInput) -> SourceReading:
    """Read an export in any of its published forms. The day it speaks for is its newest update of a project."""
    canonical_tables(engine, given)
    engine.keep("cordis_refused", _refused_sql())
    engine.keep("cordis_p", f"SELECT * FROM cordis_project WHERE ({_project_reason()}) IS NULL")
    engine.keep("cordis_o", f"SELECT * FROM cordis_participation WHERE ({_participation_reason()}) IS NULL")
    rows = engine.count(
        "SELECT (SELECT count(*) FROM cordis_project) + (SELECT count(*) FROM cordis_participation) "
        "+ (SELECT count(*) FROM cordis_broken)"
    )
    newest = engine.rows("SELECT max(TRY_CAST(left(updated, 10) AS DATE)) FROM cordis_p")[0][0]
    if not isinstance(newest, datetime.date):
        files = ", ".join(file.name for file in given.files)
        message = f"cordis: no readable project with an update date in {files}; give the whole export (projects and participants)."
        raise InputProblem(message)
    engine.keep("cordis_draft", "\nUNION ALL ".join([*_projects(), *_participations()]))
    engine.drop("cordis_project", "cordis_participation", "cordis_broken", "cordis_p", "cordis_o")
    return SourceReading(newest, rows, "cordis_draft", "cordis_refused")


def _project_reason() -> str:
    return (
        "CASE WHEN NOT regexp_full_match(coalesce(id, ''), '[0-9]{6,12}') THEN 'no project number' "
        "WHEN coalesce(title, '') = '' THEN 'no title' END"
    )


def _participation_reason() -> str:
    return (
        "CASE WHEN NOT regexp_full_match(coalesce(pic, ''), '[0-9]{9}') THEN 'no participant code (PIC) of nine digits' "
        "WHEN NOT regexp_full_match(coalesce(project_id, ''), '[0-9]{6,12}') THEN 'no project number' "
        "WHEN coalesce(legal_name, '') = '' THEN 'no name' "
        "WHEN net_ec_contribution <> '' AND TRY_CAST(net_ec_contribution AS DECIMAL(18,4)) IS NULL "
        "THEN 'EU contribution is not a number' END"
    )


def _refused_sql() -> str:
    return (
        "SELECT table_name, line, reason, verbatim FROM cordis_broken "
        f"UNION ALL SELECT 'projects', line, {_project_reason()}, concat_ws(' | ', id, acronym, left(title, 200)) "
        f"FROM cordis_project WHERE ({_project_reason()}) IS NOT NULL "
        f"UNION ALL SELECT 'participations', line, {_participation_reason()}, "
        "concat_ws(' | ', project_id, pic, legal_name, country, net_ec_contribution) "
        f"FROM cordis_participation WHERE ({_participation_reason()}) IS NOT NULL ORDER BY 1, 2"
    )


def _projects() -> list[str]:
    frame = {
        **FRAME,
        "about": "'cordis:' || id",
        "kind": "'project'",
        "origin": "'https://cordis.europa.eu/project/id/' || id",
        "row_key": "'projects:' || line",
    }
    cells = [
        Cell("name", "title"),
        Cell("acronym_title", "acronym"),
        Cell("identifier", "'cordis:' || id"),
        Cell("identifier", "'doi:' || grant_doi", when="grant_doi <> ''"),
        Cell("summary", "objective", language="'en'"),
        _money("total_cost", "total_cost"),
        _money("eu_contribution", "eu_contribution"),
        Cell("starts", "starts", valid_from="TRY_CAST(starts AS DATE)", precision="'day'"),
        Cell("ends", "ends", valid_from="TRY_CAST(ends AS DATE)", precision="'day'"),
        Cell("signed", "signed", valid_from="TRY_CAST(signed AS DATE)", precision="'day'"),
        Cell("project_status", "lower(status)", verbatim="status"),
        Cell("scheme", "scheme"),
    ]
    drafts = [draft_sql("cordis_p", frame, cells)]
    lists = {"topic": "topics", "programme": "programmes", "field": "fields", "call": "calls"}
    for prop, column in lists.items():
        table = f"(SELECT id, line, unnest({column}) AS one FROM cordis_p) AS opened"
        drafts.append(draft_sql(table, frame, [Cell(prop, "one")]))
    return drafts


def _money(prop: str, column: str) -> Cell:
    amount = f"TRY_CAST({column} AS DECIMAL(18,4))"
    return Cell(prop, number=amount, unit="'EUR'", when=f"{amount} IS NOT NULL")


def _participations() -> list[str]:
    frame = {
        **FRAME,
        "about": "'pic:' || pic",
        "kind": "'organisation'",
        "origin": "'https://cordis.europa.eu/project/id/' || project_id",
        "row_key": "'participations:' || line",
    }
    types = "CASE activity_type " + " ".join(f"WHEN '{a}' THEN '{b}'" for a, b in TYPES.items()) + " END"
    place = "string_split(geolocation, ',')"
    facts = [
        Cell("name", "legal_name"),
        Cell("short_name", "short_name", when="lower(short_name) <> lower(legal_name)"),
        Cell("identifier", "'pic:' || pic"),
        Cell("identifier", f"'kbo:' || {KBO}", when=IS_KBO),
        Cell("identifier", "'vat:' || upper(vat_number)",
             when=f"regexp_full_match(upper(vat_number), '[A-Z]{{2}}[A-Z0-9]{{4,14}}') AND NOT ({IS_KBO})"),
        Cell("type", types, verbatim="activity_type", when="activity_type <> ''"),
        Cell("sme", "CASE sme WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' END"),
        Cell("city", "city"),
        Cell("country", COUNTRY, verbatim="country"),
        Cell("nuts", "nuts"),
        _degree("latitude", f"{place}[1]"),
        _degree("longitude", f"{place}[2]"),
        Cell("website", "url"),
    ]
    # What an organisation's row says of itself hangs on the newest project that says it, so that it is one claim.
    newest = ", ".join(sorted({"pic", "legal_name", "short_name", "vat_number", "activity_type", "sme", "city", "country",
                               "nuts", "geolocation", "url"}))
    about = f"(SELECT {newest}, max(project_id) AS project_id, min(line) AS line FROM cordis_o GROUP BY {newest}) AS told"
    takes_part = Cell(
        "participates_in",
        "role",
        number="TRY_CAST(nullif(net_ec_contribution, '') AS DECIMAL(18,4))",
        unit="CASE WHEN net_ec_contribution <> '' THEN 'EUR' END",
        object="'cordis:' || project_id",
        verbatim="CASE WHEN terminated = 'true' THEN 'left the project' END",
        valid_from="TRY_CAST(starts AS DATE)",
        valid_to="TRY_CAST(ends AS DATE) + 1",
        precision="CASE WHEN starts IS NOT NULL THEN 'day' END",
    )
    dated = (
        "(SELECT o.*, p.starts, p.ends FROM cordis_o AS o "
        "LEFT JOIN (SELECT id, min(starts) AS starts, max(ends) AS ends FROM cordis_p GROUP BY id) AS p "
        "ON p.id = o.project_id) AS dated"
    )
    return [draft_sql(about, frame, facts), draft_sql(dated, frame, [takes_part])]


def _degree(prop: str, text: str) -> Cell:
    number = f"round(TRY_CAST({text} AS DOUBLE), 4)"
    return Cell(prop, number=number, unit="'degree'", when=f"{number} BETWEEN -180 AND 180")
