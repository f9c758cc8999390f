"""Entity ids: given once, kept for good."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
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
    # Which group may keep an old id: the one with the first of its records.
    holder: dict[str, str] = {}
    for record in sorted(group_of, key=_priority):
        groups[group_of[record]].append(record)
        if record in before:
            holder.setdefault(before[record], group_of[record])
    id_of: dict[str, str] = {}
    moved: dict[str, str] = {}
    taken = set(before.values())
    for root, records in groups.items():
        held = [before[record] for record in records if record in before and holder[before[record]] == root]
        chosen = held[0] if held else _fresh(records[0], taken)
        taken.add(chosen)
        moved.update({old: chosen for old in held if old != chosen})
        id_of.update(dict.fromkeys(records, chosen))
    return Assigned(id_of, moved)


def _fresh(first: str, taken: Collection[str]) -> str:
    candidate, attempt = minted(first), 0
    while candidate in taken:
        attempt += 1
        candidate = minted(f"{first}#{attempt}")
    return candidate


def _priority(record: str) -> tuple[int, str]:
    return (PRIORITY.get(record.partition(":")[0], len(PRIORITY)), record)
