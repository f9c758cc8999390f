"""Draft claims for laws: what may be said, and how a draft of it is loaded and kept."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from hypothesis import strategies as st

from kiem.flow.claims import DRAFT_COLUMNS, SnapshotFiles, claims_sql, identified_sql, keep_news
from kiem.flow.engine import Engine

Said = Mapping[str, object]

FIELDS: dict[str, pa.DataType] = {name: pa.string() for name in DRAFT_COLUMNS} | {
    "number": pa.decimal128(18, 4),
    "valid_from": pa.date32(),
    "valid_to": pa.date32(),
}
# Few letters, and the one that separates the parts of an id, so that texts run into each other as often as they can.
WORDS = st.text(alphabet="ab1-\x1f", min_size=1, max_size=3)
MAYBE_WORDS = st.none() | WORDS
DAYS = st.none() | st.dates(datetime.date(1999, 12, 30), datetime.date(2000, 1, 2))
NUMBERS = st.none() | st.decimals(-2, 2, places=1, allow_nan=False).map(
    lambda number: number.quantize(Decimal("0.0001"))
)

SAID: st.SearchStrategy[Said] = st.fixed_dictionaries(
    {
        "about": WORDS,
        "property": st.sampled_from(["name", "alias"]),
        "value": MAYBE_WORDS,
        "number": NUMBERS,
        "unit": MAYBE_WORDS,
        "language": MAYBE_WORDS,
        "object": MAYBE_WORDS,
        "source": st.sampled_from(["ror", "cordis"]),
        "origin": MAYBE_WORDS,
        "basis": st.sampled_from(["stated", "assigned"]),
        "valid_from": DAYS,
        "valid_to": DAYS,
        "precision": st.sampled_from([None, "day", "year"]),
    }
)


def draft(engine: Engine, rows: Sequence[Said]) -> str:
    """Load the rows as a draft and return its name; how it was said does not matter to what was said."""
    same = {"kind": "organisation", "verbatim": None, "licence": "CC0-1.0"}
    told = [{**same, **row, "row_key": f"file:{line}"} for line, row in enumerate(rows)]
    engine.load("drafted", pa.Table.from_pylist(told, schema=pa.schema(FIELDS)))
    return "drafted"


def claims_of(drafted: str, snapshot: str = "s", date: str = "2026-01-01") -> str:
    """Return the statement for the claims of a draft."""
    return claims_sql(f"({identified_sql(drafted)})", snapshot, date)


def kept(engine: Engine, drafted: str, folder: Path, earlier: Sequence[SnapshotFiles], date: str) -> SnapshotFiles:
    """Keep a draft as the next snapshot of a source, and return its files."""
    turn = len(earlier)
    files = SnapshotFiles(
        folder / f"fresh-{turn}.parquet", folder / f"withdrawn-{turn}.parquet", datetime.date.fromisoformat(date)
    )
    engine.keep("identified", identified_sql(drafted))
    keep_news(engine, "identified", earlier)
    engine.write(claims_sql("fresh", f"ror@{turn}", date), files.fresh)
    engine.write("SELECT id FROM withdrawn", files.withdrawn)
    return files
