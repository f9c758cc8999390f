"""A command run as from a shell, and the table that it wrote."""

import csv
import sys
from pathlib import Path

import pytest

from kiem.cli import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run `kiem` with these arguments and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["kiem", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def rows(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
