"""Every merge and every split since the first release: which record came from where to where, when and why."""

from pathlib import Path

from kiem.flow.engine import Engine, quoted
from kiem.flow.entities import PARTED
from kiem.flow.releases.manifest import Manifest

COLUMNS = {
    "release": "INTEGER",
    **dict.fromkeys(("record", "change", "before", "after", "left_record", "right_record", "rule"), "VARCHAR"),
    "strength": "INTEGER",
    "reason": "VARCHAR",
}
WHY = "left_record, right_record, rule, strength, reason"
NO_LONGER = "no longer: "


def keep_moves(engine: Engine, previous: Path | None) -> None:
    """Make the table `moves`, and `fresh_moves` of this release alone, beside the release folder `previous`.

    A row for each record that came from one entity to another: release, record, change (`parted` from what it left,
    `joined` with what it came to, or a row for each), before, after (ids), the edge that made or no longer makes it
    one, and its rule (`judgement` is a person's), strength and reason.
    """
    if previous is None or not (previous / "moves.parquet").exists():
        for name in ("moves", "fresh_moves"):
            nothing = ", ".join(f"CAST(NULL AS {kind}) AS {column}" for column, kind in COLUMNS.items())
            engine.keep(name, f"SELECT {nothing} WHERE false")
        return
    for name in ("members", "joins", "moves"):
        engine.read(f"{name}_before", previous / f"{name}.parquet")
    _keep_moved(engine)
    _keep_reasons(engine)
    told = [
        f"SELECT m.record, {quoted(change)} AS change, m.before, m.after, {WHY} FROM moved AS m "
        f"LEFT JOIN why_{change} AS w ON w.before = m.before AND w.after = m.after WHERE m.is_{change}"
        for change in ("parted", "joined")
    ]
    release = Manifest.read(previous).number + 1
    engine.keep("fresh_moves", f"SELECT {release} AS release, t.* FROM ({' UNION ALL '.join(told)}) AS t")
    columns = ", ".join(COLUMNS)
    engine.keep("moves", f"SELECT {columns} FROM moves_before UNION ALL SELECT {columns} FROM fresh_moves")
    engine.drop("moved", "why_parted", "why_joined")


def _keep_moved(engine: Engine) -> None:
    # An id stands for its record: where that one is now is where the id went, where it was is whence the id came.
    engine.keep(
        "moved",
        "SELECT n.record, b.entity AS before, n.entity AS after, went.entity IS DISTINCT FROM n.entity AS is_parted, "
        "coalesce(came.entity <> b.entity, went.entity = n.entity) AS is_joined FROM members AS n "
        "JOIN members_before AS b ON b.record = n.record "
        "LEFT JOIN ids AS old ON old.id = b.entity LEFT JOIN members AS went ON went.record = old.record "
        "LEFT JOIN ids AS new ON new.id = n.entity LEFT JOIN members_before AS came ON came.record = new.record "
        "WHERE n.entity <> b.entity",
    )


def _keep_reasons(engine: Engine) -> None:
    """Keep of what held a pair of entities together, or does now, what says most: a judgement, then by strength."""
    ends = ("SELECT e.*, one AS side FROM edge AS e", "SELECT e.*, other AS side FROM edge AS e")
    judged = f"starts_with(d.against, {quoted(PARTED)})"
    lost = (
        "SELECT b.entity AS whole, l.entity AS one, r.entity AS other, j.left_record, j.right_record, "
        f"CASE WHEN {judged} THEN 'judgement' WHEN d.against IS NOT NULL THEN 'number' ELSE j.rule END AS rule, "
        f"CASE WHEN {judged} THEN 0 WHEN d.against IS NOT NULL THEN 1 ELSE j.strength END AS strength, "
        f"coalesce(d.against, {quoted(NO_LONGER)} || j.reason) AS reason "
        "FROM joins_before AS j JOIN members_before AS b ON b.record = j.left_record "
        "LEFT JOIN members AS l ON l.record = j.left_record LEFT JOIN members AS r ON r.record = j.right_record "
        "LEFT JOIN doubts AS d ON d.left_record = j.left_record AND d.right_record = j.right_record "
        "AND d.reason = j.reason WHERE l.entity IS DISTINCT FROM r.entity"
    )
    found = (
        "SELECT n.entity AS whole, l.entity AS one, r.entity AS other, j.left_record, j.right_record, j.rule, "
        "j.strength, j.reason FROM joins AS j JOIN members AS n ON n.record = j.left_record "
        "LEFT JOIN members_before AS l ON l.record = j.left_record "
        "LEFT JOIN members_before AS r ON r.record = j.right_record WHERE l.entity IS DISTINCT FROM r.entity"
    )
    for change, edges, whole, side in (("parted", lost, "before", "after"), ("joined", found, "after", "before")):
        engine.keep(
            f"why_{change}",
            f"WITH edge AS ({edges}), sided AS ({' UNION ALL '.join(ends)}), ranked AS ("
            f"SELECT m.before, m.after, {WHY}, row_number() OVER (PARTITION BY m.before, m.after "
            f"ORDER BY s.strength, s.left_record, s.right_record, s.reason) AS turn FROM sided AS s "
            f"JOIN (SELECT DISTINCT before, after FROM moved WHERE is_{change}) AS m "
            f"ON m.{whole} = s.whole AND m.{side} = s.side) "
            f"SELECT before, after, {WHY} FROM ranked WHERE turn = 1",
        )
