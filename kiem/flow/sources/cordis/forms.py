"""The forms in which CORDIS exports come, each made into the same two tables.

`cordis_project`: line, id, acronym, title, objective, total_cost, eu_contribution, starts, ends, signed, status, scheme,
grant_doi, updated (text) and topics, programmes, fields, calls (lists of text).
`cordis_participation`: line, project_id, role, pic, vat_number, legal_name, short_name, activity_type, sme, terminated,
net_ec_contribution, city, country, nuts, geolocation, url (text).
`cordis_broken`: table_name, line, reason, verbatim: what has no row at all.
"""

from pathlib import Path

from kiem.flow.engine import Engine, EngineError, quoted
from kiem.flow.sources.input import InputProblem, SourceInput

PARTICIPATION = (
    "project_id", "role", "pic", "vat_number", "legal_name", "short_name", "activity_type", "sme", "terminated",
    "net_ec_contribution", "city", "country", "nuts", "geolocation", "url",
)
PROJECT = (
    '{"id":"VARCHAR","acronym":"VARCHAR","title":"VARCHAR","objective":"VARCHAR","totalCost":"VARCHAR",'
    '"ecMaxContribution":"VARCHAR","startDate":"VARCHAR","endDate":"VARCHAR","ecSignatureDate":"VARCHAR",'
    '"status":"VARCHAR","grantDoi":"VARCHAR","lastUpdateDate":"VARCHAR","calls":["VARCHAR"],"fundingScheme":["VARCHAR"],'
    '"topics":[{"code":"VARCHAR","title":"VARCHAR"}],"legalBasis":[{"code":"VARCHAR","title":"VARCHAR"}],'
    '"euroSciVoc":[{"code":"VARCHAR","path":"VARCHAR"}]}'
)
LONGEST_LINE = 4_000_000


def canonical_tables(engine: Engine, given: SourceInput) -> None:
    """Make the three tables from whichever form the files have. Raises InputProblem when it is none of them."""
    participations = given.named("participations.csv", "participations.csv.gz")
    projects = given.named("projects.jsonl", "projects.jsonl.gz")
    if not participations or not projects:
        message = (
            f"cordis: among {', '.join(file.name for file in given.files)} there is no whole export; give the published "
            "CSV or XML zip, or participations.csv with projects.jsonl."
        )
        raise InputProblem(message)
    try:
        _flattened(engine, participations[0], projects[0])
    except EngineError as error:
        message = f"cordis: {participations[0].name} cannot be read ({str(error).splitlines()[0]}); download it again."
        raise InputProblem(message) from error


def _flattened(engine: Engine, participations: Path, projects: Path) -> None:
    columns = ", ".join(f"coalesce({name}, '') AS {name}" for name in PARTICIPATION)
    engine.keep(
        "cordis_participation",
        f"SELECT row_number() OVER () + 1 AS line, {columns} FROM read_csv({quoted(participations)}, header=true, "
        "all_varchar=true, delim=',', quote='\"', escape='\"')",
    )
    engine.keep(
        "cordis_lines",
        f"SELECT row_number() OVER () AS line, text FROM read_csv({quoted(projects)}, header=false, delim=chr(1), quote='', "
        f"escape='', columns={{'text':'VARCHAR'}}, max_line_size={LONGEST_LINE}, auto_detect=false) WHERE trim(text) <> ''",
    )
    engine.keep(
        "cordis_broken",
        "SELECT 'projects' AS table_name, line, 'not JSON' AS reason, left(text, 500) AS verbatim FROM cordis_lines "
        "WHERE NOT json_valid(text)",
    )
    engine.keep(
        "cordis_project",
        "SELECT line, it.id, it.acronym, it.title, it.objective, it.totalCost AS total_cost, "
        "it.ecMaxContribution AS eu_contribution, nullif(it.startDate, '') AS starts, nullif(it.endDate, '') AS ends, "
        "nullif(it.ecSignatureDate, '') AS signed, it.status, it.fundingScheme[1] AS scheme, it.grantDoi AS grant_doi, "
        "it.lastUpdateDate AS updated, list_transform(it.topics, lambda t: concat_ws(' ', t.code, t.title)) AS topics, "
        "list_transform(it.legalBasis, lambda b: concat_ws(' ', b.code, b.title)) AS programmes, "
        "list_transform(it.euroSciVoc, lambda f: f.path) AS fields, it.calls FROM "
        f"(SELECT line, from_json(text, {quoted(PROJECT)}) AS it FROM cordis_lines WHERE json_valid(text)) AS parsed",
    )
    engine.drop("cordis_lines")
