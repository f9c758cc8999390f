"""`kiem index` makes the names of the release that serves ready, once; `kiem serve` has it done beside it."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from kiem.cli import indexing
from tests.cli.commands import run

PATIENCE = 60


@pytest.fixture
def home(house_of_three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of this test's own, in which no release serves yet."""
    shutil.copytree(house_of_three / "releases" / "0001", tmp_path / "releases" / "0001")
    monkeypatch.setenv("KIEM_HOME", str(tmp_path))
    return tmp_path


def publish(home: Path) -> None:
    """Let the release serve."""
    (home / "releases" / "current").write_text("1\n")


def test_names_are_made_ready_once(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(home)
    assert run(monkeypatch, "index", "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["release"], first["unchanged"]) == (1, False)
    assert first["names"] > first["records"] > 3
    assert run(monkeypatch, "index") == 0
    assert "are ready" in capsys.readouterr().out
    assert run(monkeypatch, "index", "--json") == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] is True


def test_without_a_release_there_is_nothing_to_do(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "index") == 1
    assert capsys.readouterr().err == f"No release in {home}; run `kiem build` or `kiem demo`.\n"


def test_another_process_follows_what_serves_and_ends_with_the_block(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "EVERY", 0.1)
    with indexing.followed():
        time.sleep(0.5)
        publish(home)
        end = time.monotonic() + PATIENCE
        while not (home / "naming").is_dir() and time.monotonic() < end:
            time.sleep(0.1)
    assert (home / "naming").is_dir()


def test_it_ends_with_who_began_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(home)
    parents, done = iter([7, 7, 7, 1]), []
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    monkeypatch.setattr(os, "nice", lambda by: by)
    monkeypatch.setattr(indexing, "EVERY", 0)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: done.append(command))
    assert run(monkeypatch, "index", "--follow") == 0
    assert done == [indexing.COMMAND]
