"""What each row told: a row that stands in the next export as it stood says the same, and is not taken apart again."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from kiem.flow.claims import SourceReading
from kiem.flow.engine import Engine, EngineError, quoted

__all__ = ["keep_rows_again", "mark_rows", "write_rows"]

STANDING = ("row_key", "file", "line")
"""Where a row stands, which is not what it says: one that is put in before it moves it."""


def mark_rows(engine: Engine, reading: SourceReading) -> None:
    """Give every row of a reading's wide tables a mark of all that it says, as its `row_key`, so that claims name it.

    Makes the table `row_mark`: row_key (as it was: where the row stood) and mark. Two rows that say the same have one,
    as long as the same is made of them.
    """
    way = sha256(reading.draft.encode()).hexdigest()
    parts = ["SELECT CAST(NULL AS VARCHAR) AS row_key, CAST(NULL AS BIGINT) AS mark WHERE false"]
    for table in reading.wide:
        columns = engine.arrow(f"SELECT * FROM {table} LIMIT 0").column_names
        said = ", ".join(name for name in columns if name not in STANDING)
        mark = f"CAST(hash({quoted(way)}, {quoted(table)}, {said}) >> 1 AS BIGINT)"
        engine.keep(f"{table}_marked", f"SELECT {said}, row_key AS stood_at, {mark} AS row_key FROM {table}")
        engine.drop(table)
        engine.view(table, f"SELECT {said}, row_key FROM {table}_marked")
        parts.append(f"SELECT stood_at AS row_key, row_key AS mark FROM {table}_marked")
    engine.keep("row_mark", " UNION ALL ".join(parts))


def keep_rows_again(engine: Engine, wide: Sequence[str], before: Path | None) -> None:
    """Make the table `rows_again` (mark, id): what the marked rows said that an earlier reading had, in `before`.

    Those rows are taken out of the tables `wide`. Where the file cannot be read, nothing is known of any row.
    """
    engine.keep("rows_again", "SELECT CAST(NULL AS BIGINT) AS mark, CAST(NULL AS VARCHAR) AS id WHERE false")
    if before is None:
        return
    try:
        engine.read("rows_before", before)
        engine.keep(
            "rows_again", "SELECT b.mark, b.id FROM rows_before AS b SEMI JOIN row_mark AS r ON r.mark = b.mark"
        )
    except EngineError:
        return
    for table in wide:
        said = f"SELECT t.* FROM {table} AS t ANTI JOIN rows_again AS a ON a.mark = t.row_key"
        engine.keep(f"{table}_fresh", said)
        engine.view(table, f"SELECT * FROM {table}_fresh")
        engine.drop(f"{table}_marked")


def write_rows(engine: Engine, told: str, file: Path) -> int:
    """Write what every row said, again or in the table `told` of claims with ids; return how many rows said something.

    The file has the columns mark and id, for the next reading; of a reading without wide tables it is not written.
    """
    if not engine.count("SELECT count(*) FROM row_mark"):
        return engine.count(f"SELECT count(DISTINCT row_key) FROM {told}")
    engine.write(
        f"SELECT mark, id FROM rows_again UNION ALL SELECT CAST(row_key AS BIGINT) AS mark, id FROM {told}", file
    )
    engine.read("rows_told", file)
    return engine.count(
        "SELECT count(DISTINCT r.row_key) FROM row_mark AS r SEMI JOIN rows_told AS t ON t.mark = r.mark"
    )
