"""The default instance's register, and mangled copies of the sample: every row is claimed or set apart."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.engine import Engine
from kiem.flow.sources import InputProblem
from tests.flow.sources.reading import Read, read, written

HOUSE = Path(__file__).resolve().parents[3]
REGISTER = HOUSE / "instance" / "register"
SAMPLE = HOUSE / "kiem" / "flow" / "sources" / "register" / "sample" / "in-tables"
FILES = {file.name: file.read_bytes() for file in SAMPLE.iterdir()}
ROWS = {
    "organisations.csv": 764,
    "relations.csv": 481,
    "timeline.csv": 117,
    "funding_instruments.csv": 50,
    "peers.csv": 36,
    "ecosystem_figures.csv": 156,
    "regulatory_pathways.csv": 57,
}
TABLES = sorted(ROWS)
ORGANISATION = "register:example-university"


@pytest.fixture(scope="module")
def register(desk: Engine) -> Read:
    return read(desk, "register", REGISTER)


def rows_in(file: Path) -> int:
    with file.open(encoding="utf-8", newline="") as opened:
        return sum(1 for _ in csv.DictReader(opened))


def test_the_register_has_the_rows_that_were_handed_over() -> None:
    assert {name: rows_in(REGISTER / name) for name in TABLES} == ROWS


def test_every_row_of_the_register_is_claimed_and_none_refused(register: Read) -> None:
    assert register.refused == []
    assert register.rows == register.claimed == sum(ROWS.values())


def test_every_row_of_the_register_has_its_address(register: Read) -> None:
    told = {claim["about"] for claim in register.claims}
    shown = {claim["about"] for claim in register.claims if claim["property"] == "evidence"}
    assert told == shown


def test_every_thing_of_the_register_is_told_once(register: Read) -> None:
    kinds = Counter(kind for _, kind in {(claim["about"], claim["kind"]) for claim in register.claims})
    assert kinds == {
        "organisation": 764,
        "event": 117,
        "instrument": 50,
        "peer": 36,
        "published_figure": 156,
        "pathway_step": 57,
    }


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILES[name].decode(), newline="")))


def rewritten(name: str, rows: list[dict[str, str]]) -> dict[str, str | bytes]:
    """Return the sample's files with one table written anew."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(table(name)[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return {**FILES, name: text.getvalue()}


CELL = st.sampled_from(
    ["", " ", "x", "1999", "12.5", "-1", "1e5", "NaN", "12345", "0000", "9999", "é|è", "https://example.org"]
)


@settings(max_examples=60)
@given(data=st.data(), name=st.sampled_from(TABLES))
def test_every_row_of_a_mangled_table_is_claimed_or_refused(
    desk: Engine, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, name: str
) -> None:
    rows = table(name)
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.sampled_from(sorted(row)))] = data.draw(CELL)
    files = rewritten(name, rows)
    files["register.yml"] = "date: 2026-01-31\n"
    found = read(desk, "register", written(tmp_path_factory.mktemp("mangled"), files))
    assert found.rows == found.claimed + len(found.refused) == 29


@settings(max_examples=20)
@given(data=st.data(), name=st.sampled_from([name for name in TABLES if name != "organisations.csv"]))
def test_the_order_of_rows_does_not_matter(
    desk: Engine, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, name: str
) -> None:
    mixed = rewritten(name, data.draw(st.permutations(table(name))))
    found = read(desk, "register", written(tmp_path_factory.mktemp("mixed"), mixed))
    assert found.said() == read(desk, "register", SAMPLE).said()


def test_an_empty_cell_says_nothing(register: Read) -> None:
    assert not [
        claim for claim in register.claims if not (claim["value"] or claim["number"] or claim["object"]).strip()
    ]


def one_organisation(folder: Path, **cells: str) -> Path:
    rows = table("organisations.csv")
    for row in rows:
        if row["slug"] == "example-university":
            row.update(cells)
    return written(folder, rewritten("organisations.csv", rows))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("ror_id", "https://ror.org/1example1"),
        ("pic", "12345678"),
        ("enterprise_number", "0000000098"),
        ("enterprise_number", "0000 000 097"),
        ("wikidata_id", "42"),
        ("founded", "about 1900"),
        ("founded", "\u0661\u0669"),
        ("lat", "50.87961"),
        ("as_of", "25"),
        ("kind", "castle"),
        ("status", "asleep"),
        ("name", ""),
        ("slug", "Example University"),
        ("source_url", "a friend"),
    ],
)
def test_a_cell_that_is_not_of_its_form_sets_the_row_apart(
    engine: Engine, tmp_path: Path, column: str, cell: str
) -> None:
    found = read(engine, "register", one_organisation(tmp_path / "in", **{column: cell}))
    [refused] = [one for one in found.reasons() if one[:2] == ("organisations.csv", "3")]
    assert column in refused[2]


def test_a_row_with_a_wikidata_number_and_no_ror_number_does_not_quote_ror_for_it(
    engine: Engine, tmp_path: Path
) -> None:
    found = read(engine, "register", one_organisation(tmp_path / "in", ror_id="", wikidata_id="Q1"))
    [claim] = [one for one in found.claims if one["value"] == "wikidata:Q1"]
    assert (claim["source"], claim["basis"]) == ("register", "assigned")


def test_a_missing_table_is_named(engine: Engine, tmp_path: Path) -> None:
    files = {name: content for name, content in FILES.items() if name not in {"peers.csv", "register.yml"}}
    with pytest.raises(InputProblem, match=r"register\.yml, peers\.csv not among .*; give the folder with all seven"):
        read(engine, "register", written(tmp_path / "in", files))


def test_a_missing_column_is_named(engine: Engine, tmp_path: Path) -> None:
    files = {**FILES, "organisations.csv": b"name\nExample\n"}
    with pytest.raises(InputProblem, match=r"organisations\.csv has no column slug"):
        read(engine, "register", written(tmp_path / "in", files))


@pytest.mark.parametrize("card", ["", "date: soon\n", "- 2026-01-01\n"])
def test_a_register_that_does_not_say_its_day_is_not_read(engine: Engine, tmp_path: Path, card: str) -> None:
    with pytest.raises(InputProblem, match="no line 'date: YYYY-MM-DD'"):
        read(engine, "register", written(tmp_path / "in", {**FILES, "register.yml": card}))


def test_an_exception_for_a_row_that_is_gone_is_not_kept_silently(engine: Engine, tmp_path: Path) -> None:
    card = "date: 2026-01-31\nknown_otherwise:\n  - {table: organisations.csv, row: gone, columns: [founded]}\n"
    with pytest.raises(InputProblem, match=r"names rows that are not there \(organisations\.csv gone\)"):
        read(engine, "register", written(tmp_path / "in", {**FILES, "register.yml": card}))
