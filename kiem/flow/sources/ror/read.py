"""Reads the ROR data dump, schema 2 (https://ror.readme.io/docs/ror-data-structure)."""

import datetime
from pathlib import Path

from kiem.flow.claims import Cell, SourceReading, draft_sql
from kiem.flow.engine import Engine, EngineError, quoted
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem

RECORD = (
    '{"id":"VARCHAR","status":"VARCHAR","established":"INTEGER","types":["VARCHAR"],"domains":["VARCHAR"],'
    '"admin":{"last_modified":{"date":"VARCHAR"},"created":{"date":"VARCHAR"}},'
    '"names":[{"value":"VARCHAR","lang":"VARCHAR","types":["VARCHAR"]}],'
    '"links":[{"type":"VARCHAR","value":"VARCHAR"}],'
    '"locations":[{"geonames_details":{"name":"VARCHAR","country_code":"VARCHAR","country_subdivision_name":"VARCHAR","lat":"DOUBLE","lng":"DOUBLE"}}],'
    '"external_ids":[{"type":"VARCHAR","all":["VARCHAR"],"preferred":"VARCHAR"}],'
    '"relationships":[{"type":"VARCHAR","id":"VARCHAR"}]}'
)
LONGEST_RECORD = 16_000_000
TYPES = {"government": "authority"}
"""ROR's word → the vocabulary's, where they differ; ROR's own word stays beside it as verbatim."""

IDENTIFIERS = {"grid": "grid", "isni": "isni", "wikidata": "wikidata", "fundref": "fundref"}
RELATIONS = {
    "parent": "subsidiary_of",
    "child": "parent_of",
    "related": "partner_of",
    "successor": "successor",
    "predecessor": "predecessor",
}


def read(engine: Engine, given: SourceInput) -> SourceReading:
    """Read a dump: a JSON array, JSON lines, or the zip that holds the array.

    The day it speaks for is the newest change that a record tells; it is in the data, so that the same file always
    gives the same day.
    """
    _lines(engine, given)
    engine.keep(
        "ror_read",
        f"SELECT line, text, from_json(CASE WHEN json_valid(text) THEN text END, {quoted(RECORD)}) AS it FROM ror_lines",
    )
    engine.keep("ror_refused", _refused_sql())
    engine.keep("ror_good", f"SELECT line, it, {_curie('it.id')} AS about FROM ror_read WHERE ({_reason_sql()}) IS NULL")
    rows = engine.count("SELECT count(*) FROM ror_lines")
    newest = engine.rows(
        "SELECT max(greatest(it.admin.last_modified.date, coalesce(it.admin.created.date, ''))) FROM ror_good"
    )[0][0]
    if newest is None:
        files = ", ".join(file.name for file in given.files)
        message = f"ror: no readable record with a date in {files}; give the schema 2 dump (…_schema_v2.json or its zip)."
        raise InputProblem(message)
    engine.keep("ror_draft", "\nUNION ALL ".join(_drafts()))
    engine.drop("ror_lines", "ror_read", "ror_good")
    return SourceReading(datetime.date.fromisoformat(str(newest)), rows, "ror_draft", "ror_refused")


def _lines(engine: Engine, given: SourceInput) -> None:
    files = [*given.named(".jsonl", ".jsonl.gz", ".json", ".json.gz")]
    for archive in given.named(".zip"):
        dumps = given.unpacked(archive, ".json")
        newest_schema = [dump for dump in dumps if "schema_v2" in dump.name]
        files += newest_schema or dumps
    if not files:
        message = f"ror: no .json, .jsonl or .zip among {', '.join(f.name for f in given.files)}; give the ROR dump."
        raise InputProblem(message)
    parts = [_array_sql(file) if ".jsonl" not in file.name else _jsonl_sql(file) for file in files]
    try:
        engine.keep("ror_lines", "\nUNION ALL ".join(parts))
    except EngineError as error:
        message = f"ror: {files[0].name} is not JSON that can be read ({str(error).splitlines()[0]}); download it again."
        raise InputProblem(message) from error


