"""The release's own catalogue: its tables again, in one SQLite file, for reading a page's worth at a time."""

import shutil
import sqlite3
from pathlib import Path

from kiem.flow.engine import Engine

THING = (
    "id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, slug TEXT NOT NULL, type TEXT, subsector TEXT, "
    "sector TEXT, city TEXT, region TEXT, country TEXT, nuts TEXT, lat REAL, lon REAL, started TEXT, ended TEXT, "
    "status TEXT, "
    "in_ecosystem INTEGER NOT NULL, reason TEXT, projects INTEGER, life_science_projects INTEGER, sources TEXT, "
    "schemes TEXT, "
    "claims INTEGER NOT NULL"
)
FRAME_COLUMNS = (
    "property",
    "unit",
    "language",
    "source",
    "basis",
    "licence",
    "precision",
    "seen_at",
    "withdrawn_at",
    "disputed",
    "snapshot",
)
"""What many claims share: kept once, under a number, so that a claim's row is short."""

FRAME = (
    "frame INTEGER PRIMARY KEY, property TEXT NOT NULL, unit TEXT, language TEXT, source TEXT NOT NULL, "
    "basis TEXT NOT NULL, licence TEXT NOT NULL, precision TEXT, seen_at TEXT NOT NULL, withdrawn_at TEXT, "
    "disputed INTEGER NOT NULL, snapshot TEXT NOT NULL"
)
CLAIM_ROW = (
    "thing TEXT NOT NULL, place INTEGER NOT NULL, frame INTEGER NOT NULL, value TEXT, number TEXT, object TEXT, "
    "verbatim TEXT, origin TEXT, valid_from TEXT, valid_to TEXT, record TEXT NOT NULL, id TEXT NOT NULL"
)
CLAIM = (
    "CREATE VIEW claim AS SELECT c.thing, f.property, c.place, c.value, c.number, f.unit, f.language, c.object, "
    "c.verbatim, f.source, c.origin, f.basis, f.licence, c.valid_from, c.valid_to, f.precision, f.seen_at, "
    "f.withdrawn_at, f.disputed, f.snapshot, c.record, c.id FROM claim_row AS c JOIN frame AS f ON f.frame = c.frame"
)
# A hash of some thousand combinations into 63 bits; the primary key of `frame` would refuse two of one number.
FRAME_NUMBER = f"CAST(hash({', '.join(FRAME_COLUMNS)}) >> 1 AS BIGINT)"
RELATION = (
    "subject TEXT NOT NULL, property TEXT NOT NULL, object TEXT NOT NULL, value TEXT, number TEXT, unit TEXT, "
    "valid_from TEXT, valid_to TEXT, source TEXT NOT NULL, claim TEXT NOT NULL"
)
CHANGE = "thing TEXT, kind TEXT, name TEXT, change TEXT, property TEXT, before TEXT, after TEXT, source TEXT"
TABLES = {
    "thing": (
        THING,
        (
            "SELECT id, kind, name, slug, type, subsector, sector, city, region, country, nuts, "
            "CAST(lat AS DOUBLE), CAST(lon AS DOUBLE), CAST(started AS VARCHAR), CAST(ended AS VARCHAR), status, "
            "CAST(in_ecosystem AS TINYINT), reason, projects, life_science_projects, array_to_string(sources, ' '), "
            "array_to_string(schemes, ' '), claims FROM things"
        ),
    ),
    "frame": (
        FRAME,
        (
            f"SELECT DISTINCT {FRAME_NUMBER}, property, unit, language, source, basis, licence, precision, "
            "CAST(seen_at AS VARCHAR), CAST(withdrawn_at AS VARCHAR), CAST(disputed AS TINYINT), snapshot FROM facts"
        ),
    ),
    "claim_row": (
        CLAIM_ROW,
        (
            f"SELECT entity, place, {FRAME_NUMBER}, value, CAST(number AS VARCHAR), coalesce(target, object), "
            "verbatim, origin, CAST(valid_from AS VARCHAR), CAST(valid_to AS VARCHAR), about, id FROM facts"
        ),
    ),
    "relation": (
        RELATION,
        (
            "SELECT subject, property, object, value, CAST(number AS VARCHAR), unit, "
            "CAST(valid_from AS VARCHAR), CAST(valid_to AS VARCHAR), source, claim FROM relations"
        ),
    ),
    "alias": ("alias TEXT PRIMARY KEY, thing TEXT NOT NULL", "SELECT alias, entity FROM aliases"),
    "change": (CHANGE, "SELECT thing, kind, name, change, property, before, after, source FROM changes"),
    "doubt": (
        "left_record TEXT, right_record TEXT, reason TEXT, against TEXT",
        "SELECT left_record, right_record, reason, against FROM doubts",
    ),
}
BATCH = 50_000
TABLES_READ = ("things", "facts", "relations", "aliases", "changes", "doubts")
INDEXES = (
    "CREATE INDEX thing_kind ON thing (kind, in_ecosystem, name)",
    "CREATE INDEX claim_thing ON claim_row (thing)",
    "CREATE INDEX claim_id ON claim_row (id)",
    "CREATE INDEX relation_subject ON relation (subject)",
    "CREATE INDEX relation_object ON relation (object)",
    # Taking part in projects is nearly all of the relations, and nobody asks for all of it.
    "CREATE INDEX relation_property ON relation (property) WHERE property <> 'participates_in'",
    "CREATE INDEX change_thing ON change (thing)",
)


def write_catalogue(folder: Path) -> None:
    """Write `catalogue.sqlite` from the Parquet tables in the release's folder: the same rows, for point reads.

    The file gets its name when it is whole. Nobody changes it afterwards, so it has no journal.
    """
    beside = folder / "catalogue.new"
    beside.unlink(missing_ok=True)
    with Engine(folder / "spill") as engine:
        for name in TABLES_READ:
            engine.read(name, folder / f"{name}.parquet")
        connection = sqlite3.connect(beside, isolation_level=None)
        try:
            _fill(engine, connection)
        finally:
            connection.close()
    shutil.rmtree(folder / "spill")
    beside.replace(folder / "catalogue.sqlite")


def _fill(engine: Engine, connection: sqlite3.Connection) -> None:
    for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 8192", "cache_size = -65536"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    for name, (columns, sql) in TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
        marks = ", ".join("?" * (columns.count(",") + 1))
        for batch in engine.batches(sql, BATCH):
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
    connection.execute(CLAIM)
    for index in INDEXES:
        connection.execute(index)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
