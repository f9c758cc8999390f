"""Exports of CORDIS in the publisher's own layout say what the flattened files say, and lose nothing.

Here a part drawn at random; `python -m benchmarks.cordis` does it with all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.cordis_layout import Export, csv_zip, xml_zip
from kiem.flow.engine import Engine
from kiem.flow.sources import SourceInput, read_source
from tests.flow.claims.said import claims_of

pytestmark = pytest.mark.shared

# The id is made of all that a claim says but these three.
SAID = "id, about, property, kind, verbatim, licence"
MANY, SOME = 3000, 1500


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an export: its rows, those claimed and those refused."""

    rows: int
    claimed: int
    refused: int


@pytest.fixture(scope="module")
def whole(shared: Path) -> Export:
    """Return the shared export."""
    return Export.at(shared / "data" / "cordis_horizon")


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Engine]:
    """An engine in which two exports are compared."""
    with Engine(tmp_path / "spill") as opened:
        yield opened


def told(engine: Engine, path: Path, name: str) -> Told:
    """Read an export and keep its claims under a name."""
    reading = read_source(engine, SourceInput.at("cordis", path, path.parent / "scratch"))
    engine.keep(name, f"SELECT {SAID} FROM ({claims_of(reading.draft)}) AS c")
    claimed = engine.count(f"SELECT count(DISTINCT row_key) FROM {reading.draft}")
    return Told(reading.rows, claimed, engine.count(f"SELECT count(*) FROM {reading.refused}"))


def differences(engine: Engine, *, apart_from: str = "") -> list[tuple[object, ...]]:
    """Return claims that only one of `flat` and `packed` has."""
    one, other = (f"SELECT * FROM {name} WHERE property <> '{apart_from}'" for name in ("flat", "packed"))
    return engine.rows(
        f"(({one}) EXCEPT ALL ({other})) UNION ALL (({other}) EXCEPT ALL ({one})) ORDER BY about, property LIMIT 20"
    )


def test_a_csv_zip_says_what_the_flattened_files_say(both: Engine, tmp_path: Path, whole: Export) -> None:
    part = whole.some(MANY, seed=20)
    target, rows = csv_zip(part, tmp_path / "cordis-HORIZONprojects-csv.zip")
    flat = told(both, part.flattened(tmp_path / "flat"), "flat")
    assert flat == Told(part.rows(), part.rows(), 0)
    assert told(both, target, "packed") == Told(rows, rows, 0)
    assert differences(both) == []


def test_an_older_csv_zip_says_all_but_the_day_of_signature(both: Engine, tmp_path: Path, whole: Export) -> None:
    part = whole.some(SOME, seed=21)
    target, rows = csv_zip(part, tmp_path / "cordis-HORIZONprojects-csv.zip", older=True)
    told(both, part.flattened(tmp_path / "flat"), "flat")
    assert told(both, target, "packed") == Told(rows, rows, 0)
    assert differences(both, apart_from="signed") == []
    assert both.count("SELECT count(*) FROM packed WHERE property = 'signed'") == 0


def test_an_xml_zip_says_what_the_flattened_files_say(both: Engine, tmp_path: Path, whole: Export) -> None:
    part = whole.some(SOME, seed=22)
    flat = told(both, part.flattened(tmp_path / "flat"), "flat")
    assert told(both, xml_zip(part, tmp_path / "cordis-HORIZONprojects-xml.zip"), "packed") == flat
    assert differences(both) == []
