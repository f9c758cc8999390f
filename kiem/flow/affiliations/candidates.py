"""The records that a text may mean, with the evidence for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from kiem.flow.affiliations.agreeing import Agreement
from kiem.flow.affiliations.reading import Read, Reader
from kiem.flow.affiliations.surroundings import Surroundings
from kiem.flow.lookup import THREADS, Floats, Ints, Lookup, Mention, weights

__all__ = ["Candidates", "Finder", "first_of_each"]

Number = TypeVar("Number", bound=np.generic)
BY_PART = 6
"""So many records that come nearest to a part are looked at."""

NOT_NEAR = -14.0
DEPARTMENT = frozenset(
    {"department", "faculty", "school", "division", "laboratory", "section", "unit", "clinic", "group", "program"}
)
NEAR = ("score", "written_in_name", "name_in_written", "alike_sorted", "alike", "words", "words_unknown")
FOUND = ("found", "found_telling", "found_share", "acronym", "inside", "shared", "across")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of a text and a record, by their places, in order; the part that each is in; the evidence for each.

    Of the part that comes nearest to one of the record's names: `score` and the evidence of a look-up in it
    (kiem.flow.lookup). Of the longest of its names that stands in the text word for word: of how many words (`found`),
    how telling they are, which share of their part they make, whether it is an acronym (1; 2 where it is written in
    capitals), in how many longer names it stands, how many records are so called, whether it goes `across` parts.
    `covered`, `within`: how much of the nearest name the whole text has, by words and by letters. `country`: others are
    named (0), others are hinted at (1), none is (2), it is hinted at (3), a near one is named (4), it is named (5);
    `town`: its town is named. `kind`, `active`, `known`: what the record is (Surroundings). `part`, `parts_after`,
    `parts`, `part_words`, `department`: where it is found, and whether that part begins with a department.
    """

    text: Ints
    record: Ints
    part: Ints
    evidence: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Met:
    """Records met in texts: both as one number, in order; the part of each, and the evidence."""

    key: Ints
    part: Ints
    evidence: Mapping[str, Floats]


