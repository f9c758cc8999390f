"""What was kept in a folder answers as what was kept; nothing half-written stands there."""

import os
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from kiem.flow.lookup import Lookup, Mention, Register, keep, kept
from tests.flow.lookup.fictitious import RECORDS, register

MENTIONS = [
    *(Mention(name, country, town) for _, country, town, names in RECORDS for name in names),
    Mention("Zenegat Univ"),
    Mention("Nobody at All"),
    Mention("Nuthe Institute of Technology"),
]


@pytest.fixture(scope="module")
def known() -> Lookup:
    return Lookup.learn(register())


def test_what_was_kept_answers_alike(known: Lookup, tmp_path: Path) -> None:
    keep(known, tmp_path / "in" / "kept")
    again = kept(Lookup, tmp_path / "in" / "kept")
    assert list(again.find(MENTIONS)) == list(known.find(MENTIONS))
    assert [next(again.find([one])) for one in MENTIONS] == [next(known.find([one])) for one in MENTIONS]
    assert [*again.register.towns] == [*known.register.towns]
    assert isinstance(again.words.finding, np.ndarray)


def test_what_is_empty_is_kept_too(tmp_path: Path) -> None:
    keep(Lookup.learn(Register.of([], [])), tmp_path / "kept")
    [[answer]] = kept(Lookup, tmp_path / "kept").find([Mention("UZEN")])
    assert answer.record is None


def test_who_was_quicker_is_left_alone(known: Lookup, tmp_path: Path) -> None:
    keep(known, tmp_path / "kept")
    before = sorted((file.name, file.stat().st_mtime_ns) for file in (tmp_path / "kept").iterdir())
    keep(known, tmp_path / "kept")
    assert sorted((file.name, file.stat().st_mtime_ns) for file in (tmp_path / "kept").iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_what_cannot_be_written_leaves_nothing(known: Lookup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    with pytest.raises(OSError, match="No space left"):
        keep(known, tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileNotFoundError):
        kept(Lookup, tmp_path / "kept")
