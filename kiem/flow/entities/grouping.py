"""Groups records by the edges between them, and refuses the edges that would join what must stay apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

JUDGED = "judged the same"
EXCLUSIVE = frozenset({"register", "ror", "pic", "lei"})
"""Registers that give one thing one number: two different numbers of one of them never join without a judgement."""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Evidence that two records are one thing. Edges are taken strongest first: `strength` 0 is a judgement."""

    strength: int
    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """An edge that was not taken, and what stood in its way."""

    left: str
    right: str
    reason: str
    against: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """Each record's group (named by its first record in order), the edges that made them, and those refused."""

    group_of: Mapping[str, str]
    taken: tuple[Edge, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Groups:
    parent: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, set[str]] = field(default_factory=dict)

    def find(self, record: str) -> str:
        root = record
        while (above := self.parent.get(root, root)) != root:
            root = above
        while (above := self.parent.get(record, record)) != root:
            self.parent[record] = root
            record = above
        return root

    def of(self, root: str) -> list[str]:
        return self.members.get(root, [root])

    def join(self, left: str, right: str) -> None:
        root, other = (left, right) if left < right else (right, left)
        self.parent[other] = root
        self.members[root] = self.of(root) + self.of(other)
        self.numbers[root] = self.numbers[root] | self.numbers[other]


def group(
    numbers_of: Mapping[str, Iterable[str]], edges: Iterable[Edge], apart: Iterable[tuple[str, str]] = ()
) -> Grouping:
    """Group the records.

    `numbers_of` gives for each record the identifiers it carries, as CURIEs; `apart` are pairs judged different.
    A judged edge joins whatever the identifiers say; any other joins only what no identifier and no judgement parts.
    The result does not depend on the order in which edges are given.
    """
    groups = _Groups(numbers={record: _exclusive(record, given) for record, given in numbers_of.items()})
    parted = _parted(apart)
    taken: list[Edge] = []
    doubts: list[Doubt] = []
    for edge in sorted(edges):
        left, right = groups.find(edge.left), groups.find(edge.right)
        if left == right:
            taken.append(edge)
            continue
        against = _against(groups, parted, edge, left, right)
        if against is None:
            groups.join(left, right)
            taken.append(edge)
        else:
            doubts.append(Doubt(edge.left, edge.right, edge.reason, against))
    return Grouping({record: groups.find(record) for record in numbers_of}, tuple(taken), tuple(doubts))


def _exclusive(record: str, given: Iterable[str]) -> set[str]:
    return {number for number in (record, *given) if number.partition(":")[0] in EXCLUSIVE}


def _parted(apart: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    parted: dict[str, set[str]] = {}
    for left, right in apart:
        parted.setdefault(left, set()).add(right)
        parted.setdefault(right, set()).add(left)
    return parted


def _against(groups: _Groups, parted: Mapping[str, set[str]], edge: Edge, left: str, right: str) -> str | None:
    if parted:
        others = set(groups.of(right))
        for record in groups.of(left):
            if parted.get(record, set()) & others:
                return "judged different"
    if edge.strength == 0:
        return None
    ours = {number.partition(":")[0]: number for number in sorted(groups.numbers[left])}
    for number in sorted(groups.numbers[right]):
        mine = ours.get(number.partition(":")[0])
        if mine is not None and number not in groups.numbers[left]:
            return f"{mine} and {number} are two numbers of one register"
    return None
