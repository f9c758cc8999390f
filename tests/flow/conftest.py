"""What every test of the flow stands on: an engine of its own, and one that laws share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiem.flow.engine import Engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine that is closed after the test."""
    with Engine(tmp_path / "spill") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for all examples of a law, which use their own tables."""
    with Engine(tmp_path_factory.mktemp("spill"), threads=1) as opened:
        yield opened
