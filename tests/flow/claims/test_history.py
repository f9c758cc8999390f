"""A claim over several snapshots: when it was first seen, withdrawn and seen again."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.claims import SnapshotFiles, keep_history
from kiem.flow.engine import Engine
from tests.flow.claims.said import draft, kept

WORDS = ["a", "b", "c"]
FIRST = datetime.date(2026, 1, 1)
# Each snapshot says some of the words, each in its own wording.
SNAPSHOTS = st.lists(st.dictionaries(st.sampled_from(WORDS), st.sampled_from([None, "A", "Z"])), min_size=1, max_size=6)

Snapshots = Sequence[dict[str, str | None]]
Span = tuple[str, str | None, datetime.date, datetime.date | None]


def day(turn: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=30 * turn)


def spans(snapshots: Snapshots) -> list[Span]:
    """Say by hand what the history should say: a span for each run of snapshots that say a word."""
    found: list[Span] = []
    for word in WORDS:
        turn = 0
        while turn < len(snapshots):
            if word not in snapshots[turn]:
                turn += 1
                continue
            start = turn
            while turn < len(snapshots) and word in snapshots[turn]:
                turn += 1
            ended = day(turn) if turn < len(snapshots) else None
            found.append((word, snapshots[start][word], day(start), ended))
    return sorted(found, key=lambda span: (span[0], span[2]))


def written(engine: Engine, folder: Path, snapshots: Snapshots) -> None:
    """Keep the snapshots one after the other and make the table `history` of them."""
    files: list[SnapshotFiles] = []
    for turn, words in enumerate(snapshots):
        said = {"about": "x:1", "property": "name", "source": "ror", "basis": "stated"}
        told = draft(engine, [{**said, "value": word, "verbatim": wording} for word, wording in words.items()])
        files.append(kept(engine, told, folder, files, day(turn).isoformat()))
    keep_history(engine, "history", files)


@given(snapshots=SNAPSHOTS)
def test_a_claim_is_seen_withdrawn_and_seen_again_as_its_snapshots_say(
    desk: Engine, tmp_path_factory: pytest.TempPathFactory, snapshots: Snapshots
) -> None:
    written(desk, tmp_path_factory.mktemp("history"), snapshots)
    told = desk.rows("SELECT value, verbatim, seen_at, withdrawn_at FROM history ORDER BY value, seen_at")
    assert told == spans(snapshots)


def test_a_span_names_the_snapshot_that_said_it_first(engine: Engine, tmp_path: Path) -> None:
    written(engine, tmp_path, [{}, {"a": None}, {"a": None}, {}, {"a": None}])
    assert engine.rows("SELECT snapshot FROM history ORDER BY seen_at") == [("ror@1",), ("ror@4",)]


def test_a_claim_keeps_its_id_over_its_spans(engine: Engine, tmp_path: Path) -> None:
    written(engine, tmp_path, [{"a": None}, {}, {"a": "A"}])
    assert engine.rows("SELECT count(DISTINCT id), count(*) FROM history") == [(1, 2)]


def test_a_snapshot_is_kept_as_what_differs_from_the_one_before(engine: Engine, tmp_path: Path) -> None:
    written(engine, tmp_path, [{"a": None, "b": None}, {"b": None, "c": None}, {"b": None, "c": None}])
    rows = {file.name: pq.read_metadata(file).num_rows for file in tmp_path.glob("*.parquet")}
    fresh, gone = ([rows[f"{name}-{turn}.parquet"] for turn in range(3)] for name in ("fresh", "withdrawn"))
    assert (fresh, gone) == ([2, 1, 0], [0, 1, 0])
