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
    """Return the statement that gives a source's claims with the second time: when we knew them.

    A claim has one row for each run of snapshots that said it: `seen_at` is the day of the first of the run,
    `withdrawn_at` the day of the first snapshot after it, or nothing while the newest still says it.
    Its other columns are those of the first snapshot of the run. Files, at least one, are given oldest first.
    """
    if len(files) == 1:
        columns = ", ".join(CLAIM_COLUMNS)
        return f"SELECT {columns} FROM read_parquet({quoted(files[0].path)}) ORDER BY about, property, id"
    told = "\nUNION ALL ".join(
        f"SELECT {', '.join(CLAIM_COLUMNS)}, {turn} AS turn FROM read_parquet({quoted(file.path)})"
        for turn, file in enumerate(files)
    )
    days = ", ".join(f"({turn}, DATE '{file.date.isoformat()}')" for turn, file in enumerate(files))
    kept = ", ".join(
        f"arg_min_null({name}, turn) AS {name}"
        for name in CLAIM_COLUMNS
        if name not in {"id", "seen_at", "withdrawn_at"}
    )
    return (
        f"WITH told AS ({told}), days AS (SELECT * FROM (VALUES {days}) AS listed(turn, day)), "
        f"runs AS (SELECT *, turn - row_number() OVER (PARTITION BY id ORDER BY turn) AS run FROM told), "
        f"spans AS (SELECT id, {kept}, min(turn) AS first_turn, max(turn) AS last_turn FROM runs GROUP BY id, run) "
        f"SELECT {', '.join(_span_column(name) for name in CLAIM_COLUMNS)} FROM spans "
        f"JOIN days AS first_day ON first_day.turn = first_turn "
        f"LEFT JOIN days AS after_day ON after_day.turn = last_turn + 1 "
        f"ORDER BY about, property, id, seen_at"
    )


def _span_column(name: str) -> str:
    if name == "seen_at":
        return "first_day.day AS seen_at"
    return "after_day.day AS withdrawn_at" if name == "withdrawn_at" else f"spans.{name}"
