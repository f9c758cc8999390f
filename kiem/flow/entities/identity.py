"""Entity ids: given once to a record, kept for good."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

PRIORITY = {"register": 0, "ror": 1, "pic": 2}


@dataclass(frozen=True, slots=True)
class Given:
    """For which record an id was given, and in which release; it answers with that record's entity ever after."""

    record: str
    release: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the last release knew: every id ever given, each record's entity id; and the number of the next release."""

    given: Mapping[str, Given] = field(default_factory=dict)
    id_of: Mapping[str, str] = field(default_factory=dict)
    release: int = 1


@dataclass(frozen=True, slots=True)
class Assigned:
    """Each record's entity id, and every id ever given."""

    id_of: Mapping[str, str]
    given: Mapping[str, Given]


def minted(record: str) -> str:
    """Return the id that an entity gets when it is given for this record: `k` and eight letters or digits."""
    digest = hashlib.sha256(record.encode()).digest()
    return "k" + base64.b32encode(digest)[:8].decode().lower()


def assign_ids(group_of: Mapping[str, str], ledger: Ledger) -> Assigned:
    """Give every group an id; `group_of`: record → its group.

    A group has the oldest of the ids that were given for its records; of one release's, that of the record that comes
    first (register, then ROR, then PIC, then by name). A group without any is given one for its first record. So the
    ids follow from the groups and the ids ever given, however the groups came about, and new ids are younger: a group
    that comes again has the id that it had.
    """
    given = dict(_inherited(group_of, ledger))
    chosen: dict[str, str] = {}
    for identifier, one in given.items():
        group = group_of.get(one.record)
        if group is None:
            continue
        held = chosen.get(group)
        if held is None or _age(one, identifier) < _age(given[held], held):
            chosen[group] = identifier
    unnamed: dict[str, str] = {}
    for record, group in group_of.items():
        if group not in chosen and (group not in unnamed or _priority(record) < _priority(unnamed[group])):
            unnamed[group] = record
    for record in sorted(unnamed.values(), key=_priority):
        identifier = chosen[group_of[record]] = _fresh(record, given)
        given[identifier] = Given(record, ledger.release)
    return Assigned({record: chosen[group] for record, group in group_of.items()}, given)


def former_ids(id_of: Mapping[str, str], aliases: Mapping[str, str]) -> Mapping[str, Given]:
    """Return the ids that a release gave which did not yet keep to which records.

    `id_of`: record → its entity; `aliases`: an id that no longer stood → where it went. An id says itself for which
    record it was made; where that does not help it is the first record's. Those that stood are older than those that
    did not.
    """
    records: dict[str, list[str]] = defaultdict(list)
    for record in sorted(id_of, key=_priority):
        records[id_of[record]].append(record)
    made_for = {minted(record): record for record in id_of}
    standing = {
        entity: Given(made_for[entity] if made_for.get(entity) in several else several[0], 0)
        for entity, several in records.items()
    }
    return standing | {
        old: Given(made_for.get(old, records[now][0]), 1)
        for old, now in aliases.items()
        if old not in standing and now in records
    }


def _inherited(group_of: Mapping[str, str], ledger: Ledger) -> Mapping[str, Given]:
    """Return the ids given; of a record that is no longer there, its entity's first other record has it from now on."""
    orphans = {
        identifier: ledger.id_of[one.record]
        for identifier, one in ledger.given.items()
        if one.record not in group_of and one.record in ledger.id_of
    }
    if not orphans:
        return ledger.given
    wanted, heirs = set(orphans.values()), dict[str, str]()
    for record in sorted(group_of, key=_priority):
        entity = ledger.id_of.get(record)
        if entity in wanted:
            heirs.setdefault(entity, record)
    return {
        **ledger.given,
        **{
            identifier: replace(ledger.given[identifier], record=heirs[entity])
            for identifier, entity in orphans.items()
            if entity in heirs
        },
    }


def _age(one: Given, identifier: str) -> tuple[int, tuple[int, str], str]:
    return one.release, _priority(one.record), identifier


def _fresh(first: str, taken: Collection[str]) -> str:
    candidate, attempt = minted(first), 0
    while candidate in taken:
        attempt += 1
        candidate = minted(f"{first}#{attempt}")
    return candidate


def _priority(record: str) -> tuple[int, str]:
    return (PRIORITY.get(record.partition(":")[0], len(PRIORITY)), record)
