"""How probable it is that a text means a record, and why.

Two steps. Each piece of evidence adds to the logarithm of the odds, by itself and with one other where it depends on
that; then the records of a text are judged beside each other, and those that belong together, by boosted trees.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from kiem.flow.affiliations.candidates import Candidates
from kiem.flow.affiliations.surroundings import Surroundings
from kiem.flow.affiliations.trees import Trees, trees_of
from kiem.flow.lookup import LINK, NONE, REVIEW, Floats, Ints, Weights

__all__ = ["COUNTS", "EDGES", "GROUNDS", "WEIGHTS", "Judge", "grounds", "judge", "levels", "worth_judging"]

WEIGHTS = Path(__file__).parent / "weights.json"
SHARES = (0.001, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.999)
ALIKE = (0.001, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.999)
EDGES: Mapping[str, Sequence[float]] = {
    "score": (-10.0, -8.0, -7.0, -6.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0),
    "written_in_name": SHARES,
    "name_in_written": SHARES,
    "alike_sorted": ALIKE,
    "alike": ALIKE,
    "words": (0.5, 1.5, 2.5, 3.5, 4.5, 6.5),
    "words_unknown": (0.5, 1.5),
    "found": (0.5, 1.5, 2.5, 3.5, 4.5),
    "found_telling": (0.001, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 17.0, 20.0, 25.0, 35.0),
    "found_share": (0.001, 0.2, 0.4, 0.6, 0.8, 0.999),
    "acronym": (0.5, 1.5),
    "inside": (0.5, 1.5),
    "shared": (0.5, 1.5, 2.5, 4.5, 9.5),
    "across": (0.5,),
    "covered": SHARES,
    "within": ALIKE,
    "country": (0.5, 1.5, 2.5, 3.5, 4.5),
    "town": (0.5,),
    "kind": tuple(turn + 0.5 for turn in range(9)),
    "active": (0.5,),
    "known": (0.8, 1.2, 1.5, 1.7, 2.0, 2.3, 2.7, 3.2, 3.8),
    "part": (0.5, 1.5, 2.5, 3.5, 5.5),
    "parts_after": (1.5, 2.5, 3.5, 4.5, 6.5),
    "parts": (1.5, 2.5, 3.5, 4.5, 6.5),
    "part_words": (1.5, 2.5, 3.5, 4.5, 6.5, 9.5, 14.5),
    "department": (0.5,),
}
"""Each piece of evidence (candidates.py says what it is), and where its levels begin."""

TOGETHER = (
    ("found", "country"),
    ("acronym", "country"),
    ("shared", "country"),
    ("found", "kind"),
    ("town", "found"),
    ("alike_sorted", "country"),
    ("name_in_written", "written_in_name"),
    ("inside", "found_share"),
)
"""Evidence that says something else with one other."""

COUNTS: Mapping[str, int] = {
    **{name: len(edges) + 1 for name, edges in EDGES.items()},
    **{f"{one}, {other}": (len(EDGES[one]) + 1) * (len(EDGES[other]) + 1) for one, other in TOGETHER},
}
"""How many levels each has."""

GROUNDS = (
    *EDGES,
    *("sum", "behind_in_part", "rank_in_part", "rivals_in_part", "behind", "rank", "rivals", "sure_in_text"),
    *("ahead", "parent", "child", "former", "follower"),
)
"""What the second step rests on.

Beside the evidence: the first step's sum; how far it is behind the best in its part and in the text, which place it
takes there, and how many are less than two behind the best; how many records are to be expected in the text; how far it
is ahead of the next; and the sums of a record that it belongs to, that belongs to it, that it follows, or follows it.
"""

CLOSE, NOTHING = 2.0, -20.0
HOPELESS, FIRST = -5.0, 2
"""A record whose first step gives less, and that is not among the first two of its text, is judged no further."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learned, and the two thresholds: from `link` on it is linked, from `review` on a person decides."""

    first: Weights
    second: Trees
    link: float
    review: float

    def decision(self, sure: float) -> str:
        """Return what follows from a probability."""
        if sure >= self.link:
            return LINK
        return REVIEW if sure >= self.review else NONE


