"""The release's own catalogue: its tables again, in one SQLite file, for reading a page's worth at a time."""

import shutil
import sqlite3
from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.releases.catalogue_patch import is_patched
from kiem.flow.releases.catalogue_shape import CLAIM, INDEXES, TABLES, TABLES_READ, CatalogueTable

BATCH = 50_000


def write_catalogue(folder: Path, before: Path | None = None) -> None:
    """Write `catalogue.sqlite` from the Parquet tables in the release's folder: the same rows, for point reads.

    `before` is the folder of an older release made by the same code: where little differs from it, its catalogue is
    copied and only that is exchanged; the rows are the same either way. The file gets its name when it is whole.
    Nobody changes it afterwards, so it has no journal.
    """
    beside = folder / "catalogue.new"
    with Engine(folder / "spill") as engine:
        for name in TABLES_READ:
            engine.read(name, folder / f"{name}.parquet")
        if before is None or not is_patched(engine, before, beside):
            _write_whole(engine, beside)
    shutil.rmtree(folder / "spill")
    beside.replace(folder / "catalogue.sqlite")


def _write_whole(engine: Engine, file: Path) -> None:
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 8192", "cache_size = -65536"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        for name, table in TABLES.items():
            connection.execute(f"CREATE TABLE {name} ({table.columns})")
            _fill(engine, connection, name, table)
        connection.execute(CLAIM)
        for index in INDEXES:
            connection.execute(index)
        connection.execute("COMMIT")
        # Some thousand rows of an index tell the planner enough.
        connection.execute("PRAGMA analysis_limit = 1000")
        connection.execute("ANALYZE")
    finally:
        connection.close()


def _fill(engine: Engine, connection: sqlite3.Connection, name: str, table: CatalogueTable) -> None:
    marks = ", ".join("?" * table.places)
    for batch in engine.batches(table.sql(), BATCH):
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
