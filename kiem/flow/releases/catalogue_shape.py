"""The shape of a release's catalogue: its tables in SQLite, and what each is filled with."""

from dataclasses import dataclass

THING = (
    "id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, slug TEXT NOT NULL, type TEXT, subsector TEXT, "
    "sector TEXT, city TEXT, region TEXT, country TEXT, nuts TEXT, lat REAL, lon REAL, started TEXT, ended TEXT, "
    "there_from TEXT, gone_from TEXT, "
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
CHANGE = (
    "thing TEXT, kind TEXT, name TEXT, change TEXT, property TEXT, before TEXT, after TEXT, source TEXT, reason TEXT"
)


@dataclass(frozen=True, slots=True)
class CatalogueTable:
    """A table of the catalogue: its columns as SQLite knows them, and the cells that fill them from a release's table.

    `told_by` are the columns that tell one row from another, where that is fewer than all.
    """

    columns: str
    cells: str
    of: str
    told_by: str = ""
    distinct: bool = False

    @property
    def names(self) -> str:
        """The columns' names."""
        return ", ".join(column.split()[0] for column in self.columns.split(", "))

    @property
    def marks(self) -> str:
        """The columns that tell one row from another."""
        return self.told_by or self.names

    @property
    def places(self) -> int:
        """How many columns there are."""
        return self.names.count(",") + 1

    def sql(self, ending: str = "") -> str:
        """Return the statement that gives the rows, from the release's table whose name has this ending."""
        rows = f"SELECT {'DISTINCT ' if self.distinct else ''}{self.cells} FROM {self.of}{ending}"
        return f"SELECT * FROM ({rows}) AS filled({self.names})"


TABLES = {
    "thing": CatalogueTable(
        THING,
        "id, kind, name, slug, type, subsector, sector, city, region, country, nuts, "
        "CAST(lat AS DOUBLE), CAST(lon AS DOUBLE), CAST(started AS VARCHAR), CAST(ended AS VARCHAR), "
        "CAST(there_from AS VARCHAR), CAST(gone_from AS VARCHAR), status, "
        "CAST(in_ecosystem AS TINYINT), reason, projects, life_science_projects, array_to_string(sources, ' '), "
        "array_to_string(schemes, ' '), claims",
        "things",
    ),
    "frame": CatalogueTable(
        FRAME,
        f"{FRAME_NUMBER}, property, unit, language, source, basis, licence, precision, "
        "CAST(seen_at AS VARCHAR), CAST(withdrawn_at AS VARCHAR), CAST(disputed AS TINYINT), snapshot",
        "facts",
        distinct=True,
    ),
    "claim_row": CatalogueTable(
        CLAIM_ROW,
        f"entity, place, {FRAME_NUMBER}, value, CAST(number AS VARCHAR), coalesce(target, object), "
        "verbatim, origin, CAST(valid_from AS VARCHAR), CAST(valid_to AS VARCHAR), about, id",
        "facts",
        # A claim's id stands for what it says.
        told_by="id, thing, place, frame, object, verbatim",
    ),
    "relation": CatalogueTable(
        RELATION,
        "subject, property, object, value, CAST(number AS VARCHAR), unit, "
        "CAST(valid_from AS VARCHAR), CAST(valid_to AS VARCHAR), source, claim",
        "relations",
    ),
    "alias": CatalogueTable("alias TEXT PRIMARY KEY, thing TEXT NOT NULL", "alias, entity", "aliases"),
    "change": CatalogueTable(CHANGE, "thing, kind, name, change, property, before, after, source, reason", "changes"),
    "doubt": CatalogueTable(
        "left_record TEXT, right_record TEXT, reason TEXT, against TEXT",
        "left_record, right_record, reason, against",
        "doubts",
    ),
}
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
    "CREATE INDEX change_joined ON change (after) WHERE change = 'joined'",
    "CREATE INDEX change_parted ON change (before) WHERE change = 'parted'",
)
