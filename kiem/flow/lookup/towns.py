"""What the towns of a register are called: Vienna is Wien too, as the names of those who are there tell.

What the vocabulary says of a town that has several names goes before: Louvain is Leuven.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from kiem.flow.lookup.lines import Lines
from kiem.flow.lookup.register import Register
from kiem.flow.lookup.sparse import Ints
from kiem.flow.lookup.words import EMPTY, plain
from kiem.flow.vocabulary import vocabulary

__all__ = ["UNKNOWN", "Towns"]

TELLING = 4
"""A word of a name, or the name of a town, of so many letters may stand for a town."""

ENOUGH, CLEAR = 2, 0.6
"""A word stands for the town of this share of those in the country who have it in their names, at least so many."""

LONGEST = 8
"""Of a longer text the first words are read: what stands behind them is an address."""

SMALL = 0.1
"""A name of which there are at most so many times the records of another town is a way to write the other."""

UNKNOWN = 0
ANYWHERE = ""


@dataclass(frozen=True, slots=True)
class Towns:
    """The names of a register's towns, of one country ("BE gent") or of any (" gent"), each with the town it means.

    `meant` is the place of the town in the order of the alphabet, from 1; `of` says the same of each record, 0 where
    its town is not known. Two towns of one name in two countries are one here: countries are compared apart.
    """

    names: Lines
    meant: Ints
    of: Ints

    @classmethod
    def learn(cls, register: Register) -> Self:
        """Learn the towns and what else they are called: a second for 50,000 records."""
        lies_in = list(zip(register.countries, register.towns, strict=True))
        counted = _counted(lies_in)
        said = _said(lies_in, register)
        called = {country: _called(towns) for country, towns in counted.items()}
        own = {country: _own(towns, said[country], called[country]) for country, towns in counted.items()}
        named = {
            (country, name): told[town]
            for country, told in own.items()
            for name, town in {**said[country], **called[country], **{town: town for town in told}}.items()
        }
        # Where the country is not known, a name of several is the largest town's.
        for (_, name), town in sorted(named.items(), key=lambda one: (counted[one[0][0]][one[1]], one)):
            named[ANYWHERE, name] = town
        turns = {town: turn for turn, town in enumerate(sorted({*named.values()}), 1)}
        written = sorted((f"{country} {name}", turns[town]) for (country, name), town in named.items())
        return cls(
            Lines.of(name for name, _ in written),
            np.array([turn for _, turn in written], np.int64),
            np.array([turns[own[country][town]] if town else UNKNOWN for country, town in lies_in], np.int64),
        )

    def written(self, towns: Sequence[str], countries: Sequence[str]) -> Ints:
        """Return for plain names of towns which is meant, 0 where that is not known."""
        known: dict[tuple[str, str], int] = {}
        for one in zip(towns, countries, strict=True):
            if one not in known:
                known[one] = self._meant(*one) if one[0] else UNKNOWN
        return np.array([known[one] for one in zip(towns, countries, strict=True)], np.int64)

    def _meant(self, town: str, country: str) -> int:
        """Find the name; else the longest part of it that is one; else the one town whose name begins with it."""
        for name in (town, *_parts(town)):
            place = bisect_left(self.names, f"{country} {name}")
            if place < len(self.names) and self.names[place] == f"{country} {name}":
                return int(self.meant[place])
        begun = f"{country} {town} "
        longer: set[int] = set()
        for place in range(bisect_left(self.names, begun), len(self.names)):
            if len(longer) > 1 or not self.names[place].startswith(begun):
                break
            longer.add(int(self.meant[place]))
        return longer.pop() if len(longer) == 1 else UNKNOWN


def _parts(town: str) -> Iterator[str]:
    words = town.split()[:LONGEST]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            if len(part) >= TELLING:
                yield part


def _counted(lies_in: Sequence[tuple[str, str]]) -> Mapping[str, Counter[str]]:
    """Return the towns of each country, with how many records are there."""
    towns: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for country, town in lies_in:
        if town:
            towns[country][town] += 1
    return towns


def _said(lies_in: Sequence[tuple[str, str]], register: Register) -> Mapping[str, Mapping[str, str]]:
    """Return for each country the words in names that say in which town one is."""
    words = {
        (owner, word)
        for owner, name in zip(register.owner.tolist(), register.names, strict=True)
        for word in name.split()
        if len(word) >= TELLING and word not in EMPTY
    }
    met = [(lies_in[owner], word) for owner, word in words if lies_in[owner][1]]
    there, every = Counter(met), Counter((country, word) for (country, _), word in met)
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    # More than half of them are in one town.
    for ((country, town), word), count in there.items():
        if count >= ENOUGH and count >= CLEAR * every[country, word]:
            said[country][word] = town
    return said


def _called(counted: Counter[str]) -> Mapping[str, str]:
    """Return for each name of a town that has several in the vocabulary the one by which most records call it."""
    called: dict[str, str] = {}
    for translated in vocabulary().lists["towns"].values():
        names = sorted({plain(name) for name in translated.values()})
        used = max(names, key=lambda name: counted[name])
        if counted[used]:
            called |= dict.fromkeys(names, used)
    return called


def _own(counted: Counter[str], said: Mapping[str, str], called: Mapping[str, str]) -> Mapping[str, str]:
    """Return for each town the one that it is a way to write, most often itself.

    That is the one so `called`; else another town which its name says, or whose name begins or goes on so, where only
    one does.
    """
    begun: defaultdict[str, list[str]] = defaultdict(list)
    for town in counted:
        words = town.split()
        for length in range(1, len(words)):
            begun[" ".join(words[:length])].append(town)
    own = {town: town for town in counted}
    for short, longer in begun.items():
        # Louvain is Leuven, and so Louvain-la-Neuve is no longer way to write it.
        if short in counted and len(longer) == 1 and called.get(short, short) == short:
            own[longer[0]] = short
    for town, count in counted.items():
        other = called.get(town) or said.get(town, town)
        if town in called or count <= SMALL * counted[other]:
            own[town] = own[other]
    return {town: own[other] for town, other in own.items()}
