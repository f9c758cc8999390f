"""What may differ from the release before: entities whose records moved, or of which something else is said.

And those near them, of which something may be known through such: whose projects they are, into whom they merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiem.flow.claims import SnapshotFiles
from kiem.flow.engine import Engine, quoted
from kiem.flow.releases.manifest import Manifest, file_hash

TAKEN_OVER = ("things.parquet", "relations.parquet", "best_facts.parquet")
"""Tables whose rows are taken over unseen, and so only where the file is the one that the release wrote."""

MOST_TOUCHED = 0.3
"""Up to this share of entities to look at again, taking over the others is quicker than making everything."""


@dataclass(frozen=True, slots=True)
class Before:
    """The release before, made by the same code and rules; the snapshots since; a folder to write who is touched."""

    folder: Path
    news: Sequence[SnapshotFiles]
    beside: Path


@dataclass(frozen=True, slots=True)
class Taken:
    """The release before, of which all that is not touched was taken over, and four files of what was not.

    Of entities outside `touched` every fact is the same, of those outside `near` also what their relations tell. The
    facts of those near, `facts` now and `facts_before`.
    """

    folder: Path
    touched: Path
    near: Path
    facts: Path
    facts_before: Path


def keep_touched(engine: Engine, before: Before) -> bool:
    """Make the table `touched` from `claims` and `members`: every `entity` of which a fact may differ, and some more.

    Those are the entities, now and before, of the records of which a snapshot says or no longer says something, which
    came to another entity, or which speak of a record that did. Returns whether they are few enough, and what is to be
    taken over is whole.
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
    is_few = touched <= MOST_TOUCHED * engine.count("SELECT count(DISTINCT entity) FROM members")
    written = Manifest.read(before.folder).tables
    return is_few and all(file_hash(before.folder / name) == written[name] for name in TAKEN_OVER)


def keep_near(engine: Engine, before: Before) -> Taken:
    """Make the table `near` from `touched` and `touched_facts`: those, who speaks of them, and into whom they merged.

    Makes `near_facts` and `near_before`, too: the facts of all these, now and before.
    """
    engine.read("former_facts", before.folder / "facts.parquet")
    merged = (
        "SELECT f.target AS entity FROM {} AS f SEMI JOIN touched AS t ON t.entity = f.entity "
        "WHERE f.property = 'merged_into'"
    )
    engine.keep(
        "near",
        f"SELECT entity FROM touched UNION {merged.format('touched_facts')} UNION {merged.format('former_facts')} "
        "UNION SELECT f.entity FROM former_facts AS f SEMI JOIN touched AS t ON t.entity = f.target",
    )
    engine.keep("near_before", "SELECT f.* FROM former_facts AS f SEMI JOIN near AS n ON n.entity = f.entity")
    engine.view(
        "near_facts",
        "SELECT * FROM touched_facts UNION ALL "
        "SELECT b.* FROM near_before AS b ANTI JOIN touched AS t ON t.entity = b.entity",
    )
    names = ("touched", "near", "near_facts", "near_before")
    taken = Taken(before.folder, *(before.beside / f"{name}.parquet" for name in names))
    engine.write("SELECT entity FROM touched ORDER BY entity", taken.touched)
    engine.write("SELECT entity FROM near ORDER BY entity", taken.near)
    engine.write("SELECT * FROM near_facts ORDER BY entity, property, place", taken.facts)
    engine.write("SELECT * FROM near_before ORDER BY entity, property, place", taken.facts_before)
    return taken
