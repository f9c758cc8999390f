"""`kiem resolve`: every name that is given is answered, from the register that is given or was read."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NoReturn

import pytest

from kiem.cli import resolving
from kiem.flow.sources import SnapshotStore, SourceInput
from tests.cli.commands import rows, run

ROR = Path(__file__).parents[2] / "kiem" / "flow" / "sources" / "ror" / "sample" / "in-lines"
ASKED = "id,text,country\n7,Example Univ.,BE\n7b,,\n8,Nobody at All,\n"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KIEM_HOME", str(tmp_path / "home"))
    (tmp_path / "in.csv").write_text(ASKED, encoding="utf-8")
    return tmp_path / "in.csv"


def test_every_name_is_answered_with_its_reasons(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = asked.with_name("out.csv")
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(out), "--register", f"ror={ROR}", "--json") == 0
    found = rows(out)
    assert list(found[0]) == ["id", "rank", "thing", "score", "decision", "why"]
    assert {row["id"] for row in found} == {"7", "7b", "8"}
    assert found[0]["thing"].startswith("ror:0")
    assert found[0]["why"].startswith("name in written +")
    [nobody] = [row for row in found if row["id"] == "7b"]
    assert (nobody["thing"], nobody["rank"], nobody["decision"], nobody["why"]) == ("", "1", "none", "")
    account = json.loads(capsys.readouterr().out)
    assert account["read"] == 3
    assert account["link"] + account["review"] + account["none"] == 3


def test_an_affiliation_may_name_several(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = asked.with_name("out.csv")
    asked.write_text("id,text\n1,Nobody at All\n2,\n", encoding="utf-8")
    arguments = ["--in", str(asked), "--out", str(out), "--register", f"ror={ROR}", "--kind", "affiliation"]
    assert run(monkeypatch, "resolve", *arguments) == 0
    assert {row["id"] for row in rows(out)} == {"1", "2"}
    assert rows(out)[-1]["decision"] == "none"


def test_it_tells_how_far_it_is(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(resolving, "OFTEN", 2)
    out = asked.with_name("o.csv")
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(out), "--register", f"ror={ROR}") == 0
    told = [line.split(" s  ")[1] for line in capsys.readouterr().err.splitlines()]
    assert told[-2] == "2 of 3 names …"


def test_the_register_that_was_read_is_used(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = SnapshotStore(asked.with_name("home") / "snapshots")
    given = SourceInput.at("ror", ROR, asked.with_name("scratch"))
    store.take(given, asked.with_name("spill"), check=lambda *_: None)
    one, other = asked.with_name("one.csv"), asked.with_name("other.csv")
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(one)) == 0
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(other), "--register", f"ror={ROR}") == 0
    assert rows(one) == rows(other)
    # The second time nothing is read or indexed.
    capsys.readouterr()
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(one)) == 0
    assert "Indexing" not in capsys.readouterr().err
    assert rows(one) == rows(other)


def test_the_things_of_the_release_are_a_register_too(
    house_of_three: Path, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIEM_HOME", str(house_of_three))
    asked.write_text("id,text\n1,Sample University\n", encoding="utf-8")
    out = asked.with_name("out.csv")
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(out), "--register", "release") == 0
    [found, *_] = rows(out)
    assert (found["thing"][0], found["decision"]) == ("k", "link")


def test_a_followthemoney_file_is_a_register_whatever_its_licence(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, out = asked.with_name("entities.ftm.json"), asked.with_name("out.csv")
    names = ["Example University", "Sample Hospital", "Fictitious Works", "Pretended Institute"]
    entities = [
        {"id": f"x-{turn}", "schema": "Organization", "properties": {"name": [name], "country": ["be"]}}
        for turn, name in enumerate(names)
    ]
    file.write_text("".join(f"{json.dumps(one)}\n" for one in entities), encoding="utf-8")
    arguments = ["--in", str(asked), "--out", str(out), "--register", f"followthemoney={file}"]
    assert run(monkeypatch, "resolve", *arguments) == 0
    assert rows(out)[0]["thing"] == "ftm:x-0"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--register", "ror"], "--register ror: write release, or NAME=PATH, NAME one of cordis, followthemoney, "),
        (["--register", "gleif=x"], "--register gleif=x: write release, or NAME=PATH"),
        (["--register", "release"], "No release in"),
        (["--register", "release", "--kind", "affiliation"], "--register release: affiliations are read by"),
        (["--register", "ror=nowhere"], "ror: nowhere does not exist"),
        (["--kind", "person"], "--kind person: write organisation or affiliation."),
        ([], "No register of ror in"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    asked: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    out = asked.with_name("out.csv")
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(out), *arguments) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(told)
    assert not out.exists()


def test_a_country_is_known_by_its_code_and_its_name(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outs = []
    for country in ("BE", "be", "Belgium", "België", "Belgique"):
        asked.write_text(ASKED.replace(",BE", f",{country}"), encoding="utf-8")
        outs.append(asked.with_name(f"{country}.csv"))
        assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(outs[-1]), "--register", f"ror={ROR}") == 0
    assert len({out.read_text(encoding="utf-8") for out in outs}) == 1
    asked.write_text(ASKED.replace(",BE", ",Flandria"), encoding="utf-8")
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(outs[0])) == 2
    assert "country 'Flandria' is no code of ISO 3166 and no name; write BE" in capsys.readouterr().err


def test_a_file_that_is_no_table_is_told(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names, out = asked.with_name("names.txt"), asked.with_name("o.csv")
    shutil.copy(asked, names)
    assert run(monkeypatch, "resolve", "--in", str(names), "--out", str(out)) == 2
    assert "its form is not known" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["organisation", "affiliation"])
def test_the_same_names_and_register_give_the_same_bytes(asked: Path, kind: str) -> None:
    told = []
    for seed in ("1", "2"):
        out = asked.with_name(f"{seed}.csv")
        arguments = ["--in", str(asked), "--out", str(out), "--register", f"ror={ROR}", "--kind", kind]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-m", "kiem.cli", "resolve", *arguments], check=True, env=environment)
        told.append(out.read_bytes())
    assert told[0] == told[1]


def test_where_a_process_that_shares_the_work_is_killed_it_is_one_line_and_nothing_is_written(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> NoReturn:
        raise BrokenProcessPool

    out = asked.with_name("out.csv")
    monkeypatch.setattr(resolving, "_resolved", broken)
    assert run(monkeypatch, "resolve", "--in", str(asked), "--out", str(out), "--register", f"ror={ROR}") == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("A process that shared the work was killed; ")
    assert not out.exists()
