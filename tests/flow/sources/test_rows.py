"""A row that stands in the next export as it stood is not taken apart again, and nothing else comes of it."""

import datetime
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiem.flow.claims import SnapshotFiles, SourceReading
from kiem.flow.engine import Engine
from kiem.flow.sources import InputProblem, Snapshot, SnapshotStore, SourceInput
from kiem.flow.sources.rows import keep_rows_again, mark_rows, write_rows
from tests.flow.sources.reading import written

SOURCES = Path(__file__).resolve().parents[3] / "kiem" / "flow" / "sources"
SAMPLES = {"ror": SOURCES / "ror" / "sample" / "in-lines", "cordis": SOURCES / "cordis" / "sample" / "in-flattened"}
DAY = datetime.date(2026, 1, 31)
OTHERWISE = (
    (b"EXAMPLE", b"ANOTHER"),
    (b"2001", b"2002"),
    (b"GENT", b"AALST"),
    (b"000000002", b"000000009"),
    (b"{", b"["),
)
"""Words in a row, and what may stand there in the next export; one makes rows that cannot be read."""

Export = Mapping[str, Sequence[bytes]]
Taken = tuple[object, ...] | str


def lets_pass(snapshot: Snapshot, files: Sequence[SnapshotFiles]) -> None:
    """Find nothing wrong."""
    del snapshot, files


@st.composite
def exports(draw: st.DrawFn, source: str) -> list[Export]:
    """Exports that follow one another: rows are gone, come back, move, stand twice, or say something else."""
    files = {file.name: file.read_bytes().splitlines(keepends=True) for file in SAMPLES[source].iterdir()}
    return [{name: _later(draw, rows) for name, rows in files.items()} for _ in range(3)]


def _later(draw: st.DrawFn, rows: list[bytes]) -> list[bytes]:
    head, body = (rows[:1], rows[1:]) if rows[0].startswith(b"project_id") else ([], rows)
    chosen = draw(st.lists(st.sampled_from(range(len(body))), min_size=len(body) - 1, max_size=len(body) + 1))
    told = sorted(chosen) if draw(st.booleans()) else chosen
    return [*head, *(body[one].replace(*draw(st.sampled_from([(b"", b"")] * 3 + list(OTHERWISE)))) for one in told)]


def take(home: Path, source: str, told: Export, *, by_row: bool) -> Taken:
    """Return all that a store keeps of an export, or why it does not; where not `by_row`, as if nothing was known."""
    store = SnapshotStore(home / "snapshots")
    if not by_row:
        for known in (home / "snapshots").rglob("rows.parquet"):
            known.unlink()
    files = written(home / "in", {name: b"".join(rows) for name, rows in told.items()})
    try:
        taken = store.take(SourceInput.at(source, files, home / "scratch"), home / "spill", lets_pass)
    except InputProblem as problem:
        return str(problem)
    kept = ("fresh", "withdrawn", "quarantine")
    return taken.name, taken.claims, taken.rows, *(pq.read_table(taken.folder / f"{one}.parquet") for one in kept)


@pytest.mark.parametrize("source", SAMPLES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_the_snapshots_are_the_same_whether_all_rows_are_taken_apart_or_only_new_ones(
    source: str, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for told in data.draw(exports(source)):
            one, other = (take(Path(folder) / str(by_row), source, told, by_row=by_row) for by_row in (True, False))
            assert one == other


def test_only_the_last_snapshot_keeps_what_its_rows_told(tmp_path: Path) -> None:
    rows = {file.name: file.read_bytes().splitlines(keepends=True) for file in SAMPLES["ror"].iterdir()}
    for told in (rows, {name: lines[:-1] for name, lines in rows.items()}):
        assert not isinstance(take(tmp_path, "ror", told, by_row=True), str)
    assert [file.parent.name for file in (tmp_path / "snapshots").rglob("rows.parquet")] == ["0002"]


@pytest.mark.parametrize(
    "harm", [lambda kept: kept[:0], lambda kept: kept[: len(kept) // 2], lambda kept: b"x" + kept[1:]]
)
def test_what_its_rows_told_is_read_anew_where_the_file_is_broken(
    tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    rows = {file.name: file.read_bytes().splitlines(keepends=True) for file in SAMPLES["ror"].iterdir()}
    fewer = {name: lines[:-1] for name, lines in rows.items()}
    for home in ("broken", "whole"):
        take(tmp_path / home, "ror", rows, by_row=True)
    [known] = (tmp_path / "broken").rglob("rows.parquet")
    known.write_bytes(harm(known.read_bytes()))
    broken, whole = (take(tmp_path / home, "ror", fewer, by_row=True) for home in ("broken", "whole"))
    assert broken == whole
    assert not isinstance(broken, str)


def test_a_row_is_known_by_what_it_says_and_by_what_is_made_of_it(tmp_path: Path) -> None:
    known = tmp_path / "rows.parquet"

    def again(value: str, draft: str) -> tuple[list[object], list[object]]:
        """Return what is known of a row that says this, and what is left to be taken apart; and keep it."""
        with Engine(tmp_path / "spill") as engine:
            engine.keep("line", f"SELECT 'file:' || {len(value)} AS row_key, '{value}' AS value")
            mark_rows(engine, SourceReading(DAY, 1, draft, "refused", ("line",)))
            keep_rows_again(engine, ("line",), known if known.exists() else None)
            left = engine.rows("SELECT value FROM line")
            engine.keep("told", "SELECT row_key, 'what ' || value AS id FROM line")
            assert write_rows(engine, "told", tmp_path / "next.parquet") == 1
            (tmp_path / "next.parquet").replace(known)
            return [one for (one,) in engine.rows("SELECT id FROM rows_again")], [one for (one,) in left]

    assert again("said", "one way") == ([], ["said"])
    assert again("said", "one way") == (["what said"], [])
    assert again("said", "another way") == ([], ["said"])
    assert again("unsaid", "another way") == ([], ["unsaid"])
