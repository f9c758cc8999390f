"""Looks many names up in a register at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Self

import numpy as np

from kiem.flow.lookup import comparing, decision
from kiem.flow.lookup.comparing import Pairs, Spelled, compared
from kiem.flow.lookup.indexes import Asked, GramIndex, WordIndex
from kiem.flow.lookup.register import Register, place_of
from kiem.flow.lookup.sharing import shared
from kiem.flow.lookup.sparse import Floats, Ints, Texts, row_of
from kiem.flow.lookup.towns import UNKNOWN, Towns
from kiem.flow.lookup.words import plain

__all__ = ["Answer", "Best", "Lookup", "Mention"]

BY_WORDS, BY_GRAMS = 8, 8
WEAK = 0.6
"""Below this cosine by words, or with an unknown word, names are looked for by their letters too."""

AT_ONCE = 4_000
PLACES = {name: place for place, name in enumerate(comparing.EDGES)}
NOTHING = -20.0
"""The score where there is no record at all."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as somebody wrote it, with the country (ISO 3166) and the town where these are known."""

    text: str
    country: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that a mention may mean, with the probability that it does, what follows, and what each ground added.

    `reasons` are evidence → what it added to the logarithm of the odds. Where no record comes near, `record` is None.
    """

    record: str | None
    probability: float
    decision: str
    reasons: Mapping[str, float]

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Go from one process to another in the least words: there are tens of thousands a second."""
        return type(self), (self.record, self.probability, self.decision, self.reasons)


class Reasons(Mapping[str, float]):
    """Pieces of evidence and what each added, kept as the level that each is on."""

    __slots__ = ("_levels",)

    def __init__(self, levels: bytes) -> None:
        """Take the level of each piece of evidence, in the order of EDGES."""
        self._levels = levels

    def __getitem__(self, name: str) -> float:
        return round(float(comparing.weights().of[name][self._levels[PLACES[name]]]), 2)

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    def __hash__(self) -> int:
        return hash(self._levels)

    def __reduce__(self) -> tuple[type[Self], tuple[bytes]]:
        return type(self), (self._levels,)


NOBODY = (Answer(None, 0.0, decision.NONE, {}),)


@dataclass(frozen=True, slots=True)
class Best:
    """Pairs in order: by mention, the best first, each record once; and what the decision on each mention rests on."""

    pairs: Pairs
    order: Ints
    score: Floats
    grounds: Mapping[str, Floats]


