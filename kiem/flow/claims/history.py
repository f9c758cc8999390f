"""Claims over several snapshots of one source: a snapshot is kept as what it says anew and what it no longer says."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiem.flow.claims.draft import CLAIM_COLUMNS
from kiem.flow.engine import Engine, quoted


@dataclass(frozen=True, slots=True)
class SnapshotFiles:
    """One snapshot of a source, beside the one before it: two Parquet files, and the day it speaks for.

    `fresh` holds the claims that the snapshot before did not say, `withdrawn` the ids of those that only it said.
    """

    fresh: Path
    withdrawn: Path
    date: datetime.date


def keep_news(engine: Engine, told: str, earlier: Sequence[SnapshotFiles], again: str | None = None) -> None:
    """Make what the next snapshot is, of all that it says and of the source's snapshots so far (oldest first).

    `told` and `again`: tables with the `id` of each claim that it says; those of `again` the snapshot before said too.
    `said_before`: the ids that the snapshot before said; `fresh`: the rows of `told` of other claims; `withdrawn`: the
    ids that only the snapshot before said.
    """
    before = f"SELECT id FROM {told} WHERE FALSE"
    if earlier:
        keep_history(engine, "before", earlier)
        before = "SELECT id FROM before WHERE withdrawn_at IS NULL"
    engine.keep("said_before", before)
    engine.view("fresh", f"SELECT t.* FROM {told} AS t ANTI JOIN said_before AS b ON b.id = t.id")
    missing = "".join(f" ANTI JOIN {one} ON {one}.id = b.id" for one in (told, again) if one and earlier)
    engine.view("withdrawn", f"SELECT b.id FROM said_before AS b{missing}")


def keep_history(engine: Engine, name: str, files: Sequence[SnapshotFiles]) -> None:
    """Make the table `name`: a source's claims with the second time, when we knew them. No order.

    A claim has one row for each run of snapshots that said it: `seen_at` is the day of the first of the run,
    `withdrawn_at` the day of the first snapshot after it, or nothing while the newest still says it.
    Its other columns are those of the first snapshot of the run. Files, at least one, are given oldest first.
    """
    if len(files) == 1:
        engine.view(name, f"SELECT * FROM read_parquet({quoted(files[0].fresh)})")
        return
    # Few claims are ever withdrawn: only their runs have an end to be looked for.
    engine.keep(f"{name}_withdrawn", _withdrawn(files))
    engine.keep(
        f"{name}_ends",
        f"SELECT s.id, s.turn, min(w.day) AS day FROM ({_fresh(files, 'id')}) AS s "
        f"JOIN {name}_withdrawn AS w ON w.id = s.id AND w.turn > s.turn GROUP BY s.id, s.turn",
    )
    columns = ", ".join("e.day AS withdrawn_at" if one == "withdrawn_at" else f"s.{one}" for one in CLAIM_COLUMNS)
    engine.view(
        name,
        f"SELECT {columns} FROM ({_fresh(files, '*')}) AS s "
        f"LEFT JOIN {name}_ends AS e ON e.id = s.id AND e.turn = s.turn",
    )


def _fresh(files: Sequence[SnapshotFiles], columns: str) -> str:
    """Return the statement for what each snapshot said anew, with its turn."""
    return " UNION ALL ".join(
        f"SELECT {columns}, {turn} AS turn FROM read_parquet({quoted(file.fresh)})" for turn, file in enumerate(files)
    )


def _withdrawn(files: Sequence[SnapshotFiles]) -> str:
    """Return the statement for the ids that each snapshot no longer said, with its turn and day."""
    return " UNION ALL ".join(
        f"SELECT id, {turn} AS turn, DATE {quoted(file.date.isoformat())} AS day "
        f"FROM read_parquet({quoted(file.withdrawn)})"
        for turn, file in enumerate(files)
    )