@cache
def judge() -> Judge:
    """Return what was learned."""
    told: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    first = {name: np.array(weights, np.float32) for name, weights in told["first"]["of"].items()}
    return Judge(Weights(told["first"]["base"], first), trees_of(told["second"]), told["link"], told["review"])


def levels(evidence: Mapping[str, Floats]) -> dict[str, Ints]:
    """Return the level of each piece of evidence, and of each two that belong together, from 0."""
    alone = {name: np.digitize(evidence[name], edges) for name, edges in EDGES.items()}
    both = {f"{one}, {other}": alone[one] * (len(EDGES[other]) + 1) + alone[other] for one, other in TOGETHER}
    return {**alone, **both}


def worth_judging(candidates: Candidates, total: Floats) -> Ints:
    """Return the places of the candidates that the second step looks at."""
    return np.flatnonzero((total > HOPELESS) | (_rank(candidates.text, total) < FIRST))


def grounds(candidates: Candidates, total: Floats, around: Surroundings) -> Floats:
    """Return the grounds of the second step for all candidates, given the first step's sums: a row each."""
    part = candidates.text * (int(candidates.part.max(initial=0)) + 1) + candidates.part
    sure = 1 / (1 + np.exp(-total))
    told: list[Floats | Ints] = [candidates.evidence[name] for name in EDGES]
    told += [total, *_beside(part, total), *_beside(candidates.text, total)]
    _, turn = np.unique(candidates.text, return_inverse=True)
    rank = _rank(candidates.text, total)
    next_ = np.full(len(total), NOTHING, np.float32)
    np.maximum.at(next_, turn[rank == 1], total[rank == 1])
    best = np.full(len(total), NOTHING, np.float32)
    np.maximum.at(best, turn, total)
    told += [np.bincount(turn, sure)[turn], total - np.where(rank == 0, next_[turn], best[turn])]
    told += [*_relatives(candidates, total, around.parents), *_relatives(candidates, total, around.former)]
    return np.stack(told, axis=1).astype(np.float32)


def _beside(group: Ints, total: Floats) -> tuple[Floats, Ints, Ints]:
    """Return how far each is behind the best of its group, its rank from 0, and how many are close to the best."""
    _, turn = np.unique(group, return_inverse=True)
    best = np.full(len(total), NOTHING, np.float32)
    np.maximum.at(best, turn, total)
    behind = best[turn] - total
    return behind, _rank(group, total), np.bincount(turn[behind < CLOSE], minlength=len(total))[turn]


def _rank(group: Ints, total: Floats) -> Ints:
    order = np.lexsort((-total, group))
    rank = np.empty(len(total), np.int64)
    rank[order] = np.arange(len(total)) - np.searchsorted(group[order], group[order])
    return rank


def _relatives(candidates: Candidates, total: Floats, pairs: tuple[Ints, Ints]) -> tuple[Floats, Floats]:
    """Return the best sum of those that each is paired with in its text, and of those that are paired with it."""
    ours, theirs = pairs
    count = int(max(candidates.record.max(initial=0), theirs.max(initial=0))) + 1
    start, end = np.searchsorted(ours, candidates.record), np.searchsorted(ours, candidates.record, "right")
    one = np.repeat(np.arange(len(total)), end - start)
    within = np.arange(len(one)) - np.repeat(np.cumsum(end - start) - (end - start), end - start)
    key = candidates.text * count + candidates.record
    wanted = candidates.text[one] * count + theirs[start[one] + within]
    other = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
    met = key[other] == wanted
    one, other = one[met], other[met]
    first, second = np.full(len(total), NOTHING, np.float32), np.full(len(total), NOTHING, np.float32)
    np.maximum.at(first, one, total[other])
    np.maximum.at(second, other, total[one])
    return first, second
