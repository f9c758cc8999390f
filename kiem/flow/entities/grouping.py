"""Groups records by the edges between them, and refuses the edges that would join what must stay apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

JUDGED, PARTED = "judged the same", "judged different"
RULES = ("judgement", "number", "name", "domain")
"""What joins: a person, a shared number, one name in one place, one web domain; by the strength of an edge."""

EXCLUSIVE = frozenset({"register", "ror", "pic", "lei"})
"""Registers that give one thing one number: two different numbers of one of them never join without a judgement."""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Evidence that two records are one thing, and what speaks against it, if anything does.

    Edges are taken strongest first: `strength` 0 is a judgement.
    """

    strength: int
    left: str
    right: str
    reason: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An edge that was not taken, and what stood in its way."""

    left: str
    right: str
    reason: str
    against: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """Each record's group (named by its first record in order), the edges that made them, and those refused.

    What speaks against an edge that was taken is only told where nothing stronger had joined the two.
    """

    group_of: Mapping[str, str]
    taken: tuple[Edge, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Groups:
    parent: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)

    def find(self, name: str) -> str:
        root = name
        while (above := self.parent.get(root, root)) != root:
            root = above
        while (above := self.parent.get(name, name)) != root:
            self.parent[name] = root
            name = above
        return root

    def of(self, root: str) -> list[str]:
        return self.members.get(root, [root])

    def join(self, left: str, right: str) -> str:
        root, other = (left, right) if left < right else (right, left)
        self.parent[other] = root
        self.members[root] = self.of(root) + self.of(other)
        return root


@dataclass(slots=True)
class _Numbers:
    """By group and register the numbers that all its records with a number of that register carry.

    A judgement says that two numbers are one: `one` knows which.
    """

    of_group: dict[str, dict[str, set[str]]]
    one: _Groups = field(default_factory=_Groups)

    def judged(self, left: str, right: str, root: str) -> None:
        ours, theirs = self.of_group[left], self.of_group[right]
        for register in ours.keys() & theirs.keys():
            first, *others = sorted({self.one.find(number) for number in ours[register] | theirs[register]})
            for other in others:
                self.one.join(first, other)
        self.of_group[root] = {
            register: ours.get(register, set()) | theirs.get(register, set()) for register in ours | theirs
        }

    def joined(self, left: str, right: str, root: str) -> None:
        ours, theirs = self.of_group[left], self.of_group[right]
        shared = {
            register: self._meant(ours[register]) & self._meant(theirs[register])
            for register in ours.keys() & theirs.keys()
        }
        self.of_group[root] = {**ours, **theirs, **shared}

    def against(self, left: str, right: str) -> str | None:
        ours, theirs = self.of_group[left], self.of_group[right]
        for register in sorted(ours.keys() & theirs.keys()):
            if self._meant(ours[register]).isdisjoint(self._meant(theirs[register])):
                return f"{min(ours[register])} and {min(theirs[register])} are two numbers of one register"
        return None

    def _meant(self, numbers: set[str]) -> set[str]:
        return {self.one.find(number) for number in numbers}


Told = Mapping[tuple[str, str], str]
"""Pairs of records, and the words of what stands between them."""

NOTHING: Told = MappingProxyType({})


def group(
    numbers_of: Mapping[str, Iterable[str]], edges: Iterable[Edge], apart: Told = NOTHING, linked: Told = NOTHING
) -> Grouping:
    """Group the records.

    `numbers_of` gives for each record the identifiers it carries, as CURIEs; `apart` are pairs judged different, and
    the words that say so; `linked` are pairs of which a source says that they are two. A judged edge joins whatever the
    sources say, and so says that the numbers of both are one; any other joins only what neither a judgement nor a link
    parts, and only records that share a number of each register that numbers both. The result does not depend on the
    order in which edges are given.
    """
    groups = _Groups()
    numbers = _Numbers({record: _exclusive(record, given) for record, given in numbers_of.items()})
    parted, parents = _parted(apart), _parted(linked)
    taken: list[Edge] = []
    doubts: list[Doubt] = []
    for edge in sorted(edges):
        left, right = groups.find(edge.left), groups.find(edge.right)
        if left == right:
            taken.append(replace(edge, against="") if edge.against else edge)
            continue
        is_judged = edge.strength == 0
        against = _between(groups, parted, left, right)
        if against is None and not is_judged:
            against = numbers.against(left, right) or _between(groups, parents, left, right)
        if against is None:
            join = numbers.judged if is_judged else numbers.joined
            join(left, right, groups.join(left, right))
            taken.append(edge)
        else:
            doubts.append(Doubt(edge.left, edge.right, edge.reason, against))
    return Grouping({record: groups.find(record) for record in numbers_of}, tuple(taken), tuple(doubts))


def _exclusive(record: str, given: Iterable[str]) -> dict[str, set[str]]:
    """Return the numbers by register; of the register that the record is in, it has its own number alone."""
    own = record.partition(":")[0]
    found: dict[str, set[str]] = {own: {record}} if own in EXCLUSIVE else {}
    for number in given:
        register = number.partition(":")[0]
        if register in EXCLUSIVE and register != own:
            found.setdefault(register, set()).add(number)
    return found


def _parted(apart: Told) -> dict[str, dict[str, str]]:
    parted: dict[str, dict[str, str]] = {}
    for (left, right), words in apart.items():
        parted.setdefault(left, {})[right] = words
        parted.setdefault(right, {})[left] = words
    return parted


def _between(groups: _Groups, parted: Mapping[str, Mapping[str, str]], left: str, right: str) -> str | None:
    if not parted:
        return None
    others = set(groups.of(right))
    for record in sorted(groups.of(left)):
        told = parted.get(record, {})
        for other in sorted(told.keys() & others):
            return told[other]
    return None
