"""Expectations name what is broken and show a record."""

from pathlib import Path

import pyarrow as pa
import pytest

from kiem.flow.engine import Engine
from kiem.flow.releases import broken_expectations

SHARE = {"of": "refused_share", "at_most": 0.1, "why": "the form would have changed"}
NAMES = {"of": "property", "name": "name", "at_least": 2, "why": "everything has a name"}


@pytest.fixture
def read(tmp_path: Path) -> Engine:
    """An engine with one claim of a name and one refused row."""
    engine = Engine(tmp_path / "spill")
    claim = {"property": "name", "snapshot": "ror@2026-11-01#0", "withdrawn_at": None}
    schema = pa.schema([("property", pa.string()), ("snapshot", pa.string()), ("withdrawn_at", pa.date32())])  # type: ignore[arg-type]  # the stubs want one type for all
    engine.load("claims", pa.Table.from_pylist([claim], schema=schema))
    refused = {"source": "ror", "table_name": "dump.jsonl", "line": 7, "reason": "not JSON", "verbatim": "{oops"}
    engine.load("quarantine", pa.Table.from_pylist([refused]))
    return engine


def test_what_holds_is_not_broken(read: Engine) -> None:
    assert broken_expectations(read, "ror", [SHARE, {**NAMES, "at_least": 1}], (10, 1)) == []


def test_too_many_refused_rows_show_the_first_of_them(read: Engine) -> None:
    [broken] = broken_expectations(read, "ror", [SHARE], (9, 1))
    assert broken.expected == "at most 10% of the rows refused: the form would have changed"
    assert broken.found == "1 of 9"
    assert broken.record == "dump.jsonl | 7 | not JSON | {oops"


def test_no_rows_at_all_is_as_bad_as_all_refused(read: Engine) -> None:
    [broken] = broken_expectations(read, "cordis", [SHARE], (0, 0))
    assert (broken.found, broken.record) == ("0 of 0", None)


def test_a_property_that_too_few_claims_tell_is_broken(read: Engine) -> None:
    [broken] = broken_expectations(read, "ror", [NAMES], (10, 0))
    assert broken.expected == "at least 2 claims of name: everything has a name"
    assert (broken.found, broken.record) == ("1", None)
