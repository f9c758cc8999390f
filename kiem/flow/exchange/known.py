"""Which organisation's record of this house an id means that others use."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from kiem.flow.engine import Engine

__all__ = ["known_records"]

# Of a thing's records the one by which its id was given stands for it, where others name the thing.
ORDER = "CASE split_part(record, ':', 1) WHEN 'register' THEN 0 WHEN 'ror' THEN 1 WHEN 'pic' THEN 2 ELSE 3 END, record"


def known_records(release: Path, spill: Path, ids: Sequence[str]) -> dict[str, str]:
    """Return the record that each id means in a release folder: a record's, a thing's own or former one, a number.

    An id may be written with a hyphen for the colon of a record's (`ror-05f950310`). What is no organisation is left
    out.
    """
    spelt = sorted({(one, way) for one in ids for way in (one, one.replace("-", ":", 1))})
    columns = {"given": [given for given, _ in spelt], "alias": [way for _, way in spelt]}
    with Engine(spill, "200MB", threads=1) as engine:
        engine.load("asked", pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}))
        engine.read("every_member", release / "members.parquet")
        engine.view("members", "SELECT record, entity FROM every_member WHERE kind = 'organisation'")
        engine.read("aliases", release / "aliases.parquet")
        engine.view("places", "SELECT alias, entity FROM aliases UNION SELECT entity, entity FROM members")
        engine.keep(
            "meant",
            "SELECT a.given, p.entity, m.record FROM asked AS a JOIN places AS p ON p.alias = a.alias "
            "LEFT JOIN members AS m ON m.record = a.alias",
        )
        engine.keep(
            "first",
            f"SELECT entity, record FROM (SELECT *, row_number() OVER (PARTITION BY entity ORDER BY {ORDER}) AS turn "
            "FROM members WHERE entity IN (SELECT entity FROM meant)) AS ordered WHERE turn = 1",
        )
        found = engine.rows(
            "SELECT given, coalesce(min(m.record), min(f.record)) FROM meant AS m "
            "JOIN first AS f ON f.entity = m.entity GROUP BY given ORDER BY given"
        )
    return {str(given): str(record) for given, record in found}
