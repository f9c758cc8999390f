"""What speaks for it that a name written means a name known: pieces of evidence, each with a weight.

The weights are logarithms of odds that add up (the form is that of Fellegi and Sunter, "A Theory for Record Linkage",
1969), learned without labels: names of a register are changed as people change them, and the evidence for the record
that they came from is set beside that for others (benchmarks/names_learned.py).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from kiem.flow.lookup.indexes import Asked, WordIndex
from kiem.flow.lookup.kinds import agreement, kinds_of
from kiem.flow.lookup.lines import Lines
from kiem.flow.lookup.sparse import THREADS, Floats, Ints, Texts

__all__ = ["EDGES", "Pairs", "Spelled", "Weights", "added", "compared", "level_of", "weights"]

MANY = 2000
"""From so many pairs on a second thread is worth its start."""

WEIGHTS = Path(__file__).parent / "weights.json"
TENTHS = tuple(round(0.05 + 0.1 * turn, 2) for turn in range(10))
ALIKE = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.999)
BEHIND = (0.001, 0.05, 0.1, 0.2, 0.4)
EDGES: Mapping[str, Sequence[float]] = {
    "written_in_name": TENTHS,
    "name_in_written": TENTHS,
    "alike_sorted": ALIKE,
    "alike": ALIKE,
    "country": (0.5, 1.5),
    "town": (0.5, 1.5),
    "kinds": (0.5, 1.5, 2.5),
    "length": (5.0, 8.0, 12.0, 20.0, 30.0, 45.0),
    "written_in_name_behind": BEHIND,
    "name_in_written_behind": BEHIND,
    "alike_sorted_behind": (0.001, 0.03, 0.06, 0.1, 0.2, 0.3),
}
"""Each piece of evidence and where its levels begin.

How much of what is written the name has, how much of the name is written, how alike the two are letter by letter with
their words in order of the alphabet and as they stand (all from 0 to 1); whether countries and towns differ (0), are
not both known (1) or are the same (2); whether the kinds of organisation that they say differ (0), are not both known
(1), are some of them (2) or all the same (3); how long the name is; how far each stands behind the best for what is
written.
"""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a name written and a name known, by their places, and the evidence for each pair.

    Beside the evidence that is weighed stand `words` of the name, `words_written` and `words_unknown`.
    """

    written: Ints
    known: Ints
    evidence: Mapping[str, Floats]

    @property
    def levels(self) -> Mapping[str, Ints]:
        """The level of each piece of evidence."""
        return {name: level_of(self.evidence[name], edges) for name, edges in EDGES.items()}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level of each piece of evidence adds, and what is there before any."""

    base: float
    of: Mapping[str, Floats]

    def score(self, levels: Mapping[str, Ints]) -> Floats:
        """Return the sum for each pair: the logarithm of the odds that the name is the one meant."""
        return added(self.base, self.of, levels)


@cache
def weights() -> Weights:
    """Return the weights that were learned."""
    told: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["evidence"]
    return Weights(told["base"], {name: np.array(told["of"][name], np.float32) for name in EDGES})


def level_of(values: Floats, edges: Sequence[float]) -> Ints:
    """Return the level of each value, from 0; `edges` says where the next ones begin."""
    return np.searchsorted(_bounds(tuple(edges)), values, "right")


@cache
def _bounds(edges: tuple[float, ...]) -> NDArray[np.float64]:
    return np.array(edges)


def added(base: float, of: Mapping[str, Floats], levels: Mapping[str, Ints]) -> Floats:
    """Return the base and what each level adds, for each."""
    whole = np.full(len(next(iter(levels.values()))), base, np.float32)
    for name, level in levels.items():
        whole += of[name][level]
    return whole


@dataclass(frozen=True, slots=True)
class Spelled:
    """Plain names as they stand, with their words in order, and how many letters and words each has."""

    names: Lines
    sorted: Lines
    length: Floats
    words: Floats
    kinds: Ints

    @classmethod
    def learn(cls, names: Sequence[str]) -> Self:
        """Learn the names."""
        return cls(
            Lines.of(names),
            Lines.of(" ".join(sorted(name.split())) for name in names),
            np.array([len(name) for name in names], np.float32),
            np.array([name.count(" ") + 1 for name in names], np.float32),
            kinds_of(names),
        )


def compared(index: WordIndex, spelled: Spelled, asked: Asked, places: tuple[Ints, Ints]) -> Mapping[str, Floats]:
    """Return the evidence of names for pairs: `places` are those of the written and of the known names."""
    written, known = places
    ours = Spelled.learn(asked.names)
    said, has = index.coverage(asked, written, known)
    evidence = {
        "written_in_name": said,
        "name_in_written": has,
        "alike_sorted": _alike(ours.sorted.at(written), spelled.sorted.at(known)),
        "alike": _alike(ours.names.at(written), spelled.names.at(known)),
        "kinds": agreement(ours.kinds[written], spelled.kinds[known]),
        "length": spelled.length[known],
        "words": spelled.words[known],
        "words_written": ours.words[written],
        "words_unknown": asked.unknown[written].astype(np.float32),
    }
    for name in ("written_in_name", "name_in_written", "alike_sorted"):
        evidence[f"{name}_behind"] = _behind(evidence[name], written, len(asked.names))
    return evidence


def _alike(ours: Texts, theirs: Texts) -> Floats:
    workers = THREADS.count if len(ours) > MANY else 1
    return process.cpdist(ours, theirs, scorer=Indel.normalized_similarity, workers=workers, dtype=np.float32)


def _behind(values: Floats, written: Ints, count: int) -> Floats:
    best = np.zeros(count, np.float32)
    np.maximum.at(best, written, values)
    return best[written] - values
