"""CORDIS as two flat files: participations.csv and projects.jsonl, a row or line each (plain or gzipped)."""

import json
from collections.abc import Iterable, Mapping
from operator import itemgetter

from kiem.flow.sources.cordis.canon import PARTICIPATION, Canon, words
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.lines import each_line
from kiem.flow.sources.sheet import Sheet

FILES = ("participations.csv", "projects.jsonl")

Record = Mapping[str, object]


def read(given: SourceInput, canon: Canon) -> int:
    """Read both files and return how many rows they have. Raises InputProblem for a broken file or a missing column."""
    rows = _projects(given, canon)
    for file, stream in given.streams("participations.csv"):
        sheet = Sheet(file, stream, canon.refusals)
        sheet.need(given.source, PARTICIPATION)
        wanted = itemgetter(*(sheet.header.index(column) for column in PARTICIPATION))
        for line, cells in sheet:
            canon.participations.add(file, line, wanted(cells))
        rows += sheet.rows
    return rows


def _projects(given: SourceInput, canon: Canon) -> int:
    refused_before, projects = len(canon.refusals.rows), 0
    for file, line, text in each_line(given.streams("projects.jsonl"), canon.refusals):
        try:
            record = json.loads(text)
        except ValueError as error:
            canon.refusals.add(file, line, f"not JSON ({error})", text)
            continue
        if not isinstance(record, dict):
            canon.refusals.add(file, line, "not a JSON object", text)
            continue
        projects += 1
        _project(canon, file, line, record)
    return projects + len(canon.refusals.rows) - refused_before


def _project(canon: Canon, file: str, line: int, record: Record) -> None:
    number = _text(record, "id")
    canon.projects.add(
        file,
        line,
        (
            number,
            *(
                _text(record, name)
                for name in (
                    "acronym",
                    "title",
                    "objective",
                    "totalCost",
                    "ecMaxContribution",
                    "startDate",
                    "endDate",
                    "ecSignatureDate",
                    "status",
                )
            ),
            next(iter(_texts(record, "fundingScheme")), ""),
            _text(record, "grantDoi"),
            _text(record, "lastUpdateDate") or _text(record, "contentUpdateDate"),
        ),
    )
    for said in _details(record):
        canon.detail(file, line, number, said)


def _details(record: Record) -> Iterable[tuple[str, str]]:
    yield from (("call", call) for call in _texts(record, "calls"))
    yield from (("topic", words(_text(topic, "code"), _text(topic, "title"))) for topic in _records(record, "topics"))
    for part in _records(record, "legalBasis"):
        yield "programme", words(_text(part, "code"), _text(part, "title"))
    yield from (("field", _text(one, "path")) for one in _records(record, "euroSciVoc"))


def _text(record: Record, name: str) -> str:
    found = record.get(name)
    return "" if found is None or isinstance(found, list | dict) else str(found)


def _texts(record: Record, name: str) -> list[str]:
    found = record.get(name)
    return [str(one) for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _records(record: Record, name: str) -> list[Record]:
    found = record.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
