"""A definition's measure on what was known: which units count, in which group, and what stays unknown."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kiem.flow.engine import Engine, quoted
from kiem.flow.figures.definition import Measure
from kiem.flow.figures.figure import UNKNOWN, ClaimSet, Point, Unknown, whole
from kiem.flow.figures.knowledge import Knowledge, keep_located
from kiem.flow.figures.subjects import SUBJECTS, Column
from kiem.flow.figures.words import Labels, group_labels, same_in_all, unknown_words


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure gave: its parts, all its claims, and what is unknown. No part means that nothing is known.

    `at_most` is what a count would be if all that might count did.
    """

    series: tuple[Point, ...]
    claims: ClaimSet
    coverage: tuple[Unknown, ...]
    at_most: int

    @property
    def value(self) -> Decimal | None:
        """The sum of the parts; None when nothing is known."""
        return sum((point.value for point in self.series), Decimal(0)) if self.series else None


def measured(known: Knowledge, measure: Measure, day: datetime.date, territory: str | None) -> Measured:
    """Return the measure as of the day.

    A unit counts when every condition is known to hold; one of which that is unknown is told in `coverage`.
    The table `rests_on` (part, claim, anchors) stays for the sources; `anchors`: it shows that the unit is there.
    """
    engine = known.engine
    keep_located(known, territory)
    when = f"DATE '{day.isoformat()}'"
    engine.keep("units", SUBJECTS[measure.subject].statement(when))
    conditions = _conditions(measure, when, territory)
    listed = ", ".join(f"({sql}) AS {_named(word)}" for word, sql in conditions.items())
    group = measure.by or "CAST(NULL AS VARCHAR)"
    engine.keep("judged", f"SELECT *, coalesce({group}, '') AS part, {listed} FROM units")
    no_doubt = " AND ".join(_named(word) for word in conditions)
    engine.keep("counted", f"SELECT unit, amount, part FROM judged WHERE {no_doubt}")
    series = _series(engine, measure)
    coverage = [*_left_out(engine, tuple(conditions)), *_told(engine, measure, no_doubt)]
    claims = ClaimSet.of(claim for point in series for claim in point.claims.ids)
    return Measured(series, claims, tuple(coverage), _at_most(engine, conditions, measure.known))


def _named(word: str) -> str:
    return f"holds_{word}"


def _conditions(measure: Measure, day: str, territory: str | None) -> Mapping[str, str]:
    """Return the conditions as expressions that are true, false, or null where it is unknown; each once by its word."""
    found = {"existence": _there(measure.holds, day)}
    if territory is not None:
        found["territory"] = "inside"
    if measure.is_sum:
        found["amount"] = "CASE WHEN amount IS NOT NULL THEN true END"
    for word, values in measure.where:
        found[word] = f"{word} IN ({', '.join(quoted(value) for value in values)})"
    for word in measure.known:
        found.setdefault(word, f"CASE WHEN {word} IS NOT NULL THEN true END")
    return found


def _there(holds: str, day: str) -> str:
    """Return whether a unit had begun by the day and, for what must be there on it, had not ended."""
    begun = f"WHEN since > {day} THEN false WHEN since IS NULL AND (witnessed IS NULL OR witnessed > {day}) THEN NULL"
    if holds == "up_to_the_day":
        return f"CASE {begun} ELSE true END"
    return (
        f"CASE WHEN until <= {day} THEN false WHEN until IS NULL AND gone_seen <= {day} THEN false {begun} "
        "WHEN until IS NULL AND gone_seen IS NOT NULL THEN NULL ELSE true END"
    )


def _series(engine: Engine, measure: Measure) -> tuple[Point, ...]:
    amount = "sum(amount)" if measure.is_sum else "count(*)"
    values = {
        str(key): Decimal(str(value))
        for key, value in engine.rows(f"SELECT part, CAST({amount} AS DECIMAL(28,4)) FROM counted GROUP BY part")
    }
    claims = _claims(engine, measure)
    column = SUBJECTS[measure.subject].columns[measure.by] if measure.by else None
    names = _names(engine, column, [key for key in values if key != UNKNOWN])
    points = [
        Point(key, names[key], whole(value), ClaimSet.of(claims[key]))
        for key, value in values.items()
        if claims.get(key)
    ]
    return tuple(sorted(points, key=_by_year if column and column.is_year else _by_size))


