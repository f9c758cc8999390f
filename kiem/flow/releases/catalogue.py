"""The release's own catalogue: its tables again, in one SQLite file, for reading a page's worth at a time."""

import os
import shutil
from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.releases.catalogue_patch import CATALOGUE, patch_catalogue
from kiem.flow.releases.catalogue_shape import CLAIM, INDEXES, TABLES, TABLES_READ
from kiem.flow.releases.touched import Taken

BATCH = 50_000


BESIDE = "catalogue.new"


def copy_catalogue(before: Path, folder: Path) -> None:
    """Copy the catalogue of the release folder `before` to where `write_catalogue` makes the next one out of it.

    The copy is on the disk when it is there: what is written later is little.
    """
    if (before / CATALOGUE).is_file():
        with shutil.copyfile(before / CATALOGUE, folder / BESIDE).open("rb") as copy:
            os.fsync(copy.fileno())


def write_catalogue(folder: Path, before: Path | None = None, taken: Taken | None = None) -> None:
    """Write `catalogue.sqlite` from the Parquet tables in the release's folder: the same rows, for point reads.

    `before` is the folder of an older release made by the same code: where little differs from it, its catalogue is
    copied and only that is exchanged; the rows are the same either way. `taken` says who may differ from it, where
    that is known. The file gets its name when it is whole. Nobody changes it afterwards, so it has no journal.
    """
    beside = folder / BESIDE
    with Engine(folder / "spill") as engine:
        for name in TABLES_READ:
            engine.read(name, folder / f"{name}.parquet")
        if before is None or not patch_catalogue(engine, before, beside, taken):
            _write_whole(engine, beside)
    shutil.rmtree(folder / "spill")
    beside.replace(folder / CATALOGUE)


def _write_whole(engine: Engine, file: Path) -> None:
    from adbc_driver_sqlite import dbapi  # noqa: PLC0415  # heavy: only where one is written whole

    file.unlink(missing_ok=True)
    with dbapi.connect(str(file), autocommit=True) as connection, connection.cursor() as cursor:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 8192", "cache_size = -65536"):
            cursor.execute(f"PRAGMA {setting}")
        for name, table in TABLES.items():
            cursor.execute(f"CREATE TABLE {name} ({table.columns})")
            cursor.adbc_ingest(name, engine.batches(table.sql(), BATCH), mode="append")
        cursor.execute(CLAIM)
        for index in INDEXES:
            cursor.execute(index)
        # Some thousand rows of an index tell the planner enough.
        cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
