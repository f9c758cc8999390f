"""Claims ranked within a thing's property: whose word comes first, and where sources disagree."""

from pathlib import Path

from kiem.flow.engine import Engine, quoted
from kiem.flow.vocabulary import Vocabulary

FACTS_ORDER = "entity, property, place"
DEFAULT_ORDER = ("page", "register", "ror", "cordis")


def keep_facts(engine: Engine, words: Vocabulary) -> None:
    """Make the table `facts` from `claims`, `members` and `aliases`.

    Columns: those of a claim, `entity` (of `about`), `target` (entity of `object`, or null), `place` (1 is shown first
    within the property) and `disputed` (another source says something else of a property that has one value).
    """
    engine.keep("facts", _facts_sql(words))


def write_facts(engine: Engine, words: Vocabulary, folder: Path) -> None:
    """Make the same table as the file `facts.parquet` of a release, in order, and read it from there."""
    engine.write(f"{_facts_sql(words)} ORDER BY {FACTS_ORDER}", folder / "facts.parquet")
    engine.read("facts", folder / "facts.parquet")


def _facts_sql(words: Vocabulary) -> str:
    order = _order_sql(words)
    single = ", ".join(quoted(name) for name, prop in words.properties.items() if prop.single)
    said = "coalesce(c.value, CAST(c.number AS VARCHAR))"
    return (
        "SELECT c.*, m.entity, o.entity AS target, "
        f"row_number() OVER (PARTITION BY m.entity, c.property ORDER BY (c.withdrawn_at IS NOT NULL), {order}, "
        "c.valid_from DESC NULLS LAST, c.seen_at DESC, c.origin DESC NULLS LAST, c.id) AS place, "
        "coalesce(d.entity IS NOT NULL AND c.withdrawn_at IS NULL, false) AS disputed "
        "FROM claims AS c JOIN members AS m ON m.record = c.about LEFT JOIN members AS o ON o.record = c.object "
        "LEFT JOIN (SELECT m.entity, c.property FROM claims AS c JOIN members AS m ON m.record = c.about "
        f"WHERE c.withdrawn_at IS NULL AND c.property IN ({single}) "
        f"GROUP BY m.entity, c.property HAVING count(DISTINCT {said}) > 1) AS d "
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
