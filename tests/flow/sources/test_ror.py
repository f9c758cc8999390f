"""ROR dumps, whole, mangled and shuffled."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.engine import Engine
from tests.flow.sources.reading import Read, read, written, zipped

SAMPLE = Path(__file__).resolve().parents[3] / "kiem" / "flow" / "sources" / "ror" / "sample"
LINES = (SAMPLE / "in-lines" / "ror-example.jsonl").read_bytes().splitlines()
GOOD = json.loads(LINES[0])
# Lines of a dump as it is and as it may arrive.
MANGLED = st.sampled_from(
    [*LINES, b"", b"{}", b"null", b"3", b'{"id": 3, "names": "x"}', b"\xef\xbb\xbf", b'{"id": "\x00"}']
)


def dump(desk: Engine, folder: Path, *records: object) -> Read:
    return read(desk, "ror", written(folder, {"dump.jsonl": "".join(json.dumps(one) + "\n" for one in records)}))


@settings(max_examples=30)
@given(lines=st.lists(MANGLED, max_size=10))
def test_every_line_that_is_not_blank_is_claimed_or_refused(
    desk: Engine, tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    folder = written(tmp_path_factory.mktemp("ror"), {"dump.jsonl": b"\n".join([LINES[0], *lines])})
    found = read(desk, "ror", folder)
    assert found.rows == found.claimed + len(found.refused)
    assert found.rows == 1 + sum(1 for line in lines if line.strip() not in {b"", b"\xef\xbb\xbf"})


@settings(max_examples=15)
@given(order=st.permutations(range(len(LINES))))
def test_the_order_of_lines_does_not_matter(
    desk: Engine, tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("ror")
    mixed = written(folder, {"dump.jsonl": b"\n".join(LINES[at] for at in order)})
    assert read(desk, "ror", mixed).said() == read(desk, "ror", SAMPLE / "in-lines").said()


def test_of_the_dumps_in_a_zip_only_that_of_the_newest_schema_is_read(engine: Engine, tmp_path: Path) -> None:
    found = read(engine, "ror", zipped(SAMPLE / "in-dump.zip", tmp_path / "dump.zip"))
    assert "of the older schema, not read" not in found.values("ror:0example1", "name")


def test_a_zip_whose_dump_does_not_name_its_schema_is_read(engine: Engine, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", {"ror-data.json": json.dumps([GOOD])})
    found = read(engine, "ror", zipped(folder, tmp_path / "dump.zip"))
    assert found.values("ror:0example1", "name") == ["Voorbeelduniversiteit"]


def test_a_zip_with_lines_is_read(engine: Engine, tmp_path: Path) -> None:
    found = read(engine, "ror", zipped(SAMPLE / "in-lines", tmp_path / "dump.zip"))
    assert found.rows == 9


def test_the_day_is_that_of_the_newest_change(engine: Engine, tmp_path: Path) -> None:
    created = {"created": {"date": "2025-06-07"}, "last_modified": {"date": "2025-01-01"}}
    assert dump(engine, tmp_path / "a", {**GOOD, "admin": created}, GOOD).date == "2025-06-07"
    broken = {"created": {"date": "2024-02-03"}, "last_modified": {"date": "one day"}}
    assert dump(engine, tmp_path / "b", {**GOOD, "admin": broken}).date == "2024-02-03"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("id", "https://ror.org/1example1", "no ROR id"),
        ("id", None, "no ROR id"),
        ("status", "", "no status"),
        ("names", [], "not exactly one display name"),
        ("names", [{"value": " ", "types": ["ror_display"]}], "not exactly one display name"),
        ("names", [{"value": "Alias", "types": ["alias"]}], "not exactly one display name"),
        ("established", 2019.5, "founding year is not a year"),
    ],
)
def test_a_record_that_breaks_the_schema_is_set_apart(
    engine: Engine, tmp_path: Path, field: str, value: object, reason: str
) -> None:
    found = dump(engine, tmp_path / "in", GOOD, {**GOOD, field: value})
    assert found.reasons() == [("dump.jsonl", "2", reason)]


def test_a_record_may_lack_all_that_the_schema_leaves_open(engine: Engine, tmp_path: Path) -> None:
    bare = {
        "id": "https://ror.org/0example2",
        "status": "active",
        "names": [{"value": "Bare", "types": ["ror_display"]}],
    }
    found = dump(engine, tmp_path / "in", GOOD, bare)
    told = {c["property"] for c in found.claims if c["about"] == "ror:0example2"}
    assert told == {"identifier", "name", "status"}
