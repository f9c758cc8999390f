"""The doctor finds what is amiss, names it and gives the remedy; and says nothing against a house that is well."""

import datetime
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from kiem.web.doctor import Finding, as_json, as_text, examine

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
RELEASE = "releases/0002"
Harm = Callable[[Path], object]


@pytest.fixture
def home(two_releases: Path, tmp_path: Path) -> Iterator[Path]:
    """Return a house that is well."""
    copied = tmp_path / "home"
    shutil.copytree(two_releases, copied)
    shutil.rmtree(copied / "work")
    (copied / "secret").write_text("only for tests")
    (copied / "secret").chmod(0o600)
    with override_settings(KIEM_HOME=copied):
        yield copied


def amiss(home: Path, today: datetime.date = TODAY) -> list[Finding]:
    """Return what the doctor finds amiss."""
    return [finding for finding in examine(home, today) if not finding.is_well]


def test_a_house_that_is_well_is_called_well(home: Path) -> None:
    findings = examine(home, TODAY)
    assert [finding for finding in findings if not finding.is_well or finding.remedy] == []
    assert as_text(findings).endswith("All is well.")
    assert json.loads(as_json(findings))["well"] is True


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


HARMS: dict[str, tuple[str, Harm]] = {
    "no release": ("release", lambda home: (home / "releases/current").unlink()),
    "a pointer to nothing": ("release", lambda home: (home / "releases/current").write_text("99\n")),
    "a pointer that is no number": ("release", lambda home: (home / "releases/current").write_text("x")),
    "a manifest cut short": ("release", lambda home: (home / RELEASE / "manifest.json").write_text("{")),
    "a release that was never published": ("release", lambda home: (home / "releases/current").write_text("1\n")),
    "a table with another byte": ("hashes", lambda home: _flip(home / RELEASE / "facts.parquet")),
    "a rule that was written over": ("hashes", lambda home: _flip(home / RELEASE / "rules/ecosystem.yml")),
    "a table that is gone": ("hashes", lambda home: (home / RELEASE / "things.parquet").unlink()),
    "another catalogue": (
        "catalogue",
        lambda home: shutil.copy(home / "releases/0001/catalogue.sqlite", home / RELEASE / "catalogue.sqlite"),
    ),
    "no catalogue": ("catalogue", lambda home: (home / RELEASE / "catalogue.sqlite").unlink()),
    "no text index": ("text index", lambda home: shutil.rmtree(home / RELEASE / "search")),
    "a snapshot cut short": ("snapshots", lambda home: (home / "snapshots/cordis/0001/fresh.parquet").write_text("x")),
    "a snapshot without its card": (
        "snapshots",
        lambda home: (home / "snapshots/register/0001/snapshot.json").unlink(),
    ),
    "a snapshot of other rows": (
        "snapshots",
        lambda home: shutil.copy(
            home / "snapshots/cordis/0001/fresh.parquet", home / "snapshots/register/0001/fresh.parquet"
        ),
    ),
    "unfinished work": ("leftovers", lambda home: (home / "work/release").mkdir(parents=True)),
    "an unfinished reading": ("leftovers", lambda home: (home / "snapshots/ror.reading").mkdir()),
    "an unfinished restore": ("leftovers", lambda home: (home / "restore.json").write_text("[]")),
    "a secret that others can read": ("secret", lambda home: (home / "secret").chmod(0o644)),
}


@pytest.mark.parametrize("harm", HARMS)
def test_each_harm_is_found_with_a_remedy(home: Path, harm: str) -> None:
    check, do = HARMS[harm]
    do(home)
    found = amiss(home)
    assert [finding.check for finding in found] == [check]
    assert found[0].what
    assert found[0].remedy


def test_a_source_past_its_day_is_stale(home: Path) -> None:
    found = amiss(home, datetime.date(2030, 1, 1))
    assert {finding.check for finding in found} == {"freshness"}
    assert "good until" in found[0].what
    assert "kiem build --source" in found[0].remedy


def test_many_refused_rows_are_found(home: Path) -> None:
    file = home / RELEASE / "manifest.json"
    told = json.loads(file.read_text())
    told["sources"][0]["quarantined"] = 2
    file.write_text(json.dumps(told))
    assert [finding.check for finding in amiss(home)] == ["quarantine"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ALLOWED_HOSTS": ["*"]}, "any host"),
        ({"PROXIES": 1}, "a proxy stands in front"),
        ({"SITE_ADDRESS": "http://kiem.example.org"}, "without TLS"),
        ({"SITE_ADDRESS": "https://kiem.example.org", "TLS": True, "DEBUG": True}, "inside of the code"),
    ],
)
def test_settings_that_do_not_fit_the_place_are_found(home: Path, changes: dict[str, object], said: str) -> None:
    with override_settings(**changes):
        [found] = amiss(home)
    assert found.check == "addresses"
    assert said in found.what


def test_a_full_disk_is_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _home: shutil._ntuple_diskusage(10, 9, 1))
    assert [finding.check for finding in amiss(home)] == ["disk"]


def test_a_folder_that_cannot_be_written_is_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: path != home / "snapshots")
    [found] = amiss(home)
    assert (found.check, str(home / "snapshots") in found.what) == ("permissions", True)


def test_a_house_that_is_not_there_is_told_and_no_error(tmp_path: Path) -> None:
    found = amiss(tmp_path / "nowhere")
    assert {"release", "disk"} <= {finding.check for finding in found}
    assert all(finding.remedy for finding in found)
    assert f"{len(found)} of" in as_text(found)


@pytest.mark.usefixtures("home")
def test_a_database_without_its_tables_is_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiem.web.doctor.site.MigrationExecutor.migration_plan", lambda *_: ["a step"])
    [found] = amiss(home)
    assert (found.check, "lacks 1 steps" in found.what) == ("database", True)
