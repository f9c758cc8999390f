"""Claims over several snapshots of one source: first seen, withdrawn, seen again."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiem.flow.claims.draft import CLAIM_COLUMNS
from kiem.flow.engine import quoted


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """The claims of one snapshot of a source, as a Parquet file, and the day it speaks for."""

    path: Path
    date: datetime.date


def history_sql(files: Sequence[SnapshotFile]) -> str:
    """Return the statement that gives a source's claims with the second time: when we knew them. No order.

    A claim has one row for each run of snapshots that said it: `seen_at` is the day of the first of the run,
    `withdrawn_at` the day of the first snapshot after it, or nothing while the newest still says it.
    Its other columns are those of the first snapshot of the run. Files, at least one, are given oldest first.
    """
    days = ", ".join(f"({turn}, DATE {quoted(file.date.isoformat())})" for turn, file in enumerate(files))
    return (
        f"WITH told AS ({_in_turn(files, CLAIM_COLUMNS)}), said AS ({_in_turn(files, ('id',))}), "
        f"days AS (SELECT * FROM (VALUES {days}) AS listed(turn, day)), "
        # Nearly every claim is said without a gap: it is one run, and only the others are taken apart.
        "whole AS (SELECT id, min(turn) AS first_turn, max(turn) AS last_turn, count(*) AS turns "
        "FROM said GROUP BY id), "
        "gapped AS (SELECT s.id, s.turn, s.turn - row_number() OVER (PARTITION BY s.id ORDER BY s.turn) AS run "
        "FROM said AS s JOIN whole AS w ON w.id = s.id WHERE w.turns <= w.last_turn - w.first_turn), "
        "spans AS (SELECT id, first_turn, last_turn FROM whole WHERE turns > last_turn - first_turn "
        "UNION ALL SELECT id, min(turn) AS first_turn, max(turn) AS last_turn FROM gapped GROUP BY id, run) "
        f"SELECT {', '.join(_column(name) for name in CLAIM_COLUMNS)} FROM told "
        "JOIN spans AS s ON s.id = told.id AND s.first_turn = told.turn "
        "JOIN days AS first_day ON first_day.turn = s.first_turn "
        "LEFT JOIN days AS after_day ON after_day.turn = s.last_turn + 1"
    )


def _in_turn(files: Sequence[SnapshotFile], columns: Sequence[str]) -> str:
    return "\nUNION ALL ".join(
        f"SELECT {', '.join(columns)}, {turn} AS turn FROM read_parquet({quoted(file.path)})"
        for turn, file in enumerate(files)
    )


def _column(name: str) -> str:
    days = {"seen_at": "first_day.day AS seen_at", "withdrawn_at": "after_day.day AS withdrawn_at"}
    return days.get(name, f"told.{name}")
