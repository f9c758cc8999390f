"""`kiem cluster`: every row that is given is in one cluster, in its order; what cannot be read is told in one line."""

import json
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NoReturn

import pytest

from kiem.flow.clusters import clusters
from tests.cli.commands import rows, run

GIVEN = (
    "id,name,country,note\nb,Zennegat Pharma NV,BE,x\na,Beispielwerk AG,Germany,\n9,ZENNEGAT PHARMACEUTICALS,,\nc,,,\n"
)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    file = tmp_path / "in.csv"
    file.write_text(GIVEN, encoding="utf-8")
    return file


def test_every_row_is_in_one_cluster_called_after_its_first(
    given: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = given.with_name("out.csv")
    assert run(monkeypatch, "cluster", "--in", str(given), "--out", str(out), "--json") == 0
    found = rows(out)
    assert list(found[0]) == ["id", "cluster", "score"]
    assert [(row["id"], row["cluster"]) for row in found] == [("b", "b"), ("a", "a"), ("9", "b"), ("c", "c")]
    assert all(0 <= float(row["score"]) <= 1 and len(row["score"]) <= len("0.1234") for row in found)
    account = json.loads(capsys.readouterr().out)
    assert account.pop("seconds") >= 0
    assert account == {"read": 4, "clusters": 3, "alone": 2}


def test_the_same_rows_give_the_same_bytes(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outs = [given.with_name(name) for name in ("one.csv", "other.csv")]
    assert [run(monkeypatch, "cluster", "--in", str(given), "--out", str(out)) for out in outs] == [0, 0]
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_a_list_without_rows_has_no_clusters(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given.write_text("id,name\n", encoding="utf-8")
    out = given.with_name("out.csv")
    assert run(monkeypatch, "cluster", "--in", str(given), "--out", str(out)) == 0
    assert out.read_text(encoding="utf-8") == "id,cluster,score\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,text\n1,x\n", "there is no column name; it needs id, name."),
        ("id,name\n1,x\n1,y\n", "id '1' stands in more than one row; give each row its own."),
        ("id,name\n1,x\n,y\n", "row 2 has no id; give each row its own."),
        ("id,name,country\n1,x,Flandria\n", "country 'Flandria' is no code of ISO 3166 and no name; write BE"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_nothing_is_written(
    given: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    given.write_text(text, encoding="utf-8")
    out = given.with_name("out.csv")
    assert run(monkeypatch, "cluster", "--in", str(given), "--out", str(out)) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{given}: {told}")
    assert [file.name for file in given.parent.iterdir()] == ["in.csv"]


def test_what_is_read_is_not_written_over(
    given: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "cluster", "--in", str(given), "--out", str(given)) == 2
    assert "what is read would be written over" in capsys.readouterr().err
    assert given.read_text(encoding="utf-8") == GIVEN


def test_each_step_is_told(given: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "cluster", "--in", str(given), "--out", str(given.with_name("out.csv"))) == 0
    told = [line.split("  ")[-1].split()[0] for line in capsys.readouterr().err.splitlines()]
    assert told == ["Reading", "Looking", "Weighing", "Joining", "4"]


def test_where_a_process_that_shares_the_work_is_killed_it_is_one_line_and_nothing_is_written(
    given: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> NoReturn:
        raise BrokenProcessPool

    out = given.with_name("out.csv")
    monkeypatch.setattr(clusters, "score", broken)
    assert run(monkeypatch, "cluster", "--in", str(given), "--out", str(out)) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("A process that shared the work was killed; ")
    assert not out.exists()
