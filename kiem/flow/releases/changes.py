"""What changed since the last release, in words a reader can check."""

from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.releases.moves import keep_moves
from kiem.flow.releases.touched import Taken

WATCHED = "('name', 'type', 'subsector', 'city', 'country', 'status', 'founded', 'website', 'employees', 'acquired_by')"
EMPTY = (
    "SELECT CAST(NULL AS VARCHAR) AS thing, CAST(NULL AS VARCHAR) AS kind, CAST(NULL AS VARCHAR) AS name, "
    "CAST(NULL AS VARCHAR) AS change, CAST(NULL AS VARCHAR) AS property, CAST(NULL AS VARCHAR) AS before, "
    "CAST(NULL AS VARCHAR) AS after, CAST(NULL AS VARCHAR) AS source, CAST(NULL AS VARCHAR) AS reason WHERE false"
)


# The columns of EMPTY, in their order.
ADDED = (
    "SELECT n.id AS thing, n.kind, n.name, CASE WHEN p.after IS NULL THEN 'added' ELSE 'parted' END AS change, "
    "NULL AS property, p.before, NULL AS after, array_to_string(n.sources, ', ') AS source, p.reason "
    "FROM things AS n LEFT JOIN things_before AS b ON b.id = n.id "
    "LEFT JOIN (SELECT after, min(before) AS before, arg_min(reason, before) AS reason FROM fresh_moves "
    "WHERE change = 'parted' GROUP BY after) AS p ON p.after = n.id AND b.id IS NULL "
    "LEFT JOIN things AS w ON w.id = p.before "
    "WHERE (n.in_ecosystem AND (b.id IS NULL OR NOT b.in_ecosystem)) OR coalesce(w.in_ecosystem, false)"
)
REMOVED = (
    "SELECT b.id, b.kind, b.name, CASE WHEN a.entity IS NULL THEN 'removed' ELSE 'joined' END, NULL, NULL, a.entity, "
    "array_to_string(b.sources, ', '), j.reason "
    "FROM things_before AS b LEFT JOIN things AS n ON n.id = b.id LEFT JOIN aliases AS a ON a.alias = b.id "
    "LEFT JOIN (SELECT before, after, min(reason) AS reason FROM fresh_moves WHERE change = 'joined' "
    "GROUP BY before, after) AS j ON j.before = b.id AND j.after = a.entity "
    "LEFT JOIN things AS w ON w.id = a.entity "
    "WHERE (b.in_ecosystem AND (n.id IS NULL OR NOT n.in_ecosystem)) OR coalesce(w.in_ecosystem, false)"
)
CHANGED = (
    "SELECT t.id, t.kind, t.name, 'changed', coalesce(n.property, b.property), b.said, n.said, "
    "coalesce(n.source, b.source), NULL "
    "FROM (SELECT f.* FROM best_facts AS f JOIN things AS t ON t.id = f.entity WHERE t.in_ecosystem) AS n "
    "FULL JOIN (SELECT x.* FROM best_before AS x JOIN things_before AS y ON y.id = x.entity WHERE y.in_ecosystem) AS b "
    "ON b.entity = n.entity AND b.property = n.property JOIN things AS t ON t.id = coalesce(n.entity, b.entity) "
    "JOIN things_before AS o ON o.id = t.id AND o.in_ecosystem WHERE t.in_ecosystem AND n.said IS DISTINCT FROM b.said"
)


def keep_changes(engine: Engine, previous: Path | None) -> None:
    """Make the tables `moves` and `changes` by comparing with the release folder `previous`.

    Columns of `changes`: thing, kind, name, change (added, removed, joined, parted, changed), property, before, after,
    source, reason (why it was joined with the thing `after`, or parted from the thing `before`). Only what belongs to
    the ecosystem is listed, or was joined with or parted from what does; the first release changes nothing.
    """
    keep_moves(engine, previous)
    if previous is None:
        engine.keep("changes", EMPTY)
        return
    engine.read("things_before", previous / "things.parquet")
    engine.read("best_before", previous / "best_facts.parquet")
    every = " UNION ALL ".join((ADDED, REMOVED, CHANGED))
    engine.keep("changes", f"SELECT * FROM ({every}) AS every ORDER BY change, kind, name, thing, property")


def keep_best_facts(engine: Engine, taken: Taken | None = None) -> None:
    """Make the table `best_facts` from `facts`: entity, property, said, source of the watched properties.

    Those of whom is not touched are `taken` over.
    """
    facts, others = "facts", ""
    if taken is not None:
        engine.read("best_before", taken.folder / "best_facts.parquet")
        facts = "near_facts SEMI JOIN touched AS t ON t.entity = near_facts.entity"
        others = "UNION ALL SELECT o.* FROM best_before AS o ANTI JOIN touched AS t ON t.entity = o.entity "
    engine.keep(
        "best_facts",
        f"SELECT entity, property, coalesce(value, CAST(number AS VARCHAR)) AS said, source FROM {facts} "
        f"WHERE place = 1 AND withdrawn_at IS NULL AND property IN {WATCHED} {others}ORDER BY entity, property",
    )
