"""Claims ranked within a thing's property: whose word comes first, and where sources disagree."""

from pathlib import Path

from kiem.flow.engine import Engine, quoted
from kiem.flow.releases.touched import Before, Taken, keep_near, keep_touched
from kiem.flow.vocabulary import Vocabulary

FACTS_ORDER = "entity, property, place"
DEFAULT_ORDER = ("page", "register", "ror", "cordis")


def keep_facts(engine: Engine, words: Vocabulary) -> None:
    """Make the table `facts` from `claims`, `members` and `aliases`.

    Columns: those of a claim, `entity` (of `about`), `target` (entity of `object`, or null), `place` (1 is shown first
    within the property) and `disputed` (another source says something else of a property that has one value).
    """
    engine.keep("facts", _facts_sql(words, "claims"))


def write_facts(engine: Engine, words: Vocabulary, folder: Path, before: Before | None = None) -> Taken | None:
    """Make the same table as the file `facts.parquet` of a release, in order, and read it from there.

    Where few entities can differ from the release before, the others' facts are taken over from it; the bytes are the
    same either way. Returns what was taken over, where something was; then `touched` and `near` are tables.
    """
    file = folder / "facts.parquet"
    taken = before is not None and keep_touched(engine, before) and _take_over(engine, words, before, file)
    if not taken:
        engine.write(f"{_facts_sql(words, 'claims')} ORDER BY {FACTS_ORDER}", file)
    engine.read("facts", file)
    return keep_near(engine, before) if before is not None and taken else None


def _take_over(engine: Engine, words: Vocabulary, before: Before, file: Path) -> bool:
    """Write the facts, those of untouched entities as they were; returns whether every claim is in them."""
    engine.keep(
        "touched_claims",
        "SELECT c.* FROM claims AS c JOIN members AS m ON m.record = c.about "
        "SEMI JOIN touched AS t ON t.entity = m.entity",
    )
    engine.keep("touched_facts", _facts_sql(words, "touched_claims"))
    engine.drop("touched_claims")
    former = f"read_parquet({quoted(before.folder / 'facts.parquet')})"
    written = engine.write(
        f"SELECT f.* FROM {former} AS f ANTI JOIN touched AS t ON t.entity = f.entity "
        f"UNION ALL SELECT * FROM touched_facts ORDER BY {FACTS_ORDER}",
        file,
    )
    return written == engine.count("SELECT count(*) FROM claims")


def _facts_sql(words: Vocabulary, claims: str) -> str:
    order = _order_sql(words)
    single = ", ".join(quoted(name) for name, prop in words.properties.items() if prop.single)
    said = "coalesce(c.value, CAST(c.number AS VARCHAR))"
    return (
        "SELECT c.*, m.entity, o.entity AS target, "
        f"row_number() OVER (PARTITION BY m.entity, c.property ORDER BY (c.withdrawn_at IS NOT NULL), {order}, "
        "c.valid_from DESC NULLS LAST, c.seen_at DESC, c.origin DESC NULLS LAST, c.id) AS place, "
        "coalesce(d.entity IS NOT NULL AND c.withdrawn_at IS NULL, false) AS disputed "
        f"FROM {claims} AS c JOIN members AS m ON m.record = c.about LEFT JOIN members AS o ON o.record = c.object "
        f"LEFT JOIN (SELECT m.entity, c.property FROM {claims} AS c JOIN members AS m ON m.record = c.about "
        f"WHERE c.withdrawn_at IS NULL AND c.property IN ({single}) "
        f"GROUP BY m.entity, c.property HAVING min({said}) <> max({said})) AS d "
        "ON d.entity = m.entity AND d.property = c.property"
    )


def _order_sql(words: Vocabulary) -> str:
    default = " ".join(f"WHEN {quoted(source)} THEN {turn}" for turn, source in enumerate(DEFAULT_ORDER))
    special = [
        f"WHEN {quoted(name)} THEN CASE c.source "
        + " ".join(f"WHEN {quoted(source)} THEN {turn}" for turn, source in enumerate(prop.prefer))
        + f" ELSE {len(prop.prefer)} END"
        for name, prop in words.properties.items()
        if prop.prefer
    ]
    return f"CASE c.property {' '.join(special)} ELSE CASE c.source {default} ELSE {len(DEFAULT_ORDER)} END END"
