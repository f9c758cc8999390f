"""What the editors refuse stays on file with their reason, and nothing rests on it."""

import shutil
from pathlib import Path

import pytest

from kiem.flow import run
from kiem.flow.claims import RefusalProblem, refusals
from kiem.flow.engine import Engine
from kiem.flow.sources import InputProblem
from tests.conftest import INSTANCE, MADE_AT, SOURCES
from tests.flow.test_run import rows

HEADER = "record,property,value,reason,by,decided\n"


@pytest.fixture
def ror(tmp_path: Path) -> Path:
    """ROR's record of an organisation that does not exist."""
    sample = SOURCES / "ror/sample/in-lines/ror-example.jsonl"
    file = tmp_path / "ror-example.jsonl"
    file.write_bytes(sample.read_bytes().partition(b"\n")[0] + b"\n")
    return file


@pytest.fixture
def refusing(tmp_path: Path) -> run.House:
    """A house in which that record's founding year and one of its names are refused."""
    instance = Path(shutil.copytree(INSTANCE, tmp_path / "instance"))
    (instance / "refusals.csv").write_text(
        HEADER
        + "ror:0example1,founded,1900,that of another,an editor,2026-11-26\n"
        + "ror:0example1,alias,Universitas Exempli,nobody calls it so,an editor,2026-11-26\n"
    )
    return run.House(instance, tmp_path / "home")


def test_a_refused_year_and_a_refused_name_do_not_count(refusing: run.House, ror: Path) -> None:
    run.build(refusing, {"ror": ror}, MADE_AT)
    said = rows(refusing, "SELECT property, value, number FROM claim WHERE record = 'ror:0example1'")
    assert ("founded", None, "1900.0000") not in said
    assert ("alias", "Universitas Exempli", None) not in said
    assert ("name", "Voorbeelduniversiteit", None) in said


def test_a_refused_claim_stands_in_quarantine_with_its_reason(refusing: run.House, ror: Path, tmp_path: Path) -> None:
    run.build(refusing, {"ror": ror}, MADE_AT)
    with Engine(tmp_path / "spill") as engine:
        engine.read("quarantine", refusing.shelf.folder(1) / "quarantine.parquet")
        kept = engine.rows(
            "SELECT source, reason, verbatim FROM quarantine WHERE table_name = 'claims' ORDER BY verbatim"
        )
    assert kept == [
        ("ror", "refused by an editor: nobody calls it so", "ror:0example1 | alias: Universitas Exempli"),
        ("ror", "refused by an editor: that of another", "ror:0example1 | founded: 1900.0000"),
    ]


def test_taking_a_refusal_back_brings_the_claim_back(refusing: run.House, ror: Path) -> None:
    run.build(refusing, {"ror": ror}, MADE_AT)
    (refusing.instance / "refusals.csv").unlink()
    run.build(refusing, {"ror": ror}, MADE_AT)
    assert rows(refusing, "SELECT number FROM claim WHERE property = 'founded'") == [("1900.0000",)]


def test_a_refusal_that_lacks_a_cell_stops_the_build_in_one_line(refusing: run.House, ror: Path) -> None:
    file = refusing.instance / "refusals.csv"
    file.write_text(HEADER + "ror:0example1,founded,1900,,an editor,2026-11-26\n")
    with pytest.raises(RefusalProblem, match=r"refusals\.csv, line 2: reason is empty; fill it in"):
        refusals(file)
    with pytest.raises(InputProblem, match="reason is empty"):
        run.build(refusing, {"ror": ror}, MADE_AT)


def test_refusals_in_another_encoding_are_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "refusals.csv").write_bytes(
        HEADER.encode() + b"ror:0example1,alias,Universit\xe9,no,an editor,2026-11-26\n"
    )
    with pytest.raises(RefusalProblem, match="not UTF-8; save it as CSV in UTF-8"):
        refusals(tmp_path / "refusals.csv")


def test_every_refusal_of_the_default_instance_can_be_read() -> None:
    found = refusals(INSTANCE / "refusals.csv")
    assert {one.property for one in found} == {"founded"}
    assert all(one.record.startswith("ror:") for one in found)


def test_an_instance_without_refusals_refuses_nothing(tmp_path: Path) -> None:
    assert refusals(tmp_path / "refusals.csv") == ()
