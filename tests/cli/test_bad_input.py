"""Bad input is one line that says what, where and the remedy, ends with 2, and leaves nothing behind."""

import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiem.cli import main
from kiem.flow.sources import SnapshotStore, SourceInput
from tests.conftest import INSTANCE

Command = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home that is not there yet, for commands that run here."""
    monkeypatch.setenv("KIEM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KIEM_INSTANCE", str(INSTANCE))
    return tmp_path / "home"


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path) -> Command:
    """Return what runs a command, checks that it was refused with 2, and gives its last line."""
    del home

    def run(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["kiem", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        progress = [line for line in told.err.splitlines() if " s  " in line[:10]]
        assert ended.value.code == 2
        assert told.out == ""
        assert len(told.err.splitlines()) == len(progress) + 1
        return told.err.splitlines()[-1]

    return run


def test_an_option_that_cannot_be_is_one_line(refused: Command) -> None:
    assert refused("serve", "--port", "99999").startswith("kiem serve: Invalid value for '--port'")
    assert refused("figure", "x", "--as-of", "2026-99-01").endswith("see `kiem figure --help`.")
    assert refused("nonsense") == "kiem: No such command 'nonsense'; see `kiem --help`."


def test_a_port_that_is_taken_is_told_before_anything_is_built(refused: Command, home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert refused("demo", "--port", port).startswith(f"Port {port} of 127.0.0.1: Address already in use; stop")
        assert refused("serve", "--port", port).startswith(f"Port {port} of 127.0.0.1: Address already in use; stop")
    assert not home.exists()


def test_an_address_of_another_machine_is_told(refused: Command) -> None:
    assert refused("serve", "--host", "203.0.113.5").startswith("Port 8000 of 203.0.113.5: Cannot assign requested")


@pytest.mark.parametrize("command", ["build", "status"])
def test_a_home_that_is_a_file_is_told(refused: Command, home: Path, command: str) -> None:
    home.write_text("a file")
    assert refused(command).startswith(str(home))
    assert home.read_text() == "a file"


@pytest.mark.parametrize("command", [("build",), ("status",), ("figure", "organisations-by-kind")], ids=str)
def test_a_pointer_that_names_no_release_is_told(refused: Command, home: Path, command: tuple[str, ...]) -> None:
    (home / "releases").mkdir(parents=True)
    (home / "releases" / "current").write_text("banana")
    assert f"{home}/releases/current: names no release; write" in refused(*command)


def test_a_snapshot_that_was_cut_short_stops_the_build_with_one_line(refused: Command, home: Path) -> None:
    store = SnapshotStore(home / "snapshots")
    sample = INSTANCE.parent / "kiem" / "flow" / "sources" / "ror" / "sample" / "in-lines"
    taken = store.take(SourceInput.at("ror", sample, home / "scratch"), home / "spill", check=lambda *_: None)
    taken.files.fresh.write_bytes(b"cut")
    told = refused("build")
    assert told.startswith("The build cannot go on, the last release goes on serving: ")
    assert told.endswith("`kiem doctor` says what is broken.")


def test_a_plan_of_a_pathway_that_cannot_be_read_stops_the_build(
    refused: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = Path(shutil.copytree(INSTANCE, tmp_path / "instance"))
    (instance / "pathways" / "atmp.yml").write_text("product: atmp\n", encoding="utf-8")
    monkeypatch.setenv("KIEM_INSTANCE", str(instance))
    assert f"{instance}/pathways/atmp.yml: " in refused("build")
    assert not home.exists()


def test_a_source_that_is_garbage_leaves_nothing_of_itself(refused: Command, home: Path, tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(b"no zip")
    assert "export.zip is cut off or damaged" in refused("build", f"--source=cordis={tmp_path / 'export.zip'}")
    assert list((home / "snapshots").glob("*.reading")) == []
    assert list(home.glob("releases/*")) == []


def test_a_source_without_a_known_licence_is_not_built(refused: Command, home: Path, tmp_path: Path) -> None:
    entity = '{"id": "x-1", "schema": "Company", "properties": {"name": ["Example Works"]}}\n'
    (tmp_path / "entities.ftm.json").write_text(entity, encoding="utf-8")
    given = f"--source=followthemoney={tmp_path / 'entities.ftm.json'}"
    told = refused("build", given, "--only=followthemoney")
    assert told.startswith(
        "followthemoney: the licence of entities.ftm.json (not-stated) does not let it be published;"
    )
    assert [path.name for path in (home / "snapshots").iterdir()] == []
    assert list(home.glob("releases/*")) == []
