"""Reads the ROR data dump, schema 2 (https://ror.readme.io/docs/ror-data-structure)."""

import datetime
from pathlib import Path

import pyarrow as pa

from kiem.flow.claims import Cell, SourceReading, draft_sql
from kiem.flow.engine import Engine, EngineError, quoted
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.lines import lines
from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.refusals import Refusals
from kiem.flow.sources.streams import plain

RECORD = (
    '{"id":"VARCHAR","status":"VARCHAR","established":"VARCHAR","types":["VARCHAR"],"domains":["VARCHAR"],'
    '"admin":{"last_modified":{"date":"VARCHAR"},"created":{"date":"VARCHAR"}},'
    '"names":[{"value":"VARCHAR","lang":"VARCHAR","types":["VARCHAR"]}],'
    '"links":[{"type":"VARCHAR","value":"VARCHAR"}],'
    '"locations":[{"geonames_details":{"name":"VARCHAR","country_code":"VARCHAR","country_subdivision_name":"VARCHAR",'
    '"lat":"DOUBLE","lng":"DOUBLE"}}],'
    '"external_ids":[{"type":"VARCHAR","all":["VARCHAR"],"preferred":"VARCHAR"}],'
    '"relationships":[{"type":"VARCHAR","id":"VARCHAR"}]}'
)
FOUNDED = "CASE WHEN regexp_matches(it.established, '^[0-9]{1,4}$') THEN TRY_CAST(it.established AS INTEGER) END"
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
    gives the same day. Raises InputProblem for files that are no dump.
    """
    rows = _keep_text(engine, given)
    engine.keep(
        "ror_read",
        "SELECT file, line, text, json_valid(text) AS is_json, "
        f"from_json(CASE WHEN json_valid(text) THEN text END, {quoted(RECORD)}) AS it FROM ror_text",
    )
    engine.keep("ror_refused", _refused_sql())
    engine.keep(
        "ror_good",
        f"SELECT file || ':' || line AS row_key, it, {_curie('it.id')} AS about FROM ror_read "
        f"WHERE ({_reason_sql()}) IS NULL",
    )
    newest = engine.rows(
        "SELECT max(greatest(TRY_CAST(it.admin.last_modified.date AS DATE), TRY_CAST(it.admin.created.date AS DATE))) "
        "FROM ror_good"
    )[0][0]
    if not isinstance(newest, datetime.date):
        remedy = "give the schema 2 dump (…_schema_v2.json or its zip)"
        message = f"ror: no readable record with a date in {given.listed()}; {remedy}."
        raise InputProblem(message)
    engine.drop("ror_text", "ror_broken", "ror_read")
    return SourceReading(newest, rows, f"({' UNION ALL '.join(_drafts())})", "ror_refused", wide=("ror_good",))


def _keep_text(engine: Engine, given: SourceInput) -> int:
    """Make the tables `ror_text` (file, line, text: a record each) and `ror_broken`; return how many rows there are."""
    refusals, arrays = Refusals(), _arrays(given)
    taken = {file for _, file in arrays}
    singly = [file for file in given.named(".json", ".json.gz") if file not in taken]
    tables = [lines(given.streams(".jsonl"), refusals), *(_lines(given.source, file, refusals) for file in singly)]
    engine.load("ror_lines", pa.concat_tables(tables))
    engine.load("ror_broken", refusals.table())
    parts = ["SELECT file, line, text FROM ror_lines", *(_array_sql(name, file) for name, file in arrays)]
    try:
        engine.keep("ror_text", "\nUNION ALL ".join(parts))
    except EngineError as error:
        names = ", ".join(name for name, _ in arrays)
        message = f"ror: {names} is not JSON that can be read ({str(error).splitlines()[0]}); download it again."
        raise InputProblem(message) from error
    engine.drop("ror_lines")
    return engine.count("SELECT count(*) FROM ror_text") + len(refusals.rows)


def _arrays(given: SourceInput) -> list[tuple[str, Path]]:
    """Return the files that are one JSON array, with the name by which their rows are known."""
    found = [(file.name, file) for file in given.named(".json", ".json.gz") if _is_array(given.source, file)]
    for archive in given.named(".zip"):
        dumps = given.unpacked(archive, ".json")
        newest_schema = [dump for dump in dumps if "schema_v2" in dump.name]
        found += [(f"{archive.name}/{dump.name}", dump) for dump in newest_schema or dumps]
    return found


def _lines(source: str, file: Path, refusals: Refusals) -> pa.Table:
    with plain(source, file) as stream:
        return lines([(file.name, stream)], refusals)


def _is_array(source: str, file: Path) -> bool:
    with plain(source, file) as stream:
        return stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def _array_sql(name: str, file: Path) -> str:
    return (
        f"SELECT {quoted(name)} AS file, row_number() OVER () AS line, CAST(json AS VARCHAR) AS text "
        f"FROM read_json_objects({quoted(file)}, format='array', maximum_object_size={LONGEST_RECORD})"
    )


def _reason_sql() -> str:
    return (
        "CASE WHEN NOT is_json THEN 'not JSON' "
        "WHEN NOT regexp_matches(coalesce(it.id, ''), '^https://ror\\.org/0[a-z0-9]{8}$') THEN 'no ROR id' "
        "WHEN coalesce(it.status, '') = '' THEN 'no status' "
        "WHEN array_length(list_filter(coalesce(it.names, []), lambda n: list_contains(n.types, 'ror_display'))) <> 1 "
        "OR trim(coalesce(list_filter(it.names, lambda n: list_contains(n.types, 'ror_display'))[1].value, '')) = '' "
        "THEN 'not exactly one display name' "
        f"WHEN it.established IS NOT NULL AND {FOUNDED} IS NULL THEN 'founding year is not a year' END"
    )


def _refused_sql() -> str:
    return (
        "SELECT table_name, line, reason, verbatim FROM ror_broken UNION ALL "
        f"SELECT file, line, {_reason_sql()}, left(text, 500) FROM ror_read "
        f"WHERE ({_reason_sql()}) IS NOT NULL ORDER BY 1, 2"
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
        "row_key": "row_key",
    }
    place = "it.locations[1].geonames_details"
    single = [
        Cell("identifier", "about"),
        Cell("status", "it.status"),
        Cell("founded", number=FOUNDED, unit="'year'"),
        Cell("city", f"{place}.name"),
        Cell("country", f"{place}.country_code"),
        Cell("subdivision", f"{place}.country_subdivision_name"),
        Cell("latitude", number=f"round({place}.lat, 4)", unit="'degree'"),
        Cell("longitude", number=f"round({place}.lng, 4)", unit="'degree'"),
    ]
    drafts = [draft_sql("ror_good", frame, single)]
    for listed, cells in _listed_cells():
        table = f"(SELECT about, row_key, unnest({listed}) AS one FROM ror_good) AS opened"
        drafts.append(draft_sql(table, frame, cells))
    return drafts


def _listed_cells() -> list[tuple[str, list[Cell]]]:
    shown = "list_contains(one.types, 'ror_display')"
    kind_of_name = {"alias": "alias", "acronym": "acronym", "label": "translated_name"}
    names = [Cell("name", "one.value", language="one.lang", when=shown)]
    names += [
        Cell(prop, "one.value", language="one.lang", when=f"NOT {shown} AND list_contains(one.types, {quoted(kind)})")
        for kind, prop in kind_of_name.items()
    ]
    types = "CASE one " + " ".join(f"WHEN {quoted(a)} THEN {quoted(b)}" for a, b in TYPES.items()) + " ELSE one END"
    identifiers = [
        Cell(
            "identifier",
            f"'{scheme}:' || replace(coalesce(one.preferred, one.all[1]), ' ', '')",
            when=f"one.type = {quoted(kind)}",
        )
        for kind, scheme in IDENTIFIERS.items()
    ]
    relations = [
        Cell(prop, object=_curie("one.id"), when=f"one.type = {quoted(kind)}") for kind, prop in RELATIONS.items()
    ]
    links = [
        Cell("website", "one.value", when="one.type = 'website'"),
        Cell("wikipedia", "one.value", when="one.type = 'wikipedia'"),
    ]
    return [
        ("it.names", names),
        ("it.types", [Cell("type", types, verbatim="one")]),
        ("it.external_ids", identifiers),
        ("it.relationships", relations),
        ("it.links", links),
    ]