@dataclass(frozen=True)
class Lookup:
    """A register's names, ready to be found; threads may share it."""

    register: Register
    words: WordIndex
    grams: GramIndex
    spelled: Spelled
    towns: Towns

    @classmethod
    def learn(cls, register: Register) -> Self:
        """Index the names: some seconds and 300 MB for 150,000."""
        countries = list(register.countries)
        return cls(
            register,
            WordIndex.learn(register.names, [countries[turn] for turn in register.owner.tolist()], register.owner),
            GramIndex.learn(register.names),
            Spelled.learn(register.names),
            Towns.learn(register),
        )

    def find(self, mentions: Sequence[Mention], most: int = 5) -> Iterator[tuple[Answer, ...]]:
        """Give for each mention at most so many answers, the best first; always at least one."""
        if len(mentions) > AT_ONCE:
            register, spelled = self.register, self.spelled
            for lines in (register.records, register.countries, spelled.names, spelled.sorted):
                lines.unpack()
        return shared(partial(self._answers, most=most), mentions, AT_ONCE)

    def best(self, mentions: Sequence[Mention]) -> Best:
        """Return the records that come near, in order, with the evidence."""
        pairs = self.pairs(mentions)
        return ranked(self.register, pairs, comparing.weights().score(pairs.levels), len(mentions))

    def pairs(self, mentions: Sequence[Mention]) -> Pairs:
        """Return what the mentions may mean, name by name, with the evidence."""
        asked = self.words.ask([plain(one.text) for one in mentions], [one.country for one in mentions])
        written, known = self._near(asked)
        owner = self.register.owner[known]
        country = _texts([one.country for one in mentions])[written]
        town = self.towns.written([place_of(one.town) for one in mentions], [one.country for one in mentions])
        evidence = {
            **compared(self.words, self.spelled, asked, (written, known)),
            "country": _agree(country, self.register.countries.at(owner), ""),
            "town": _agree(town[written], self.towns.of[owner], UNKNOWN),
        }
        return Pairs(written, known, evidence)

    def coverage(self, texts: Sequence[str], written: Ints, known: Ints) -> tuple[Floats, Floats]:
        """Return for pairs of a plain text and a name how much of the text the name has, and of the name the text."""
        return self.words.coverage(self.words.ask(texts, [""] * len(texts)), written, known)

    def _near(self, asked: Asked) -> tuple[Ints, Ints]:
        by_words = self.words.nearest(asked, BY_WORDS)
        best = np.zeros(len(asked.names), np.float32)
        found = np.diff(by_words.indptr) > 0
        best[found] = by_words.data[by_words.indptr[:-1][found]]
        weak = np.flatnonzero((best < WEAK) | (asked.unknown > 0))
        by_grams = self.grams.nearest([asked.names[turn] for turn in weak], BY_GRAMS)
        written = np.concatenate([row_of(by_words), weak[row_of(by_grams)]])
        known = np.concatenate([by_words.indices, by_grams.indices]).astype(np.int64)
        pair = np.unique(written * max(len(self.register.names), 1) + known)
        return np.divmod(pair, max(len(self.register.names), 1))

    def _answers(self, mentions: Sequence[Mention], most: int) -> Iterator[tuple[Answer, ...]]:
        best = self.best(mentions)
        sure = decision.acceptance().probability(decision.levels_of(best.grounds))
        written = best.pairs.written[best.order]
        starts = np.searchsorted(written, np.arange(len(mentions) + 1))
        rank = np.arange(len(written)) - starts[written]
        shown, written = best.order[rank < most], written[rank < most]
        # What stands behind the first is as much less probable as its odds are.
        share = np.exp(best.score[shown] - best.grounds["score"][written])
        told = zip(
            written.tolist(),
            self.register.records.at(self.register.owner[best.pairs.known[shown]]).tolist(),
            (sure[written] * share).tolist(),
            self._reasons(best.pairs, shown),
            strict=True,
        )
        groups = groupby(told, key=itemgetter(0))
        following = next(groups, None)
        for turn in range(len(mentions)):
            if following is None or following[0] != turn:
                yield NOBODY
                continue
            yield tuple(self._answer(place, *one[1:]) for place, one in enumerate(following[1]))
            following = next(groups, None)

    @staticmethod
    def _answer(place: int, record: str, probability: float, reasons: Mapping[str, float]) -> Answer:
        follows = decision.NONE if place else decision.acceptance().decision(probability)
        return Answer(record, round(probability, 4), follows, reasons)

    @staticmethod
    def _reasons(pairs: Pairs, shown: Ints) -> Iterator[Mapping[str, float]]:
        some = Pairs(pairs.written[shown], pairs.known[shown], {n: v[shown] for n, v in pairs.evidence.items()})
        levels = np.stack(list(some.levels.values()), axis=1).astype(np.uint8)
        return (Reasons(one.tobytes()) for one in levels)


def ranked(register: Register, pairs: Pairs, score: Floats, count: int) -> Best:
    """Return the pairs in order of their score, a record once for each mention, and the grounds for the first."""
    record = register.owner[pairs.known]
    order = np.lexsort((record, -score, pairs.written))
    # The best name stands for its record.
    _, first = np.unique(pairs.written[order] * max(len(register.records), 1) + record[order], return_index=True)
    order = order[np.sort(first)]
    written = pairs.written[order]
    rank = np.arange(len(written)) - np.searchsorted(written, written)
    leads, follows = order[rank == 0], order[rank == 1]
    best, second = _told(score, pairs, leads, count, NOTHING), _told(score, pairs, follows, count, NOTHING)
    close = score[order] > best[written] - decision.CLOSE
    grounds = {
        "score": best,
        "ahead": best - second,
        "rivals": np.bincount(written[close], minlength=count).astype(np.float32),
    }
    for name in decision.EDGES:
        which, told = (follows, name.removeprefix("second_")) if name.startswith("second_") else (leads, name)
        if told in pairs.evidence:
            missing = decision.MISSING if which is follows else 0.0
            grounds[name] = _told(pairs.evidence[told], pairs, which, count, missing)
    return Best(pairs, order, score, grounds)


def _told(values: Floats, pairs: Pairs, which: Ints, count: int, missing: float) -> Floats:
    """Return the values of some pairs, one a mention, and `missing` for a mention that has none of them."""
    told = np.full(count, missing, np.float32)
    told[pairs.written[which]] = values[which]
    return told


def _agree(ours: Texts | Ints, theirs: Texts | Ints, unknown: str | int) -> Floats:
    """Return 2 where both are known and the same, 0 where they differ, else 1."""
    known = (ours != unknown) & (theirs != unknown)
    return np.where(known, np.where(ours == theirs, 2, 0), 1).astype(np.float32)


def _texts(texts: Sequence[str]) -> Texts:
    return np.array([*texts, ""], object)[:-1]
