"""From a source's wide rows to claims: one claim a cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiem.flow.engine import quoted

TYPES = {
    "about": "VARCHAR",
    "kind": "VARCHAR",
    "property": "VARCHAR",
    "value": "VARCHAR",
    "number": "DECIMAL(18,4)",
    "unit": "VARCHAR",
    "language": "VARCHAR",
    "object": "VARCHAR",
    "verbatim": "VARCHAR",
    "source": "VARCHAR",
    "origin": "VARCHAR",
    "basis": "VARCHAR",
    "licence": "VARCHAR",
    "valid_from": "DATE",
    "valid_to": "DATE",
    "precision": "VARCHAR",
}

DRAFT_COLUMNS = (*TYPES, "row_key")
"""The columns of a draft: a claim before it has an id, and the input row (`table:line`) it was read in."""

CLAIM_COLUMNS = ("id", *TYPES, "snapshot", "seen_at", "withdrawn_at")
"""The columns of a claim, in order; docs/guides/contracts.md says what each holds."""

# What makes two claims the same claim: everything that is said, who says it and where; not when we read it.
IDENTITY = tuple(name for name in TYPES if name not in {"kind", "verbatim", "licence"})
# Texts that the world writes: their lengths go into the id, so that no text can pass for two.
FREE_TEXT = ("about", "value", "unit", "language", "object", "origin")


@dataclass(frozen=True, slots=True)
class Cell:
    """One property of a source's row. Every field but `property` is a SQL expression over the row.

    `verbatim` are the source's own words; they are kept where they differ from `value`.
    """

    property: str
    value: str = "NULL"
    number: str = "NULL"
    unit: str = "NULL"
    language: str = "NULL"
    object: str = "NULL"
    verbatim: str = "NULL"
    valid_from: str = "NULL"
    valid_to: str = "NULL"
    precision: str = "NULL"
    when: str = "TRUE"


def draft_sql(table: str, frame: dict[str, str], cells: Sequence[Cell]) -> str:
    """Return the statement that gives a draft claim for each cell that is not empty.

    `frame` holds what the cells share, as SQL expressions: about, kind, source, origin, basis, licence, row_key.
    A relation (a cell with an object) counts when its object is there.
    """
    return "\nUNION ALL ".join(_cell_sql(table, frame, cell) for cell in cells)


def _cell_sql(table: str, frame: dict[str, str], cell: Cell) -> str:
    value = f"nullif(trim(CAST({cell.value} AS VARCHAR)), '')"
    told = {
        **frame,
        "property": quoted(cell.property),
        "value": value,
        "number": cell.number,
        "unit": cell.unit,
        "language": cell.language,
        "object": cell.object,
        "verbatim": "NULL" if cell.verbatim == "NULL" else f"nullif({cell.verbatim}, {value})",
        "valid_from": cell.valid_from,
        "valid_to": cell.valid_to,
        "precision": cell.precision,
    }
    columns = ", ".join(f"CAST({told[name]} AS {kind}) AS {name}" for name, kind in TYPES.items())
    # Trimming a long text at its end is slow; whether anything is in it shows at its beginning.
    said = f"(ltrim(CAST({cell.value} AS VARCHAR)) <> '' OR ({cell.number}) IS NOT NULL)"
    there = said if cell.object == "NULL" else f"({cell.object}) IS NOT NULL"
    return (
        f"SELECT {columns}, CAST({frame['row_key']} AS VARCHAR) AS row_key FROM {table} WHERE ({cell.when}) AND {there}"
    )


def identified_sql(draft: str) -> str:
    """Return the statement that gives each cell of a draft the `id` of the claim that it makes."""
    lengths = [f"coalesce(length({name}), -1)" for name in FREE_TEXT]
    parts = ", ".join([*lengths, *(f"coalesce(CAST({name} AS VARCHAR), '')" for name in IDENTITY)])
    return f"SELECT left(sha256(concat_ws(chr(31), {parts})), 32) AS id, * FROM {draft}"


def claims_sql(identified: str, snapshot: str, date: str) -> str:
    """Return the statement that makes claims of cells that have an id: the same claim once, in order.

    `snapshot` is the snapshot's name, `date` the ISO day on which the source said so.
    """
    columns = ", ".join(name if name in IDENTITY else f"min({name}) AS {name}" for name in TYPES)
    return (
        f"SELECT id, {columns}, {quoted(snapshot)} AS snapshot, "
        f"CAST({quoted(date)} AS DATE) AS seen_at, CAST(NULL AS DATE) AS withdrawn_at "
        f"FROM {identified} GROUP BY id, {', '.join(IDENTITY)} ORDER BY about, property, id"
    )
