"""The tables of a release as Parquet files, and what the next release needs of them."""

from collections.abc import Mapping
from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.entities import Given, Ledger, former_ids
from kiem.flow.releases.manifest import Manifest

ORDERS = {
    "things": "id",
    "relations": "subject, property, object, valid_from, value, number",
    "members": "record",
    "ids": "id",
    "aliases": "alias",
    "quarantine": "source, snapshot, table_name, line, reason",
    "doubts": "left_record, right_record, reason",
    "joins": "left_record, right_record, reason",
    "moves": "release, record, change",
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
    """Return every id that was given up to the release folder `previous`, and which one each record has there."""
    if previous is None:
        return Ledger()
    engine.read("members_before", previous / "members.parquet")
    id_of = _texts(engine, "SELECT record, entity FROM members_before")
    return Ledger(_given(engine, previous, id_of), id_of, Manifest.read(previous).number + 1)


def _given(engine: Engine, previous: Path, id_of: Mapping[str, str]) -> Mapping[str, Given]:
    if (previous / "ids.parquet").exists():
        engine.read("ids_before", previous / "ids.parquet")
        told = engine.arrow("SELECT id, record, release FROM ids_before").to_pydict()
        return {
            one: Given(record, release)
            for one, record, release in zip(told["id"], told["record"], told["release"], strict=True)
        }
    # A release of before releases kept them.
    engine.read("aliases_before", previous / "aliases.parquet")
    return former_ids(id_of, _texts(engine, "SELECT alias, entity FROM aliases_before WHERE NOT contains(alias, ':')"))


def _texts(engine: Engine, sql: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in engine.rows(sql)}