def _by_year(point: Point) -> tuple[bool, str]:
    return point.key == UNKNOWN, point.key


def _by_size(point: Point) -> tuple[bool, Decimal, str]:
    return point.key == UNKNOWN, -point.value, point.key


def _claims(engine: Engine, measure: Measure) -> Mapping[str, Sequence[str]]:
    subject = SUBJECTS[measure.subject]
    words = [word for word, _ in measure.where] + [*measure.known, *([measure.by] if measure.by else [])]
    properties = [*subject.anchors, *(prop for word in words for prop in subject.columns[word].properties)]
    if measure.holds == "on_the_day" and "status" in subject.columns:
        properties += ["status"]
    chosen = ", ".join(quoted(prop) for prop in dict.fromkeys(properties))
    anchors = ", ".join(quoted(prop) for prop in subject.anchors)
    engine.keep(
        "rests_on",
        f"SELECT n.part, c.claim, bool_or(c.property IN ({anchors})) AS anchors FROM counted AS n "
        f"JOIN ({subject.claims}) AS c ON c.unit = n.unit WHERE c.property IN ({chosen}) GROUP BY n.part, c.claim",
    )
    rows = engine.rows("SELECT part, list(claim ORDER BY claim) FROM rests_on GROUP BY part")
    return {str(part): [str(claim) for claim in claims] for part, claims in rows if isinstance(claims, list)}


def _names(engine: Engine, column: Column | None, keys: Sequence[str]) -> Mapping[str, Labels]:
    unknown = {UNKNOWN: group_labels(None, "unknown")}
    source = None if column is None else column.names
    if source not in {"things", "programme"}:
        return {key: group_labels(source, key) for key in keys} | unknown
    listed = ", ".join(quoted(key) for key in ["", *keys])
    rows = engine.rows(
        f"SELECT id, name FROM things WHERE id IN ({listed})"
        if source == "things"
        else f"SELECT part, part || ' ' || name FROM programme_name WHERE part IN ({listed})"
    )
    named = {str(key): same_in_all(str(name)) for key, name in rows}
    return {key: named.get(key) or group_labels(None, key) for key in keys} | unknown


def _left_out(engine: Engine, words: Sequence[str]) -> list[Unknown]:
    possible = " AND ".join(f"{_named(word)} IS DISTINCT FROM false" for word in words)
    lacking = ", ".join(f"count(*) FILTER ({_named(word)} IS NULL)" for word in words)
    [(of, *counts)] = engine.rows(f"SELECT count(*), {lacking} FROM judged WHERE {possible}")
    pairs = zip(words, counts, strict=True)
    return [_unknown(word, count, of, counted=False) for word, count in pairs if count]


def _at_most(engine: Engine, conditions: Iterable[str], known: Sequence[str]) -> int:
    might = " AND ".join(
        f"{_named(word)} IS {'NOT NULL' if word in known else 'DISTINCT FROM false'}" for word in conditions
    )
    return engine.count(f"SELECT count(*) FROM judged WHERE {might}")


def _told(engine: Engine, measure: Measure, no_doubt: str) -> list[Unknown]:
    words = dict.fromkeys([*([measure.by] if measure.by else []), *measure.tell])
    found = []
    for word in words:
        [(of, count)] = engine.rows(f"SELECT count(*), count(*) FILTER ({word} IS NULL) FROM judged WHERE {no_doubt}")
        if count:
            found.append(_unknown(word, count, of, counted=True))
    return found


def _unknown(word: str, count: object, of: object, *, counted: bool) -> Unknown:
    return Unknown(word, unknown_words(word), int(str(count)), int(str(of)), counted)
