"""The publishers' data beside the project: every row of it is claimed or set apart."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kiem.flow.engine import Engine
from kiem.flow.sources import SourceInput, read_source


@dataclass(frozen=True, slots=True)
class Export:
    """A publisher's export: its source, its folder in the shared data, its rows and the things that they tell of."""

    source: str
    folder: str
    rows: int
    things: dict[str, int]


EXPORTS = [
    Export("ror", "ror_snapshot", 51_370, {"organisation": 51_370}),
    Export("cordis", "cordis_horizon", 17_819 + 110_512, {"project": 17_819, "organisation": 29_074}),
]


@pytest.mark.shared
@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.source)
def test_every_row_of_the_shared_export_is_claimed(
    engine: Engine, shared: Path, tmp_path: Path, export: Export
) -> None:
    folder = shared / "data" / export.folder
    reading = read_source(engine, SourceInput.at(export.source, folder, tmp_path / "scratch"))
    told = engine.rows(f"SELECT kind, count(DISTINCT about) FROM {reading.draft} GROUP BY kind")
    assert reading.rows == export.rows
    assert engine.count(f"SELECT count(DISTINCT row_key) FROM {reading.draft}") == export.rows
    assert engine.count(f"SELECT count(*) FROM {reading.refused}") == 0
    assert {str(kind): number for kind, number in told} == export.things
