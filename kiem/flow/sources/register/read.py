"""Reads the organisation's own register: seven CSV tables, each row with the address of its source."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import yaml

from kiem.flow.claims import DRAFT_COLUMNS, SourceReading
from kiem.flow.engine import Engine
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.refusals import Refusals
from kiem.flow.sources.register.provenance import witness_of
from kiem.flow.sources.register.tables import Table, tables
from kiem.flow.sources.register.telling import Row, RowProblem, Telling, Told, evidence, precision
from kiem.flow.sources.sheet import Sheet

DAYS, NUMBERS = {"valid_from", "valid_to"}, {"number"}
DRAFT = pa.schema(
    {
        name: pa.date32() if name in DAYS else pa.decimal128(18, 4) if name in NUMBERS else pa.string()
        for name in DRAFT_COLUMNS
    }
)

Record = dict[str, object]
Known = Mapping[tuple[str, str], frozenset[str]]
"""Table and row name → the columns that the editors know from elsewhere than the row's address."""


@dataclass(slots=True)
class Reading:
    """What has been read so far."""

    known: Known
    slugs: frozenset[str]
    drafts: list[Record] = field(default_factory=list)
    refusals: Refusals = field(default_factory=Refusals)
    rows: int = 0
    used: set[tuple[str, str]] = field(default_factory=set)


def read(engine: Engine, given: SourceInput) -> SourceReading:
    """Read the register's folder. The day it speaks for is the `date` in its register.yml.

    A row that cannot be read is refused. Raises InputProblem when a table, a column or the date is missing.
    """
    files = {file.name: file for file in given.files}
    missing = [name for name in ["register.yml", *(table.file for table in tables())] if name not in files]
    if missing:
        message = f"register: {', '.join(missing)} not among {given.listed()}; give the folder with all seven tables."
        raise InputProblem(message)
    card = yaml.safe_load(files["register.yml"].read_text(encoding="utf-8"))
    reading = Reading(_known(card), _slugs(given))
    for table in tables():
        _read_table(given, table, reading)
    stale = sorted(" ".join(key) for key in set(reading.known) - reading.used)
    if stale:
        message = f"register: register.yml names rows that are not there ({'; '.join(stale)}); correct known_otherwise."
        raise InputProblem(message)
    engine.load("register_draft", pa.Table.from_pylist(reading.drafts, schema=DRAFT))
    engine.load("register_refused", reading.refusals.table())
    return SourceReading(_date(card), reading.rows, "register_draft", "register_refused")


def _date(card: object) -> datetime.date:
    found = card.get("date") if isinstance(card, dict) else None
    if not isinstance(found, datetime.date):
        message = "register: register.yml has no line 'date: YYYY-MM-DD'; write the day for which the register speaks."
        raise InputProblem(message)
    return found


def _known(card: object) -> Known:
    listed = card.get("known_otherwise", []) if isinstance(card, dict) else []
    return {(one["table"], one["row"]): frozenset(one["columns"]) for one in listed}


def _slugs(given: SourceInput) -> frozenset[str]:
    slugs: set[str] = set()
    for file, stream in given.streams("organisations.csv"):
        sheet = Sheet(file, stream, Refusals())
        sheet.need(given.source, ("slug",))
        at = sheet.header.index("slug")
        slugs.update(cells[at].strip() for _, cells in sheet)
    return frozenset(slugs)


def _read_table(given: SourceInput, table: Table, reading: Reading) -> None:
    lines: dict[str, int] = {}
    for file, stream in given.streams(table.file):
        sheet = Sheet(file, stream, reading.refusals)
        sheet.need(given.source, table.columns)
        for line, cells in sheet:
            row = {name: cell.strip() for name, cell in zip(sheet.header, cells, strict=True)}
            try:
                _check(table, row, reading.slugs)
                first = lines.setdefault(table.name(row), line)
                if first != line and table.file != "relations.csv":
                    message = f"{', '.join(table.named)}: the same as in line {first}"
                    raise RowProblem(message)
                told = _told(table, row, reading)
            except RowProblem as problem:
                reading.refusals.add(file, line, str(problem), ",".join(cells))
                continue
            reading.drafts += [_draft(table.kind, table.about(row), f"{file}:{line}", one) for one in told]
        reading.rows += sheet.rows


def _check(table: Table, row: Row, slugs: frozenset[str]) -> None:
    empty = [column for column in table.needs if not row[column]]
    if empty:
        message = f"{', '.join(empty)}: empty"
        raise RowProblem(message)
    if not row["source_url"].startswith(("http://", "https://")):
        message = "source_url: no address of a source"
        raise RowProblem(message)
    named = [row[column] for column in ("subject_slug", "object_slug") if column in row]
    named += [slug for slug in row.get("org_slugs", "").split("|") if slug]
    strangers = [slug for slug in named if slug not in slugs]
    if strangers:
        message = f"{', '.join(strangers)}: not in organisations.csv"
        raise RowProblem(message)


def _told(table: Table, row: Row, reading: Reading) -> list[Told]:
    key = (table.file, table.name(row))
    telling = Telling(row, reading.known.get(key, frozenset()))
    reading.used.add(key)
    telling.said(evidence(row["source_url"]))
    table.tell(telling, witness_of(row["source_url"]))
    return telling.told


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
