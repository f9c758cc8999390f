"""What may differ from the release before: entities whose records moved, or of which something else is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiem.flow.claims import SnapshotFiles
from kiem.flow.engine import Engine, quoted

MOST_TOUCHED = 0.3
"""Up to this share of entities to look at again, taking over the others is quicker than making everything."""


@dataclass(frozen=True, slots=True)
class Before:
    """The release before, made by the same code and refusals; the snapshots since; where to write who is touched."""

    folder: Path
    news: Sequence[SnapshotFiles]
    touched: Path


def keep_touched(engine: Engine, before: Before) -> bool:
    """Make the table `touched` from `claims` and `members`: every `entity` of which a fact may differ, and some more.

    Those are the entities, now and before, of the records of which a snapshot says or no longer says something, which
    came to another entity, or which speak of a record that did. Returns whether they are few enough.
    """
    engine.read("former_members", before.folder / "members.parquet")
    engine.keep(
        "moved",
        "SELECT coalesce(n.record, f.record) AS record FROM members AS n "
        "FULL JOIN former_members AS f ON f.record = n.record WHERE n.entity IS DISTINCT FROM f.entity",
    )
    says = ["SELECT record FROM moved", "SELECT c.about FROM claims AS c SEMI JOIN moved AS m ON m.record = c.object"]
    for files in before.news:
        says.append(f"SELECT about FROM read_parquet({quoted(files.fresh)})")
        withdrawn = f"read_parquet({quoted(files.withdrawn)})"
        says.append(f"SELECT c.about FROM claims AS c SEMI JOIN {withdrawn} AS w ON w.id = c.id")
    engine.keep("touched_record", " UNION ".join(says))
    engine.keep(
        "touched",
        " UNION ".join(
            f"SELECT m.entity FROM {members} AS m SEMI JOIN touched_record AS t ON t.record = m.record"
            for members in ("members", "former_members")
        ),
    )
    engine.drop("moved", "touched_record")
    touched = engine.count("SELECT count(*) FROM touched")
    return touched <= MOST_TOUCHED * engine.count("SELECT count(DISTINCT entity) FROM members")
