"""A catalogue made from the one before: copied, and only the rows that differ exchanged."""

import shutil
import sqlite3
from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.releases.catalogue_shape import TABLES, TABLES_READ, CatalogueTable

MOST_DIFFERENT = 0.1
"""Up to this share of rows to take out and put in, exchanging them is quicker than writing everything."""

BEFORE = "_before"


def patch_catalogue(engine: Engine, before: Path, file: Path) -> bool:
    """Write the catalogue of the engine's tables to `file`, out of that in the release folder `before`.

    Returns whether it was done: not where there is no catalogue, where too much differs, or where the copy turns out
    to hold other rows than its release did; what then stands in `file` is of no use.
    """
    copied = before / "catalogue.sqlite"
    if not copied.is_file():
        return False
    for name in TABLES_READ:
        engine.read(f"{name}{BEFORE}", before / f"{name}.parquet")
    rows = differing = 0
    for name, table in TABLES.items():
        # What is told in few rows from many is worked out once.
        give = engine.keep if table.distinct else engine.view
        give(f"new_{name}", table.sql())
        give(f"old_{name}", table.sql(BEFORE))
        engine.keep(f"fresh_{name}", _missing(table, f"new_{name}", f"old_{name}"))
        engine.keep(f"gone_{name}", _missing(table, f"old_{name}", f"new_{name}"))
        rows += engine.count(f"SELECT count(*) FROM new_{name}")
        differing += engine.count(f"SELECT (SELECT count(*) FROM fresh_{name}) + (SELECT count(*) FROM gone_{name})")
    if differing > MOST_DIFFERENT * rows:
        return False
    shutil.copyfile(copied, file)
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        return _exchange(engine, connection)
    finally:
        connection.close()


def _missing(table: CatalogueTable, here: str, there: str) -> str:
    """Return the statement for the rows of the one that the other does not have, told apart by a hash of the marks."""
    return (
        f"SELECT {table.names} FROM (SELECT *, hash({table.marks}) AS mark FROM {here}) AS h "
        f"ANTI JOIN (SELECT hash({table.marks}) AS mark FROM {there}) AS t ON t.mark = h.mark"
    )


def _exchange(engine: Engine, connection: sqlite3.Connection) -> bool:
    """Take out what is gone and put in what is fresh; returns whether the rows are now as many as they should be."""
    # What is taken out is overwritten, so that nothing of it can be read in the file.
    for setting in ("journal_mode = OFF", "synchronous = OFF", "secure_delete = ON", "cache_size = -65536"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    for name, table in TABLES.items():
        same = " AND ".join(f"{column} IS ?" for column in table.names.split(", "))
        connection.executemany(f"DELETE FROM {name} WHERE {same}", engine.rows(f"SELECT * FROM gone_{name}"))
        marks = ", ".join("?" * table.places)
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", engine.rows(f"SELECT * FROM fresh_{name}"))
    connection.execute("COMMIT")
    return all(
        connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        == engine.count(f"SELECT count(*) FROM new_{name}")
        for name in TABLES
    )
