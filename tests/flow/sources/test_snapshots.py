"""Every input ever read is kept as claims; a snapshot is there whole or not at all."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kiem.flow.claims import SnapshotFiles, SourceReading, keep_history
from kiem.flow.engine import Engine, quoted
from kiem.flow.sources import (
    InputProblem,
    Snapshot,
    SnapshotStore,
    SourceInput,
    quarantine_files,
    read_source,
    snapshots,
)
from tests.flow.sources.reading import written

HOUSE = Path(__file__).resolve().parents[3]
SAMPLE = HOUSE / "kiem" / "flow" / "sources" / "register" / "sample" / "in-tables"
FILES = {file.name: file.read_bytes() for file in SAMPLE.iterdir()}
OTHER = FILES["timeline.csv"].replace(b"2001,", b"2002,")


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path / "snapshots")


def lets_pass(snapshot: Snapshot, files: Sequence[SnapshotFiles]) -> None:
    """Find nothing wrong."""
    del snapshot, files


def take(store: SnapshotStore, folder: Path, **changes: bytes) -> Snapshot:
    files = {name: changes.get(Path(name).stem, content) for name, content in FILES.items()}
    given = SourceInput.at("register", written(folder / "in", files), folder / "scratch")
    return store.take(given, folder / "spill", check=lets_pass)


def dated(day: str) -> bytes:
    return FILES["register.yml"].replace(b"2026-01-31", day.encode())


def test_a_snapshot_says_what_became_of_every_row(store: SnapshotStore, tmp_path: Path) -> None:
    taken = take(store, tmp_path)
    claims = pq.read_table(taken.files.fresh)
    [refused] = quarantine_files([taken])
    assert (taken.turn, taken.date, taken.rows, taken.refused) == (1, "2026-01-31", 29, 9)
    assert (claims.num_rows, 0) == (taken.claims, taken.withdrawn)
    assert set(claims["snapshot"].to_pylist()) == {taken.name}
    assert pq.read_table(refused).num_rows == 9
    assert taken.files.date == datetime.date(2026, 1, 31)


def test_the_same_files_are_not_read_again(store: SnapshotStore, tmp_path: Path) -> None:
    first = take(store, tmp_path)
    touched = (first.folder / "fresh.parquet").stat().st_mtime_ns
    assert take(store, tmp_path) == first
    assert (first.folder / "fresh.parquet").stat().st_mtime_ns == touched


def test_other_files_are_the_next_snapshot_and_the_first_stays(store: SnapshotStore, tmp_path: Path) -> None:
    first = take(store, tmp_path)
    second = take(store, tmp_path, register=dated("2026-02-28"))
    assert store.of("register") == [first, second]
    assert [one.turn for one in store.of("register")] == [1, 2]
    assert store.sources() == ["register"]


def test_the_next_snapshot_is_kept_as_what_differs(store: SnapshotStore, tmp_path: Path) -> None:
    first = take(store, tmp_path)
    second = take(store, tmp_path, register=dated("2026-02-28"), timeline=OTHER)
    assert second.withdrawn > 0
    assert second.claims == first.claims + second.fresh - second.withdrawn
    assert pq.read_metadata(second.files.fresh).num_rows == second.fresh < 10


def test_what_was_kept_whole_is_renewed(store: SnapshotStore, tmp_path: Path, engine: Engine) -> None:
    taken = [take(store, tmp_path), take(store, tmp_path, register=dated("2026-02-28"), timeline=OTHER)]
    keep_history(engine, "history", [one.files for one in taken])
    engine.keep("told", "SELECT * FROM history")
    for turn, one in enumerate(taken, start=1):
        _keep_whole(engine, one, turn)
    assert store.of("register") != taken
    store.renew(tmp_path / "spill")
    assert store.of("register") == taken
    assert {file.name for file in taken[1].folder.iterdir()} == {
        "fresh.parquet",
        "withdrawn.parquet",
        "quarantine.parquet",
        "snapshot.json",
    }
    keep_history(engine, "again", [one.files for one in store.of("register")])
    assert engine.rows("SELECT * FROM told EXCEPT SELECT * FROM again") == []
    store.renew(tmp_path / "spill")
    assert store.of("register") == taken


def _keep_whole(engine: Engine, snapshot: Snapshot, turn: int) -> None:
    """Keep it as Kiem did before snapshots were kept as what differs: every claim, and a card without more."""
    said = "withdrawn_at IS NULL" if turn == 2 else "seen_at = DATE '2026-01-31'"
    own = f"{quoted(snapshot.name)} AS snapshot, DATE {quoted(snapshot.date)} AS seen_at, NULL AS withdrawn_at"
    engine.write(f"SELECT * REPLACE ({own}) FROM told WHERE {said}", snapshot.folder / "claims.parquet")
    for file in (snapshot.files.fresh, snapshot.files.withdrawn):
        file.unlink()
    card = json.loads((snapshot.folder / "snapshot.json").read_text(encoding="utf-8"))
    kept = {name: cell for name, cell in card.items() if name not in {"fresh", "withdrawn"}}
    (snapshot.folder / "snapshot.json").write_text(json.dumps(kept), encoding="utf-8")


def test_a_new_reader_reads_the_newest_files_again_in_their_place(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, tmp_path)
    second = take(store, tmp_path, register=dated("2026-02-28"))
    monkeypatch.setattr(snapshots, "reading_code", lambda source: f"another reader of {source}")
    again = take(store, tmp_path, register=dated("2026-02-28"))
    assert (again.turn, again.code) == (second.turn, "another reader of register")
    assert len(store.of("register")) == 2


def test_a_new_reader_reads_the_only_snapshot_again(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(store, tmp_path)
    monkeypatch.setattr(snapshots, "reading_code", lambda source: f"another reader of {source}")
    assert take(store, tmp_path).turn == 1


def test_an_older_export_is_refused_and_leaves_nothing_behind(store: SnapshotStore, tmp_path: Path) -> None:
    first = take(store, tmp_path)
    with pytest.raises(InputProblem, match="speak for 2025-12-31, older than 2026-01-31"):
        take(store, tmp_path, register=dated("2025-12-31"))
    assert store.of("register") == [first]
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["register"]


def test_what_a_crash_left_half_read_is_not_a_snapshot(store: SnapshotStore, tmp_path: Path) -> None:
    written(tmp_path / "snapshots" / "register.reading", {"fresh.parquet": b"half"})
    assert store.of("register") == []
    assert store.sources() == []
    assert take(store, tmp_path).turn == 1


def test_a_reader_that_loses_a_row_is_found_out(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(engine: Engine, given: SourceInput) -> SourceReading:
        reading = read_source(engine, given)
        return SourceReading(reading.date, reading.rows + 1, reading.draft, reading.refused)

    monkeypatch.setattr(snapshots, "read_source", careless)
    with pytest.raises(InputProblem, match="30 rows read, but 20 claimed and 9 refused; the reader loses rows"):
        take(store, tmp_path)


def test_every_source_has_reading_code_of_its_own() -> None:
    assert len({snapshots.reading_code(name) for name in ("register", "ror", "cordis")}) == 3
