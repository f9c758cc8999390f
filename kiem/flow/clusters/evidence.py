"""What speaks for it that two names of a list are one organisation: pieces of evidence, each with a weight.

The weights are logarithms of odds that add up. They were learned from one half of the clusters of five lists with known
answers (benchmarks/clusters_learned.py); those of an institution's mark and of the country are by judgement.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from kiem.flow.clusters.listing import Listing
from kiem.flow.lookup import THREADS, Floats, Ints, Rows, Texts, shared

__all__ = ["BY_JUDGEMENT", "EDGES", "SIZES", "learned_share", "levels", "score"]

WEIGHTS = Path(__file__).parent / "weights.json"
AT_ONCE = 200_000
ALIKE = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.999)
LEFT = (0.1, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 7.9)
EDGES: Mapping[str, Sequence[float]] = {
    "own_shared": (0.1, 4.0, 6.0, 7.5, 10.0, 13.0, 16.0, 20.0),
    "own_had": (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0),
    "best_shared": (0.1, 3.0, 4.0, 5.0, 6.0, 7.0, 7.9),
    "all_shared": (2.0, 4.0, 6.0, 8.0, 10.0, 13.0, 16.0, 20.0, 25.0),
    "left_less": LEFT,
    "left_more": LEFT,
    "alike": ALIKE,
    "alike_ordered": ALIKE,
}
"""Evidence that is a number, and where its levels begin.

How telling the words are that both have: those that may be an organisation's own in sum, the best, and all in sum;
how many names of the list have the rarest own one (logarithm); how telling the best word is that only one of the two
has, in the one with less left and in the other; how alike the letters are, as they stand and with the words in order.
"""

SIZES: Mapping[str, int] = {name: len(edges) + 1 for name, edges in EDGES.items()} | {
    "mark": 4,
    "place": 6,
    "own_left_place": 216,
    "kind": 5,
    "own_kind_place": 72,
    "first": 4,
    "head": 9,
    "country": 4,
    "town": 3,
}
"""Each piece of evidence and how many levels it has."""

BY_JUDGEMENT: Mapping[str, Sequence[float]] = {
    "mark": (-4.0, 0.0, 0.0, 0.0),
    "country": (-5.0, -1.0, 0.0, 0.5),
    "town": (-0.5, 0.0, 0.5),
}
"""Weights that no list says.

Another number or specialty before Hospital; another country where nothing telling is shared, or where something is;
another town.
"""

APART, OWN_SHARED, OWN_LEFT, HEADS, FIRSTS = 9.0, (0.1, 4.5, 6.0), (0.1, 5.5), (4.0, 5.0, 6.5), (3.0, 5.0)
SOME, MUCH = 0.1, 5.0


@dataclass(frozen=True, slots=True)
class _Pair:
    """Rows of words of pairs: of the one, of the other, those of both, and those of each alone."""

    one: Rows
    other: Rows
    both: Rows
    only_one: Rows
    only_other: Rows

    @classmethod
    def of(cls, known: Listing, pairs: Ints) -> "_Pair":
        one, other = known.rows[pairs[:, 0]], known.rows[pairs[:, 1]]
        both = one.multiply(other).tocsr()
        return cls(one, other, both, _without(one, both), _without(other, both))


def score(known: Listing, pairs: Ints) -> Floats:
    """Return for each pair the logarithm of the odds that the two names are one organisation."""
    told = _weights()
    of = {name: np.array(told["of"][name], np.float32) for name in SIZES}

    def some(asked: Ints) -> Iterator[Floats]:
        odds = np.full(len(asked), told["base"], np.float32)
        for name, level in levels(known, asked).items():
            odds += of[name][level]
        yield odds

    return np.concatenate([np.empty(0, np.float32), *shared(some, pairs, AT_ONCE)])


def levels(known: Listing, pairs: Ints) -> Mapping[str, Ints]:
    """Return the level of each piece of evidence for each pair, from 0."""
    pair = _Pair.of(known, pairs)
    own = _best(pair.both, known.own)
    places = _places(known, pair)
    left = np.digitize(_two(_best(pair.only_one, known.own), _best(pair.only_other, known.own)), OWN_LEFT)
    kind = _kinds(known, pairs)
    numbers = {name: np.digitize(values, EDGES[name]) for name, values in _numbers(known, pairs, pair).items()}
    own_left = np.digitize(own, OWN_SHARED) * 9 + left[0] * 3 + left[1]
    simple_kind = np.select([kind == 4, kind == 3, (kind == 0) | (kind == 2)], [3, 2, 0], 1)
    return {
        **numbers,
        "mark": _mark(known, pairs),
        "place": places,
        "own_left_place": own_left * 6 + places,
        "kind": kind,
        "own_kind_place": (np.digitize(own, (SOME, MUCH)) * 4 + simple_kind) * 6 + places,
        "first": _first(known, pairs),
        "head": _head(known, pairs),
        "country": _country(known, pairs, own),
        "town": _agree([name.town for name in known.names], pairs),
    }


def _numbers(known: Listing, pairs: Ints, pair: _Pair) -> Mapping[str, Floats]:
    left = _two(_best(pair.only_one, known.telling), _best(pair.only_other, known.telling))
    rare = _best(pair.both, np.where(known.own > 0, 1 / np.maximum(known.had, 1), 0).astype(np.float32))
    return {
        "own_shared": _sum(pair.both, known.own),
        "own_had": np.where(rare > 0, -np.log(np.maximum(rare, 1e-9)), APART).astype(np.float32),
        "best_shared": _best(pair.both, known.telling),
        "all_shared": _sum(pair.both, known.telling),
        "left_less": left[0],
        "left_more": left[1],
        "alike": _alike(known.letters, pairs),
        "alike_ordered": _alike(known.ordered, pairs),
    }


def _places(known: Listing, pair: _Pair) -> Ints:
    """Return 0 where each has a place of its own, 2 where one has, 4 where none has; one more where one is shared."""
    ours, theirs = _best(pair.only_one, known.place) > 0, _best(pair.only_other, known.place) > 0
    shared = _best(pair.both, known.place) > 0
    return np.asarray(4 - 2 * ours.astype(np.int64) - 2 * theirs + shared, np.int64)


def _mark(known: Listing, pairs: Ints) -> Ints:
    """Return 0 where the institutions' marks differ, 1 where none has one, 2 where one has, 3 for the same."""
    ours, theirs = known.mark[pairs[:, 0]], known.mark[pairs[:, 1]]
    return np.select([(ours < 0) & (theirs < 0), (ours < 0) | (theirs < 0), ours == theirs], [1, 2, 3], 0)


