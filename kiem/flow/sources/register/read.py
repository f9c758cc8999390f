"""Reads the organisation's own register: seven CSV tables, each row with the address of its source."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import yaml

from kiem.flow.claims import DRAFT_COLUMNS, SourceReading
from kiem.flow.engine import Engine
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.register.provenance import witness_of
from kiem.flow.sources.register.tables import Table, evidence, precision, tables
from kiem.flow.sources.register.telling import Row, RowProblem, Telling, Told

DAYS, NUMBERS = {"valid_from", "valid_to"}, {"number"}
DRAFT = pa.schema(
    [
        (name, pa.date32() if name in DAYS else pa.decimal128(18, 4) if name in NUMBERS else pa.string())
        for name in DRAFT_COLUMNS
    ]
)
REFUSED = pa.schema(
    [("table_name", pa.string()), ("line", pa.int64()), ("reason", pa.string()), ("verbatim", pa.string())]
)

Record = dict[str, object]


def read(engine: Engine, given: SourceInput) -> SourceReading:
    """Read the register's folder. The day it speaks for is the `date` in its register.yml."""
    files = {file.name: file for file in given.files}
    wanted = ["register.yml", *(table.file for table in tables())]
    missing = [name for name in wanted if name not in files]
    if missing:
        message = f"register: {', '.join(missing)} missing beside {given.files[0]}; give the folder with all seven tables."
        raise InputProblem(message)
    card = yaml.safe_load(files["register.yml"].read_text(encoding="utf-8"))
    drafts: list[Record] = []
    refused: list[Record] = []
    rows, known = 0, _slugs(files["organisations.csv"])
    for table in tables():
        for line, row in _rows(files[table.file], table):
            rows += 1
            try:
                drafts += _drafts(table, row, line, known)
            except RowProblem as problem:
                verbatim = ",".join(str(cell) for cell in row.values())
                refused.append({"table_name": table.file, "line": line, "reason": str(problem), "verbatim": verbatim})
    engine.load("register_draft", pa.Table.from_pylist(drafts, schema=DRAFT))
    engine.load("register_refused", pa.Table.from_pylist(refused, schema=REFUSED))
    return SourceReading(_date(card, files["register.yml"]), rows, "register_draft", "register_refused")


def _date(card: object, file: Path) -> datetime.date:
    found = card.get("date") if isinstance(card, dict) else None
    if not isinstance(found, datetime.date):
        message = f"register: {file} has no line 'date: YYYY-MM-DD'; write the day for which the register speaks."
        raise InputProblem(message)
    return found


def _slugs(file: Path) -> frozenset[str]:
    return frozenset(row.get("slug") or "" for row in csv.DictReader(_text(file).splitlines()))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"register: {file} is not UTF-8 (byte {error.start}); save it as UTF-8."
        raise InputProblem(message) from error


def _rows(file: Path, table: Table) -> Iterator[tuple[int, Row]]:
    reader = csv.DictReader(_text(file).splitlines(), restkey="beyond", restval=None)
    header = tuple(reader.fieldnames or ())
    missing = [column for column in table.columns if column not in header]
    if missing:
        message = f"register: {file} has no column {', '.join(missing)}; its first line must name all of {len(table.columns)}."
        raise InputProblem(message)
    for row in reader:
        yield reader.line_num, row


def _drafts(table: Table, row: Row, line: int, known: frozenset[str]) -> list[Record]:
    if any(row.get(column) is None for column in table.columns) or "beyond" in row:
        message = "the row does not have as many cells as the header"
        raise RowProblem(message)
    if not row["source_url"].startswith(("http://", "https://")):
        message = "source_url: no address of a source"
        raise RowProblem(message)
    telling = Telling(row)
    telling.said(evidence(row["source_url"]))
    table.tell(telling, witness_of(row["source_url"]))
    _check_ends(table, row, known)
    about, row_key = table.about(row, line), f"{table.file}:{line}"
    return [_draft(table.kind, about, row_key, told) for told in telling.told]


def _check_ends(table: Table, row: Row, known: frozenset[str]) -> None:
    named = [row[column] for column in ("subject_slug", "object_slug") if column in row]
    named += [slug for slug in row.get("org_slugs", "").split("|") if slug]
    strangers = [slug for slug in named if slug not in known]
    if strangers:
        message = f"{', '.join(strangers)}: not in organisations.csv"
        raise RowProblem(message)


def _draft(kind: str, about: str, row_key: str, told: Told) -> Record:
    return {
        "about": about,
        "kind": kind,
        "property": told.property,
        "value": told.value,
        "number": told.number,
        "unit": told.unit,
        "language": told.language,
        "object": told.object,
        "verbatim": None,
        "source": told.witness.source,
        "origin": told.witness.origin,
        "basis": told.witness.basis,
        "licence": told.witness.licence,
        "valid_from": told.valid_from,
        "valid_to": told.valid_to,
        "precision": precision(told),
        "row_key": row_key,
    }
