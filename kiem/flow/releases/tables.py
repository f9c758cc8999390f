"""The tables of a release as Parquet files, and what the next release needs of them."""

from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.entities import Ledger

ORDERS = {
    "things": "id",
    "relations": "subject, property, object, valid_from, value, number",
    "members": "record",
    "aliases": "alias",
    "quarantine": "source, snapshot, table_name, line, reason",
    "doubts": "left_record, right_record, reason",
    "joins": "left_record, right_record, reason",
    "changes": "change, kind, name, thing, property",
    "best_facts": "entity, property",
}
"""Each table and the order of its rows: the same rows in the same order are the same bytes."""


def write_tables(engine: Engine, folder: Path) -> dict[str, int]:
    """Write every table of a release but `facts` into the folder and return how many rows each has."""
    return {
        name: engine.write(f"SELECT * FROM {name} ORDER BY {order}", folder / f"{name}.parquet")
        for name, order in ORDERS.items()
    }


def ledger_of(engine: Engine, previous: Path | None) -> Ledger:
    """Return which id each record has in the release folder `previous`, and where former ids went."""
    if previous is None:
        return Ledger()
    engine.read("members_before", previous / "members.parquet")
    engine.read("aliases_before", previous / "aliases.parquet")
    records = engine.rows("SELECT record, entity FROM members_before")
    former = engine.rows("SELECT alias, entity FROM aliases_before WHERE NOT contains(alias, ':')")
    return Ledger(
        {str(record): str(entity) for record, entity in records}, {str(alias): str(entity) for alias, entity in former}
    )