def _kinds(known: Listing, pairs: Ints) -> Ints:
    """Return 0 for other kinds, 1 where one says none, 2 where some are the same, 3 where both say none, 4 for all."""
    ours, theirs = known.kinds[pairs[:, 0]], known.kinds[pairs[:, 1]]
    same = ours == theirs
    return np.select([same & (ours == 0), same, (ours & theirs) > 0, (ours == 0) | (theirs == 0)], [3, 4, 2, 1], 0)


def _first(known: Listing, pairs: Ints) -> Ints:
    """Return 0 for other first words, else 1 to 3 by how telling it is."""
    ours = known.first[pairs[:, 0]]
    return np.where(ours == known.first[pairs[:, 1]], 1 + np.digitize(known.telling[ours], FIRSTS), 0)


def _head(known: Listing, pairs: Ints) -> Ints:
    """Return 0 where neither has the other's head, 1 to 4 where one has, 5 to 8 for the same, by how telling it is."""
    ours, theirs = known.head[pairs[:, 0]], known.head[pairs[:, 1]]
    theirs_has = np.asarray(known.rows[pairs[:, 1], ours]).ravel() > 0
    ours_has = np.asarray(known.rows[pairs[:, 0], theirs]).ravel() > 0
    shared = np.where(theirs_has, known.telling[ours], known.telling[theirs])
    level = 1 + np.digitize(shared, HEADS)
    return np.select([ours == theirs, theirs_has | ours_has], [4 + level, level], 0)


def _country(known: Listing, pairs: Ints, own: Floats) -> Ints:
    """Return 0 where they differ and share no own word, 1 where they do, 2 where one is not known, 3 for the same."""
    agree = _agree([name.country for name in known.names], pairs)
    return np.where((agree == 0) & (own < MUCH), 0, agree + 1)


def _agree(texts: Sequence[str], pairs: Ints) -> Ints:
    """Return 0 where both are known and differ, 2 where they are the same, else 1."""
    told = np.array([*texts, ""], object)[:-1]
    ours, theirs = told[pairs[:, 0]], told[pairs[:, 1]]
    return np.where((ours != "") & (theirs != ""), np.where(ours == theirs, 2, 0), 1)


def _alike(texts: Texts, pairs: Ints) -> Floats:
    return process.cpdist(
        texts[pairs[:, 0]],
        texts[pairs[:, 1]],
        scorer=Indel.normalized_similarity,
        workers=THREADS.count,
        dtype=np.float32,
    )


def _without(rows: Rows, both: Rows) -> Rows:
    left = (rows - both).tocsr()
    left.eliminate_zeros()
    return left


def _two(ours: Floats, theirs: Floats) -> Floats:
    return np.stack([np.minimum(ours, theirs), np.maximum(ours, theirs)])


def _weighed(rows: Rows, worth: Floats) -> Rows:
    weighed = rows.copy()
    weighed.data = worth[rows.indices]
    return weighed


def _sum(rows: Rows, worth: Floats) -> Floats:
    return np.asarray(_weighed(rows, worth).sum(axis=1), np.float32).ravel()


def _best(rows: Rows, worth: Floats) -> Floats:
    return np.asarray(_weighed(rows, worth).max(axis=1).toarray(), np.float32).ravel()


def learned_share() -> float:
    """Return the share of the pairs that the weights were learned from which were one, each name counted alike."""
    return float(_weights()["share"])


@cache
def _weights() -> dict[str, Any]:  # the file's form: a base, a share, and the weights of each level by the evidence
    told: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return told