def _jsonl_sql(file: Path) -> str:
    return (
        f"SELECT row_number() OVER () AS line, text FROM read_csv({quoted(file)}, header=false, delim=chr(1), quote='', "
        f"escape='', columns={{'text':'VARCHAR'}}, max_line_size={LONGEST_RECORD}, auto_detect=false) WHERE trim(text) <> ''"
    )


def _array_sql(file: Path) -> str:
    return (
        f"SELECT row_number() OVER () AS line, CAST(json AS VARCHAR) AS text FROM read_json_objects({quoted(file)}, "
        f"format='array', maximum_object_size={LONGEST_RECORD})"
    )


def _reason_sql() -> str:
    return (
        "CASE WHEN NOT json_valid(text) THEN 'not JSON' "
        "WHEN it.id IS NULL OR NOT regexp_full_match(it.id, 'https://ror\\.org/0[a-z0-9]{8}') THEN 'no ROR id' "
        "WHEN it.status IS NULL THEN 'no status' "
        "WHEN len(list_filter(coalesce(it.names, []), lambda n: list_contains(n.types, 'ror_display'))) <> 1 "
        "THEN 'not exactly one display name' END"
    )


def _refused_sql() -> str:
    return (
        f"SELECT 'records' AS table_name, line, {_reason_sql()} AS reason, left(text, 500) AS verbatim "
        f"FROM ror_read WHERE ({_reason_sql()}) IS NOT NULL ORDER BY line"
    )


def _curie(address: str) -> str:
    return f"'ror:' || right({address}, 9)"


def _drafts() -> list[str]:
    frame = {
        "about": "about",
        "kind": "'organisation'",
        "source": "'ror'",
        "origin": "'https://ror.org/' || right(about, 9)",
        "basis": "'stated'",
        "licence": "'CC0-1.0'",
        "row_key": "'records:' || line",
    }
    place = "it.locations[1].geonames_details"
    single = [
        Cell("identifier", "about"),
        Cell("status", "it.status"),
        Cell("founded", number="it.established", unit="'year'"),
        Cell("city", f"{place}.name"),
        Cell("country", f"{place}.country_code"),
        Cell("subdivision", f"{place}.country_subdivision_name"),
        Cell("latitude", number=f"round({place}.lat, 4)", unit="'degree'"),
        Cell("longitude", number=f"round({place}.lng, 4)", unit="'degree'"),
    ]
    drafts = [draft_sql("ror_good", frame, single)]
    for listed, cells in _listed_cells():
        table = f"(SELECT about, line, unnest({listed}) AS one FROM ror_good) AS opened"
        drafts.append(draft_sql(table, frame, cells))
    return drafts


def _listed_cells() -> list[tuple[str, list[Cell]]]:
    shown = "list_contains(one.types, 'ror_display')"
    kind_of_name = {"alias": "alias", "acronym": "acronym", "label": "translated_name"}
    names = [Cell("name", "one.value", language="one.lang", when=shown)]
    names += [
        Cell(prop, "one.value", language="one.lang", when=f"NOT {shown} AND one.types[1] = {quoted(kind)}")
        for kind, prop in kind_of_name.items()
    ]
    types = "CASE one " + " ".join(f"WHEN {quoted(a)} THEN {quoted(b)}" for a, b in TYPES.items()) + " ELSE one END"
    identifiers = [
        Cell("identifier", f"'{scheme}:' || replace(coalesce(one.preferred, one.all[1]), ' ', '')",
             when=f"one.type = {quoted(kind)}")
        for kind, scheme in IDENTIFIERS.items()
    ]
    relations = [
        Cell(prop, object=_curie("one.id"), when=f"one.type = {quoted(kind)}") for kind, prop in RELATIONS.items()
    ]
    links = [Cell("website", "one.value", when="one.type = 'website'"),
             Cell("wikipedia", "one.value", when="one.type = 'wikipedia'")]
    return [
        ("it.names", names),
        ("it.types", [Cell("type", types, verbatim="one")]),
        ("it.external_ids", identifiers),
        ("it.relationships", relations),
        ("it.links", links),
    ]
