"""What changed since the last release, in words a reader can check."""

from pathlib import Path

from kiem.flow.engine import Engine

WATCHED = "('name', 'type', 'subsector', 'city', 'country', 'status', 'founded', 'website', 'employees', 'acquired_by')"
EMPTY = (
    "SELECT CAST(NULL AS VARCHAR) AS thing, CAST(NULL AS VARCHAR) AS kind, CAST(NULL AS VARCHAR) AS name, "
    "CAST(NULL AS VARCHAR) AS change, CAST(NULL AS VARCHAR) AS property, CAST(NULL AS VARCHAR) AS before, "
    "CAST(NULL AS VARCHAR) AS after, CAST(NULL AS VARCHAR) AS source WHERE false"
)


def keep_changes(engine: Engine, previous: Path | None) -> None:
    """Make the table `changes` by comparing `things` and `facts` with the release folder `previous`.

    Columns: thing, kind, name, change (added, removed, joined, changed), property, before, after, source. Only what
    belongs to the ecosystem is listed; the first release changes nothing.
    """
    if previous is None:
        engine.keep("changes", EMPTY)
        return
    engine.read("things_before", previous / "things.parquet")
    engine.read("best_before", previous / "best_facts.parquet")
    best = "(SELECT f.* FROM best_facts AS f JOIN things AS t ON t.id = f.entity WHERE t.in_ecosystem)"
    engine.keep(
        "changes",
        "SELECT * FROM ("
        "SELECT n.id AS thing, n.kind, n.name, 'added' AS change, NULL AS property, NULL AS before, NULL AS after, "
        "array_to_string(n.sources, ', ') AS source FROM things AS n LEFT JOIN things_before AS b ON b.id = n.id "
        "WHERE n.in_ecosystem AND (b.id IS NULL OR NOT b.in_ecosystem) "
        "UNION ALL SELECT b.id, b.kind, b.name, CASE WHEN a.entity IS NULL THEN 'removed' ELSE 'joined' END, "
        "NULL, NULL, "
        "a.entity, array_to_string(b.sources, ', ') FROM things_before AS b LEFT JOIN things AS n ON n.id = b.id "
        "LEFT JOIN aliases AS a ON a.alias = b.id WHERE b.in_ecosystem AND (n.id IS NULL OR NOT n.in_ecosystem) "
        "UNION ALL SELECT t.id, t.kind, t.name, 'changed', coalesce(n.property, b.property), b.said, n.said, "
        f"coalesce(n.source, b.source) FROM {best} AS n FULL JOIN (SELECT x.* FROM best_before AS x "
        "JOIN things_before AS y ON y.id = x.entity WHERE y.in_ecosystem) AS b "
        "ON b.entity = n.entity AND b.property = n.property "
        "JOIN things AS t ON t.id = coalesce(n.entity, b.entity) "
        "JOIN things_before AS o ON o.id = t.id AND o.in_ecosystem "
        "WHERE t.in_ecosystem AND n.said IS DISTINCT FROM b.said"
        ") AS every ORDER BY change, kind, name, thing, property",
    )


def keep_best_facts(engine: Engine) -> None:
    """Make the table `best_facts` from `facts`: entity, property, said, source of the watched properties."""
    engine.keep(
        "best_facts",
        "SELECT entity, property, coalesce(value, CAST(number AS VARCHAR)) AS said, source FROM facts "
        f"WHERE place = 1 AND withdrawn_at IS NULL AND property IN {WATCHED} ORDER BY entity, property",
    )
