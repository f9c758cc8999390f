"""Entity ids: given once, kept for good."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PRIORITY = {"register": 0, "ror": 1, "pic": 2}


@dataclass(frozen=True, slots=True)
class Assigned:
    """Each record's entity id, and for each id that no longer stands where it went."""

    id_of: Mapping[str, str]
    moved: Mapping[str, str]


def minted(record: str) -> str:
    """Return the id that an entity gets when the record is its first: `k` and eight letters or digits."""
    digest = hashlib.sha256(record.encode()).digest()
    return "k" + base64.b32encode(digest)[:8].decode().lower()


def assign_ids(group_of: Mapping[str, str], before: Mapping[str, str]) -> Assigned:
    """Give every group an id.

    `group_of`: record → its group; `before`: record → the id it had in the last release. A group keeps the id that its
    records had. Where groups with different ids joined, the id of the record that comes first (register, then ROR, then
    PIC, then by name) stays and the others move to it. Where a group split, the part with that first record keeps it.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for record, root in group_of.items():
        groups[root].append(record)
    ordered = [sorted(records, key=_priority) for records in groups.values()]
    ordered.sort(key=lambda records: _priority(records[0]))
    holder = _holders(ordered, before)
    id_of: dict[str, str] = {}
    moved: dict[str, str] = {}
    taken = set(before.values())
    for turn, records in enumerate(ordered):
        held = [before[record] for record in records if before.get(record) and holder[before[record]] == turn]
        chosen = held[0] if held else _fresh(records, taken)
        taken.add(chosen)
        moved.update({old: chosen for old in held if old != chosen})
        id_of.update(dict.fromkeys(records, chosen))
    return Assigned(id_of, moved)


def _holders(ordered: list[list[str]], before: Mapping[str, str]) -> dict[str, int]:
    """Return for each old id the group that may keep it: the one with the first of its records."""
    holder: dict[str, tuple[tuple[int, str], int]] = {}
    for turn, records in enumerate(ordered):
        for record in records:
            old = before.get(record)
            if old is not None:
                claim = (_priority(record), turn)
                holder[old] = min(holder.get(old, claim), claim)
    return {old: turn for old, (_, turn) in holder.items()}


def _fresh(records: Iterable[str], taken: set[str]) -> str:
    first = min(records, key=_priority)
    candidate, attempt = minted(first), 0
    while candidate in taken:
        attempt += 1
        candidate = minted(f"{first}#{attempt}")
    return candidate


def _priority(record: str) -> tuple[int, str]:
    return (PRIORITY.get(record.partition(":")[0], len(PRIORITY)), record)
