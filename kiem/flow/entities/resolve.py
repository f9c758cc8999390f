"""From claims to who is who."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from kiem.flow.engine import Engine
from kiem.flow.entities.evidence import edges
from kiem.flow.entities.grouping import JUDGED, Edge, group
from kiem.flow.entities.identity import assign_ids
from kiem.flow.entities.judgement import DIFFERENT, SAME, Judgement


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the last release knew: each record's entity id, and where every id that was ever given is now."""

    id_of: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Three tables by name in the engine.

    `members`: record, entity, kind. `aliases`: alias, entity (records, identifiers and former ids).
    `doubts`: left, right, reason, against.
    """

    entities: int
    doubts: int


def resolve(engine: Engine, judgements: Sequence[Judgement], ledger: Ledger) -> Resolution:
    """Make the tables `members`, `aliases`, `doubts` and `joins` from the table `claims`."""
    kinds = {
        str(about): str(kind)
        for about, kind in engine.rows("SELECT about, min(kind) FROM claims GROUP BY about ORDER BY about")
    }
    known = [j for j in judgements if j.left in kinds and j.right in kinds]
    evidence = edges(engine) + [_judged(j) for j in known if j.verdict == SAME]
    numbers = _numbers(engine, evidence)
    grouping = group(numbers, evidence, [j.pair for j in known if j.verdict == DIFFERENT])
    # A record that no edge touches is a group of its own.
    assigned = assign_ids({record: grouping.group_of.get(record, record) for record in kinds}, ledger.id_of)
    engine.load(
        "members",
        _table(
            {
                "record": list(assigned.id_of),
                "entity": list(assigned.id_of.values()),
                "kind": [kinds[record] for record in assigned.id_of],
            }
        ),
    )
    _load_aliases(engine, ledger, assigned.moved)
    columns = ("left", "right", "reason", "against")
    engine.load(
        "doubts",
        _table(
            {f"{c}_record" if c in {"left", "right"} else c: [getattr(d, c) for d in grouping.doubts] for c in columns}
        ),
    )
    engine.load(
        "joins",
        _table(
            {
                "left_record": [e.left for e in grouping.taken],
                "right_record": [e.right for e in grouping.taken],
                "reason": [e.reason for e in grouping.taken],
            }
        ),
    )
    return Resolution(len(set(assigned.id_of.values())), len(grouping.doubts))


def _judged(judgement: Judgement) -> Edge:
    # A release is given away: who judged stands in the house's own file, and in the audit.
    return Edge(0, *judgement.pair, f"{JUDGED} on {judgement.decided}: {judgement.reason}")


def _numbers(engine: Engine, evidence: Iterable[Edge]) -> dict[str, list[str]]:
    """Return the identifiers of every record that an edge touches."""
    numbers: dict[str, list[str]] = {record: [] for edge in evidence for record in (edge.left, edge.right)}
    engine.load("touched", _table({"record": sorted(numbers)}))
    for about, value in engine.rows(
        "SELECT about, value FROM claims JOIN touched ON record = about WHERE property = 'identifier' AND "
        "withdrawn_at IS NULL"
    ):
        numbers[str(about)].append(str(value))
    engine.drop("touched")
    return numbers


def _load_aliases(engine: Engine, ledger: Ledger, moved: Mapping[str, str]) -> None:
    former = {old: moved.get(now, now) for old, now in ledger.aliases.items()} | dict(moved)
    engine.load("former_ids", _table({"alias": list(former), "entity": list(former.values())}))
    engine.keep(
        "aliases",
        # A record answers to its own name, whoever else carries it; any other name only where one thing has it.
        "SELECT record AS alias, entity FROM members UNION ALL SELECT alias, min(entity) FROM ("
        "SELECT value AS alias, entity FROM claims JOIN members ON record = about "
        "WHERE property = 'identifier' AND withdrawn_at IS NULL "
        "UNION ALL SELECT f.alias, f.entity FROM former_ids AS f WHERE f.alias NOT IN (SELECT entity FROM members)"
        ") AS every WHERE alias NOT IN (SELECT record FROM members) "
        "GROUP BY alias HAVING count(DISTINCT entity) = 1 ORDER BY alias",
    )
    engine.drop("former_ids")


def _table(columns: Mapping[str, Sequence[str]]) -> pa.Table:
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
