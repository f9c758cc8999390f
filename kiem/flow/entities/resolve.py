"""From claims to who is who."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from kiem.flow.engine import Engine
from kiem.flow.entities.evidence import edges, keep_last_said
from kiem.flow.entities.grouping import JUDGED, PARTED, RULES, Doubt, Edge, Grouping, group
from kiem.flow.entities.identity import Assigned, Ledger, assign_ids
from kiem.flow.entities.judgement import DIFFERENT, SAME, Judgement

LINKED = "one is part of the other"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
"""A person's address, which no release gives away."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """How many entities and doubts there are in the tables that `resolve` made."""

    entities: int
    doubts: int


def resolve(engine: Engine, judgements: Sequence[Judgement], ledger: Ledger) -> Resolution:
    """Find out who is who in the table `claims`, and make five tables of it.

    `members`: record, entity, kind. `ids`: every id ever given, with the record and the release. `aliases`: alias,
    entity (records, identifiers and former ids). `joins`: left_record, right_record, reason, rule, strength (0 is a
    judgement, 1 the strongest evidence), against (what speaks against one that alone holds its group together, or
    null). `doubts`: left_record, right_record, reason, against.
    """
    kinds = {
        str(about): str(kind)
        for about, kind in engine.rows("SELECT about, min(kind) FROM claims GROUP BY about ORDER BY about")
    }
    known = [j for j in judgements if j.left in kinds and j.right in kinds]
    keep_last_said(engine)
    evidence = edges(engine) + [_judged(j) for j in known if j.verdict == SAME]
    apart = {j.pair: _told(PARTED, j) for j in known if j.verdict == DIFFERENT}
    engine.load("touched", _table({"record": sorted({end for edge in evidence for end in (edge.left, edge.right)})}))
    grouping = group(_numbers(engine), evidence, apart, _linked(engine))
    engine.drop("last_said", "touched")
    # A record that no edge touches is a group of its own.
    assigned = assign_ids({record: grouping.group_of.get(record, record) for record in kinds}, ledger)
    _load_entities(engine, kinds, assigned)
    _load_edges(engine, grouping)
    _keep_aliases(engine)
    return Resolution(len(set(assigned.id_of.values())), len(grouping.doubts))


def _judged(judgement: Judgement) -> Edge:
    return Edge(0, *judgement.pair, _told(JUDGED, judgement))


def _told(verdict: str, judgement: Judgement) -> str:
    # A release is given away: who judged stands in the house's own file, and in the audit.
    return f"{verdict} on {judgement.decided}: {ADDRESS.sub('…', judgement.reason)}"


def _numbers(engine: Engine) -> dict[str, list[str]]:
    """Return the identifiers of every record that an edge touches."""
    numbers: dict[str, list[str]] = {str(record): [] for (record,) in engine.rows("SELECT record FROM touched")}
    for about, value in engine.rows(
        "SELECT about, value FROM last_said JOIN touched ON record = about WHERE property = 'identifier'"
    ):
        numbers[str(about)].append(str(value))
    return numbers


def _linked(engine: Engine) -> dict[tuple[str, str], str]:
    """Return the records that an edge touches of which a source says that one is part of the other."""
    return {
        (str(about), str(whole)): LINKED
        for about, whole in engine.rows(
            "SELECT c.about, c.object FROM claims AS c SEMI JOIN touched AS t ON t.record = c.about "
            "WHERE c.property IN ('subsidiary_of', 'parent_of') AND c.withdrawn_at IS NULL AND c.object <> c.about"
        )
    }


def _load_entities(engine: Engine, kinds: Mapping[str, str], assigned: Assigned) -> None:
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
    given = assigned.given.values()
    table = _table({"id": list(assigned.given), "record": [one.record for one in given]})
    engine.load("ids", table.append_column("release", pa.array([one.release for one in given], pa.int32())))


def _load_edges(engine: Engine, grouping: Grouping) -> None:
    taken, doubts = grouping.taken, grouping.doubts
    joins = _table({**_ends(taken), "rule": [RULES[one.strength] for one in taken]})
    joins = joins.append_column("strength", pa.array([one.strength for one in taken], pa.int32()))
    engine.load("joins", joins.append_column("against", pa.array([one.against or None for one in taken], pa.string())))
    engine.load("doubts", _table({**_ends(doubts), "against": [one.against for one in doubts]}))


def _ends(edges: Sequence[Edge] | Sequence[Doubt]) -> Mapping[str, Sequence[str]]:
    return {
        "left_record": [one.left for one in edges],
        "right_record": [one.right for one in edges],
        "reason": [one.reason for one in edges],
    }


def _keep_aliases(engine: Engine) -> None:
    engine.keep(
        "aliases",
        # A record answers to its own name, whoever else carries it; any other name only where one thing has it.
        "SELECT record AS alias, entity FROM members UNION ALL SELECT e.alias, min(e.entity) FROM ("
        "SELECT value AS alias, entity FROM claims JOIN members ON record = about "
        "WHERE property = 'identifier' AND withdrawn_at IS NULL "
        # An id that no longer stands answers with what became of the record to which it was given.
        "UNION ALL SELECT i.id, m.entity FROM ids AS i JOIN members AS m ON m.record = i.record WHERE m.entity <> i.id"
        ") AS e ANTI JOIN members AS m ON m.record = e.alias "
        "GROUP BY e.alias HAVING min(e.entity) = max(e.entity) ORDER BY alias",
    )


def _table(columns: Mapping[str, Sequence[str]]) -> pa.Table:
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
