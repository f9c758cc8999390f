"""The house's own settings: dependencies with a reason, few scripts, warnings that count, no network."""

import itertools
import os
import re
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.conftest import NetworkRefused
from tests.promises.tree import HOUSE, files, shown

PROJECT = (HOUSE / "pyproject.toml").read_text()
SCRIPTS = sorted(path for path in (HOUSE / "scripts").iterdir() if path.is_file())
SCRIPT_LIMIT = 10
CARDS = files("kiem/flow/sources", ending="card.yml")


def test_every_dependency_has_a_sentence() -> None:
    lines = [line.strip() for line in PROJECT.splitlines()]
    silent = [
        line
        for before, line in itertools.pairwise(lines)
        if line.strip('",') in _dependencies() and not (before.startswith("# ") and before.endswith("."))
    ]
    assert not silent


def test_there_are_at_most_ten_scripts() -> None:
    assert len(SCRIPTS) <= SCRIPT_LIMIT


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_one_word_runs_and_says_what_it_does(script: Path) -> None:
    first, second, *_ = script.read_text().splitlines()
    assert re.fullmatch(r"[a-z]+", script.name)
    assert os.access(script, os.X_OK)
    assert first.startswith("#!")
    assert second.startswith(("# ", '"""'))


@pytest.mark.parametrize("script", [path for path in SCRIPTS if "python" not in path.read_text()[:30]], ids=shown)
def test_a_shell_script_can_be_read_by_its_shell(script: Path) -> None:
    shell = script.read_text().splitlines()[0].removeprefix("#!")
    assert subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False).stderr == ""


def test_a_warning_in_a_test_is_an_error() -> None:
    assert tomllib.loads(PROJECT)["tool"]["pytest"]["ini_options"]["filterwarnings"][0] == "error"


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0), ("example.org", 80)])
def test_a_test_cannot_leave_this_machine(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as connection, pytest.raises(NetworkRefused, match="tests have no network"):
        connection.connect(address)


@pytest.mark.parametrize("card", CARDS, ids=shown)
def test_a_source_has_a_licence_that_the_house_knows(card: Path) -> None:
    known = yaml.safe_load((HOUSE / "kiem/flow/vocabulary/licences.yml").read_text())
    assert yaml.safe_load(card.read_text())["licence"] in known


@pytest.mark.parametrize("card", CARDS, ids=shown)
def test_a_source_has_a_sample_and_what_it_says(card: Path) -> None:
    sample = card.parent / "sample"
    assert (sample / "claims.csv").is_file()
    assert [path for path in sample.iterdir() if path.name.startswith("in")]


@pytest.mark.parametrize("card", CARDS, ids=shown)
def test_a_source_stands_in_the_contract_that_keeps_sources_apart(card: Path) -> None:
    assert f"\n    kiem.flow.sources.{card.parent.name}\n" in (HOUSE / ".importlinter").read_text()


def test_nothing_of_the_publishers_data_is_kept_here() -> None:
    limit = 2_000_000
    heavy = [shown(path) for path in files(".", ending="") if path.stat().st_size > limit]
    assert not heavy


def _dependencies() -> set[str]:
    project = tomllib.loads(PROJECT)["project"]
    extras = (one for several in project["optional-dependencies"].values() for one in several)
    return {*project["dependencies"], *extras}
