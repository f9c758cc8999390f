"""A catalogue made from the one before: copied, and only the rows that differ exchanged."""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from kiem.flow.engine import Engine, quoted
from kiem.flow.releases.catalogue_shape import TABLES, TABLES_READ, CatalogueTable
from kiem.flow.releases.touched import Taken

CATALOGUE = "catalogue.sqlite"
MOST_DIFFERENT = 0.1
"""Up to this share of rows to take out and put in, exchanging them is quicker than writing everything."""

BEFORE, SOME = "_before", "_some"


def patch_catalogue(engine: Engine, before: Path, file: Path, taken: Taken | None = None) -> bool:
    """Write the catalogue of the engine's tables to `file`, out of that in the release folder `before`.

    Where `file` is there, it is that one's copy. Where something was `taken` over, only the others' rows are compared.

    Returns whether it was done: not where there is no catalogue, where too much differs, or where the copy turns out
    to hold other rows than its release did; what then stands in `file` is of no use.
    """
    if not (before / CATALOGUE).is_file():
        return False
    for name in TABLES_READ:
        engine.read(f"{name}{BEFORE}", before / f"{name}.parquet")
    named = _name_some(engine, taken) if taken else ()
    rows = differing = 0
    for name, table in TABLES.items():
        some = SOME if table.of in named and not table.distinct else ""
        # What is told in few rows from many is worked out once.
        give = engine.keep if table.distinct or some else engine.view
        give(f"new_{name}", table.sql(some))
        give(f"old_{name}", table.sql(f"{some}{BEFORE}"))
        engine.keep(f"fresh_{name}", _missing(table, f"new_{name}", f"old_{name}"))
        engine.keep(f"gone_{name}", _missing(table, f"old_{name}", f"new_{name}"))
        rows += _rows(engine, name)
        differing += engine.count(f"SELECT (SELECT count(*) FROM fresh_{name}) + (SELECT count(*) FROM gone_{name})")
    if differing > MOST_DIFFERENT * rows:
        return False
    if not file.exists():
        shutil.copyfile(before / CATALOGUE, file)
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        return _exchange(engine, connection)
    except sqlite3.IntegrityError:
        # A row that its release did not have stands where a fresh one belongs.
        return False
    finally:
        connection.close()


def _name_some(engine: Engine, taken: Taken) -> Sequence[str]:
    """Name the rows that may differ, now and before, of the tables that are returned."""
    engine.read(f"near{SOME}", taken.facts)
    engine.read(f"near{SOME}{BEFORE}", taken.facts_before)
    touched, near = (f"read_parquet({quoted(file)})" for file in (taken.touched, taken.near))
    either = f"LEFT JOIN {touched} AS a ON a.entity = s.subject LEFT JOIN {touched} AS b ON b.entity = s.object"
    some = {
        "facts": (f"near{SOME}", f"SEMI JOIN {touched} AS t ON t.entity = s.entity"),
        "things": ("things", f"SEMI JOIN {near} AS n ON n.entity = s.id"),
        "relations": ("relations", f"{either} WHERE coalesce(a.entity, b.entity) IS NOT NULL"),
    }
    for name, (of, which) in some.items():
        for ending in ("", BEFORE):
            engine.view(f"{name}{SOME}{ending}", f"SELECT s.* FROM {of}{ending} AS s {which}")
    return tuple(some)


def _rows(engine: Engine, name: str) -> int:
    """Return how many rows a table of the catalogue should have."""
    table = TABLES[name]
    return engine.count(f"SELECT count(*) FROM {f'new_{name}' if table.distinct else table.of}")


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
        connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] == _rows(engine, name) for name in TABLES
    )