class Finder:
    """Finds candidates in a register."""

    def __init__(self, lookup: Lookup, around: Surroundings) -> None:
        """Learn the register's names."""
        register = lookup.register
        self._lookup, self._register, self._around = lookup, register, around
        self._reader = Reader(register, around.places)
        self._agreement = Agreement(register, self._reader.towns)
        self._names = np.array([*register.names, ""], object)[:-1]

    def addresses(self, mention: Mention) -> list[Mention]:
        """Return the addresses that a text is made of, each with what stood beside it."""
        return self._reader.addresses(mention)

    def candidates(self, mentions: Sequence[Mention]) -> Candidates:
        """Return the candidates of texts."""
        read = [self._reader.read(one) for one in mentions]
        near, name = self._near(read)
        found = self._found(read)
        key = np.union1d(near.key, found.key)
        text, record = np.divmod(key, max(len(self._register.records), 1))
        is_near, near_at = _places(near.key, key)
        is_found, found_at = _places(found.key, key)
        evidence = {one: _spread(near.evidence[one], is_near, near_at) for one in NEAR}
        evidence["score"] = np.where(is_near, evidence["score"], np.float32(NOT_NEAR))
        evidence |= {one: _spread(found.evidence[one], is_found, found_at) for one in FOUND}
        part = np.where(is_near, _spread(near.part, is_near, near_at), _spread(found.part, is_found, found_at))
        evidence |= self._whole(read, text, _spread(name, is_near, near_at), is_near)
        evidence |= self._agreement.of(read, text, record)
        evidence |= {"kind": self._around.kind[record], "active": self._around.active[record]}
        evidence |= {"known": self._around.known[record], **_parts(read, text, part)}
        return Candidates(text, record, part, evidence)

    def _near(self, read: Sequence[Read]) -> tuple[Met, Ints]:
        """Return the records that come near a part, and the name of each that does."""
        asked: dict[tuple[str, str], int] = {}
        where = []
        for turn, one in enumerate(read):
            # The last is where the address ends.
            country = one.countries[-1] if one.countries else ""
            for place, words in enumerate(one.said.parts):
                if place not in one.addresses:
                    where.append((turn, place, asked.setdefault((" ".join(words), country), len(asked))))
        text, part, mention = np.array(where, np.int64).reshape(-1, 3).T
        pairs = self._lookup.pairs([Mention(*one) for one in asked])
        score, record = weights().score(pairs.levels), self._register.owner[pairs.known]
        count = max(len(self._register.records), 1)
        # A record by its best name for each part, the best few of a part, and each record of a text where it is best.
        order = np.lexsort((-score, pairs.written))
        order = order[_first(pairs.written[order] * count + record[order])]
        written = pairs.written[order]
        order = order[np.arange(len(order)) - np.searchsorted(written, written) < BY_PART]
        row, chosen = _each(mention, pairs.written[order])
        chosen = order[chosen]
        key = text[row] * count + record[chosen]
        best = np.lexsort((-score[chosen], key))
        best = best[_first(key[best])]
        chosen = chosen[best]
        evidence = {**{name: values[chosen] for name, values in pairs.evidence.items()}, "score": score[chosen]}
        return Met(key[best], part[row[best]], evidence), pairs.known[chosen]

    def _found(self, read: Sequence[Read]) -> Met:
        """Return the records whose name stands in a text, each with the longest of its names that does."""
        rows = [row for turn, one in enumerate(read) for row in self._spans(turn, one)]
        table = np.array(rows, np.float64).reshape(-1, 2 + len(FOUND))
        key = table[:, 0].astype(np.int64)
        order = np.lexsort((table[:, 2 + FOUND.index("inside")], -table[:, 2], key))
        order = order[_first(key[order])]
        evidence = table[order, 2:].astype(np.float32)
        return Met(key[order], table[order, 1].astype(np.int64), dict(zip(FOUND, evidence.T, strict=True)))

    def _spans(self, turn: int, one: Read) -> list[tuple[float, ...]]:
        rows: list[tuple[float, ...]] = []
        part = [one.said.part[place] for place in one.telling]
        for start, end, telling, records in one.spans:
            length, first, last = end - start, part[start], part[end - 1]
            share = min(length / part.count(first), 1)
            inside = sum(o.start <= start and o.end >= end and o.end - o.start > length for o in one.spans)
            word = one.said.words[one.telling[start]] if length == 1 else ""
            capital = word in one.said.capitals
            for record in records:
                acronym = 1 + capital if length == 1 and (record, word) in self._around.acronyms else 0
                key = turn * len(self._register.records) + record
                rows.append((key, first, length, telling, share, acronym, inside, len(records), first != last))
        return rows

    def _whole(self, read: Sequence[Read], text: Ints, name: Ints, near: NDArray[np.bool_]) -> Mapping[str, Floats]:
        """Return how much of the nearest name is in the whole text: word by word, and letter by letter."""
        whole = [" ".join(one.said.words) for one in read]
        covered, within = np.ones(len(text), np.float32), np.ones(len(text), np.float32)
        covered[near] = self._lookup.coverage(whole, text[near], name[near])[1]
        texts = np.array([*whole, ""], object)[text[near]]
        ratio = process.cpdist(
            self._names[name[near]], texts, scorer=fuzz.partial_ratio, workers=THREADS.count, dtype=np.float32
        )
        within[near] = ratio / 100
        return {"covered": covered, "within": within}


def _parts(read: Sequence[Read], text: Ints, part: Ints) -> Mapping[str, Floats]:
    count = np.array([len(one.said.parts) for one in read], np.int64)
    at = (np.cumsum(count) - count)[text] + part
    parts = [words for one in read for words in one.said.parts]
    size = np.array([len(words) for words in parts], np.float32)
    department = np.array([not DEPARTMENT.isdisjoint(words[:3]) for words in parts], np.float32)
    return {
        "part": part.astype(np.float32),
        "parts_after": (count[text] - part).astype(np.float32),
        "parts": count[text].astype(np.float32),
        "part_words": size[at],
        "department": department[at],
    }


def _each(wanted: Ints, groups: Ints) -> tuple[Ints, Ints]:
    """Return for each that is wanted all members of its group (groups are in order): its place, and the member's."""
    start, end = np.searchsorted(groups, wanted), np.searchsorted(groups, wanted, "right")
    size = end - start
    row = np.repeat(np.arange(len(wanted)), size)
    return row, start[row] + np.arange(len(row)) - np.repeat(np.cumsum(size) - size, size)


def first_of_each(order: Ints, keys: tuple[Ints, Ints]) -> Ints:
    """Return of places in order the first of those that have both keys the same; these stand side by side."""
    one, other = (key[order] for key in keys)
    starts = np.ones(len(order), bool)
    starts[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    return order[starts]


def _first(key: Ints) -> Ints:
    """Return the places where each key is met for the first time, in order."""
    return np.sort(np.unique(key, return_index=True)[1])


def _places(part: Ints, whole: Ints) -> tuple[NDArray[np.bool_], Ints]:
    """Return which of the whole are in the part, and where; both are in order."""
    return np.isin(whole, part), np.searchsorted(part, whole)


def _spread(values: NDArray[Number], there: NDArray[np.bool_], at: Ints) -> NDArray[Number]:
    """Return the values at their places in the whole, and 0 where there is none."""
    spread = np.zeros(len(there), values.dtype)
    spread[there] = values[at[there]]
    return spread
