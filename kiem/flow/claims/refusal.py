"""A claim that the organisation's editors refuse: it stays on file with their reason, and nothing rests on it."""

import csv
from dataclasses import dataclass, fields
from pathlib import Path

import pyarrow as pa

from kiem.flow.engine import Engine

__all__ = ["Refusal", "RefusalProblem", "keep_standing_claims", "refusals"]


class RefusalProblem(Exception):
    """A file of refusals that cannot be used, said in one line: what, where, remedy."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One value of one property of one record that must not count: why, by whom, and since which day (ISO)."""

    record: str
    property: str
    value: str
    reason: str
    by: str
    decided: str


COLUMNS = tuple(field.name for field in fields(Refusal))
SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS])


def refusals(file: Path) -> tuple[Refusal, ...]:
    """Read an instance's refusals; none where there is no file. Raises RefusalProblem for what cannot be read."""
    if not file.exists():
        return ()
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            found = list(csv.DictReader(opened))
    except UnicodeDecodeError:
        message = f"{file.name}: it is not UTF-8; save it as CSV in UTF-8."
        raise RefusalProblem(message) from None
    for line, row in enumerate(found, start=2):
        missing = [name for name in COLUMNS if not row.get(name)]
        if missing:
            message = f"{file.name}, line {line}: {missing[0]} is empty; fill it in, or take the row out."
            raise RefusalProblem(message)
    return tuple(Refusal(*(row[name] for name in COLUMNS)) for row in found)


def keep_standing_claims(engine: Engine, refused: tuple[Refusal, ...]) -> None:
    """Make the tables `claims` and `quarantine` of `claims_read` and `quarantine_read`: what is refused moves over.

    A number is refused by its value, a text by its words.
    """
    engine.load("refusal", pa.table({name: [getattr(one, name) for one in refused] for name in COLUMNS}, SCHEMA))
    said = "coalesce(c.value, CAST(c.number AS VARCHAR))"
    engine.keep(
        "refused",
        "SELECT c.id, c.source, c.snapshot, 'refused by ' || r.by || ': ' || r.reason AS reason, "
        f"c.about || ' | ' || c.property || ': ' || {said} AS verbatim FROM claims_read AS c JOIN refusal AS r "
        "ON r.record = c.about AND r.property = c.property "
        "AND (r.value = c.value OR TRY_CAST(r.value AS DECIMAL(18,4)) = c.number)",
    )
    engine.view("claims", "SELECT c.* FROM claims_read AS c WHERE c.id NOT IN (SELECT id FROM refused)")
    engine.view(
        "quarantine",
        "SELECT * FROM quarantine_read UNION ALL "
        "SELECT DISTINCT source, snapshot, 'claims', CAST(NULL AS BIGINT), reason, verbatim FROM refused",
    )
