"""`kiem export` and `kiem import`: who is who, exchanged with others."""

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from kiem.cli import exchanging
from kiem.flow.engine import Engine
from kiem.flow.entities import Judgement, Judgements, Ledger, resolve
from kiem.flow.releases import Shelf
from kiem.foundation.audit import reads
from kiem.foundation.audit.models import AuditEvent
from tests.cli.commands import run
from tests.flow.exchange.releases import release_of
from tests.flow.said import Said

pytestmark = pytest.mark.django_db

A, B, C = "ror:0aaaaaa11", "register:example", "pic:999999999"
SAID = (
    Said(A, "name", "Example Works", licence="EC-reuse"),
    Said(B, "name", "Example Club"),
    Said(C, "name", "Example Institute"),
)
DAY = datetime.date(2026, 3, 1)
PARTNER = "partner@example.net"
DIFFERENT = Judgement(B, C, "different", "ann@example.org", "two towns", DAY)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a small release that serves."""
    home = tmp_path / "home"
    monkeypatch.setenv("KIEM_HOME", str(home))
    home.mkdir()
    shelf = Shelf(home / "releases")
    shelf.put(release_of(tmp_path / "staged", SAID), 1)
    shelf.publish(1)
    return home


def edges(file: Path, *rows: list[object]) -> Path:
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def same(left: str, right: str, on: str = "2026-03-02") -> list[object]:
    return [left, right, "positive", None, PARTNER, on]


def account(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:  # Any: JSON has no types
    """Return the one JSON object on standard output, without what differs from run to run."""
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return {name: value for name, value in told.items() if name not in {"seconds", "peak_mb"}}


def lines(file: Path) -> list[Any]:  # Any: JSON has no types
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.usefixtures("home")
def test_the_release_is_written_with_the_licences_under_which_it_may_be_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(exchanging, "OFTEN", 2)
    out = tmp_path / "entities.ftm.json"
    assert run(monkeypatch, "export", "--out", str(out), "--json") == 0
    told = capsys.readouterr()
    assert [line.split(" s  ")[1] for line in told.err.splitlines()][1:] == [
        "2 entities …",
        f"3 entities in {out}.",
        "2 claims: Creative Commons CC0 1.0.",
        "1 claims: European Commission reuse notice (Decision 2011/833/EU). Credit: © European Union, CORDIS.",
    ]
    found = json.loads(told.out)
    assert (found["what"], found["release"], found["entities"], found["kept"]) == ("entities", 1, 3, 0)
    assert found["schemata"] == {"LegalEntity": 3}
    assert [one["id"] for one in found["licences"]] == ["CC0-1.0", "EC-reuse"]
    assert sorted(one["properties"]["name"][0] for one in lines(out)) == sorted(str(one.value) for one in SAID)


@pytest.mark.usefixtures("home")
def test_the_same_release_is_the_same_bytes_also_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outs = [tmp_path / name for name in ("a.json", "b.json.gz", "c.json.gz")]
    assert [run(monkeypatch, "export", "--out", str(out)) for out in outs] == [0, 0, 0]
    assert gzip.decompress(outs[1].read_bytes()) == outs[0].read_bytes()
    assert outs[1].read_bytes() == outs[2].read_bytes()


def test_what_is_decided_here_goes_out_and_comes_back_unchanged(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house, out = Judgements.of(home), tmp_path / "resolver.ijson"
    house.judge(DIFFERENT, Judgement(A, B, "same", "ann@example.org", "", DAY, DAY))
    before = house.all()
    assert run(monkeypatch, "export", "--what", "judgements", "--out", str(out), "--json") == 0
    assert account(capsys) == {"what": "judgements", "judgements": 2, "taken_back": 1, "lines": 3}
    assert "ann@" not in out.read_text(encoding="utf-8")
    assert run(monkeypatch, "import", "--in", str(out)) == 0
    assert house.all() == before
    assert run(monkeypatch, "export", "--what", "judgements", "--out", str(out), "--with-names") == 0
    assert {row[4] for row in lines(out)} == {"ann@example.org"}


def test_what_others_judged_is_taken_in_counted_and_taken_back(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house = Judgements.of(home)
    house.judge(DIFFERENT)
    given = edges(
        tmp_path / "resolver.json",
        same("NK-1", A),
        same("NK-1", B),
        [B, C, "negative", None, PARTNER, "2026-03-02"],
        [A, "ror:unknown", "negative", None, PARTNER, "2026-03-02"],
        [A, C, "unsure", None, PARTNER, "2026-03-02"],
        [*same("NK-2", C), "2026-03-03"],
    )
    assert run(monkeypatch, "import", "--in", str(given), "--json") == 0
    counts = {"read": 6, "new": 1, "already": 1, "taken_back": 0, "against": 0}
    assert account(capsys) == {**counts, "undecided": 1, "ended": 1, "unknown": 1}
    taken = Judgement(B, A, "same", PARTNER, "taken in from a resolver's file", datetime.date(2026, 3, 2))
    assert house.all() == (DIFFERENT, taken)

    assert run(monkeypatch, "import", "--in", str(given), "--json") == 0
    assert account(capsys)["already"] == 2
    assert run(monkeypatch, "import", "--in", str(given), "--undo", "--json") == 0
    assert account(capsys) == {"read": 6, "undone": 1, "unknown": 1}
    assert house.standing() == (DIFFERENT,)
    assert run(monkeypatch, "import", "--in", str(given), "--json") == 0
    assert account(capsys)["taken_back"] == 1
    assert house.standing() == (DIFFERENT,)


@pytest.mark.usefixtures("home")
def test_the_audit_tells_of_what_was_taken_in_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = edges(tmp_path / "resolver.json", same("NK-1", A), same("NK-1", B))
    for options in ((), (), ("--undo",), ("--undo",)):
        assert run(monkeypatch, "import", "--in", str(given), *options) == 0
    told = [(event.by, event.what, event.details) for event in AuditEvent.objects.order_by("pk")]
    assert told == [
        (None, "stewardship.taken_in", {"file": "resolver.json", "new": 1, "already": 0, "against": 0}),
        (None, "stewardship.taken_in_undone", {"file": "resolver.json", "undone": 1}),
    ]


def test_what_could_not_be_taken_in_is_not_told(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*judgements: Judgement) -> None:
        raise OSError(28, "No space left on device", str(judgements))

    monkeypatch.setattr(Judgements, "judge", broken)
    given = edges(tmp_path / "resolver.json", same("NK-1", A), same("NK-1", B))
    assert run(monkeypatch, "import", "--in", str(given)) == 2
    assert (Judgements.of(home).all(), AuditEvent.objects.count()) == ((), 0)


def test_a_house_without_a_database_takes_in_and_says_that_no_audit_tells_of_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reads, "is_kept", lambda: False)
    given = edges(tmp_path / "resolver.json", same("NK-1", A), same("NK-1", B))
    assert run(monkeypatch, "import", "--in", str(given)) == 0
    assert "no audit trail tells of this" in capsys.readouterr().err
    assert (len(Judgements.of(home).all()), AuditEvent.objects.count()) == (1, 0)


def test_where_the_audit_cannot_be_written_nothing_is_taken_in(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreachable() -> bool:
        reason = "connection refused\nis the server there?"
        raise OperationalError(reason)

    monkeypatch.setattr(reads, "is_kept", unreachable)
    given = edges(tmp_path / "resolver.json", same("NK-1", A), same("NK-1", B))
    assert run(monkeypatch, "import", "--in", str(given)) == 2
    told = capsys.readouterr().err
    assert "The audit trail cannot be written (connection refused is the server there?), so nothing was done" in told
    assert Judgements.of(home).all() == ()


def test_what_contradicts_a_decision_here_is_told_and_not_taken_in(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house = Judgements.of(home)
    house.judge(DIFFERENT)
    given = edges(tmp_path / "resolver.json", same(B, C))
    assert run(monkeypatch, "import", "--in", str(given), "--json") == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["against"] == 1
    assert f"Not taken in: {PARTNER} says {B} and {C} are same, which is decided otherwise." in told.err
    assert house.all() == (DIFFERENT,)


def test_nobody_who_judged_elsewhere_gets_into_a_release(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = edges(tmp_path / "resolver.json", same(A, B), [B, C, "negative", None, PARTNER, None])
    assert run(monkeypatch, "import", "--in", str(given)) == 0
    with Engine(tmp_path / "spill") as engine:
        engine.read("facts", home / "releases" / "0001" / "facts.parquet")
        engine.view("claims", "SELECT * EXCLUDE (entity, target, place, disputed) FROM facts")
        resolve(engine, Judgements.of(home).standing(), Ledger())
        [join] = engine.rows("SELECT * FROM joins")
    assert join == (B, A, "judged the same on 2026-03-02: taken in from a resolver's file", "judgement", 0, None)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "--out", "{}/x.csv"], "{}/x.csv: its form is not known by its name; use .ftm.json"),
        (["export", "--out", "{}/no/x.json"], "{}/no/x.json: there is no folder {}/no;"),
        (["export", "--out", "{}/x.json", "--what", "people"], "--what people: write entities or judgements."),
        (["export", "--out", "{}/x.json", "--with-names"], "--with-names: nobody judges in entities; leave it out"),
        (["import", "--in", "{}/none.json"], "{}/none.json: No such file or directory"),
        (["import", "--in", "{}/x.txt"], "{}/x.txt: its form is not known by its name;"),
        (["import", "--in", "{}/broken.json"], "{}/broken.json: line 1 is no JSON array of target, source, judgement"),
        (["import", "--in", "{}/bytes.json"], "{}/bytes.json: it cannot be read ('utf-8' codec"),
        (["import", "--in", "{}/cut.json.gz"], "{}/cut.json.gz: it cannot be read (Compressed file ended"),
        (["import", "--in", "{}/none.json", "--what", "entities"], "--what entities: write judgements; `kiem resolve"),
        (["import", "--in", "{}/none.json", "--what", "people"], "--what people: write judgements."),
    ],
)
def test_what_cannot_be_used_is_one_line(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    tmp_path = home.parent
    (tmp_path / "broken.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe")
    (tmp_path / "cut.json.gz").write_bytes(gzip.compress(b"\n" * 1000)[:-12])
    assert run(monkeypatch, *(one.replace("{}", str(tmp_path)) for one in arguments)) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(told.replace("{}", str(tmp_path)))
    assert not (home / "judgements.csv").exists()
    assert not list(tmp_path.glob("*x.json*"))


def test_a_damaged_file_of_judgements_and_a_damaged_release_are_one_line(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "judgements.csv").write_text("left,right\nx:1,x:2\n", encoding="utf-8")
    given, out = edges(tmp_path / "resolver.json", same(A, B)), tmp_path / "out.json"
    for arguments in (["import", "--in", str(given)], ["export", "--out", str(out), "--what", "judgements"]):
        assert run(monkeypatch, *arguments) == 2
        assert capsys.readouterr().err.splitlines()[-1].startswith("judgements.csv, line 2: it has no verdict;")
    (home / "releases" / "0001" / "facts.parquet").unlink()
    assert run(monkeypatch, "export", "--out", str(out)) == 2
    assert "Release 1 cannot be read: " in capsys.readouterr().err.splitlines()[-1]
    assert not out.exists()


def test_without_a_release_there_is_nothing_to_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIEM_HOME", str(tmp_path / "home"))
    given = edges(tmp_path / "resolver.json", same(A, B))
    for arguments in (["import", "--in", str(given)], ["export", "--out", str(tmp_path / "out.json")]):
        assert run(monkeypatch, *arguments) == 2
        assert capsys.readouterr().err.splitlines()[-1].startswith("No release in ")
