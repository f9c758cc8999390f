"""The organisations of a release are found by every name that it knows of them, also by who opens what was kept."""

import os
import shutil
import time
from pathlib import Path

import pytest

from kiem.flow.naming import LINK, Lookup, Mention, kept_names, make_names, names_of


@pytest.fixture
def home(house_of_three: Path, tmp_path: Path) -> Path:
    """Return a home of this test's own with the release of three sources."""
    (tmp_path / "releases").mkdir()
    shutil.copytree(house_of_three / "releases" / "0001", tmp_path / "releases" / "0001")
    return tmp_path


def who(known: Lookup, text: str) -> str | None:
    [[best, *_]] = known.find([Mention(text)])
    return best.record if best.decision == LINK else None


def test_things_are_found_by_the_names_of_all_sources(home: Path) -> None:
    release = home / "releases" / "0001"
    register = names_of(release)
    assert len(set(register.records)) == len(register.records) > 3
    known = make_names(home, release)
    assert who(known, "Sample University") is not None
    assert who(known, "Nobody at All") is None


def test_what_was_made_is_kept_until_another_release_or_version(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = home / "releases" / "0001"
    assert kept_names(home, release) is None
    made = make_names(home, release)
    again = kept_names(home, release)
    assert again is not None
    assert who(again, "Sample University") == who(made, "Sample University")
    monkeypatch.setattr("kiem.flow.naming.naming.flow_code", lambda: "another")
    assert kept_names(home, release) is None
    for name, age in ((".release-killed", 7200), (".release-being-made", 10)):
        (home / "naming" / name).mkdir()
        os.utime(home / "naming" / name, (time.time() - age,) * 2)
    make_names(home, release)
    left = sorted(one.name for one in (home / "naming").iterdir())
    assert (len(left), left[0]) == (2, ".release-being-made")
