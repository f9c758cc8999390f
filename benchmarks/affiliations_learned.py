"""Learns how affiliations are judged: `python -m benchmarks.affiliations_learned`.

From half 0 of the gold sets (affiliations_task.py), of texts whose records are all in the register;
benchmarks/affiliations.py reports on half 1. The first step is learned as names are (names_learned.py), the second by
LightGBM, which is not among Kiem's packages: `uv pip install lightgbm`. For each quarter of the texts the second step
sees what the first gives when it has learned from the other three. Writes kiem/flow/affiliations/weights.json.
"""

import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.affiliations_task import OTHERS, SETS, gold
from benchmarks.names_learned import learned
from benchmarks.ror_claims import ror_claims
from kiem.flow.affiliations import judging
from kiem.flow.affiliations.candidates import Candidates, Finder
from kiem.flow.affiliations.surroundings import surroundings_of
from kiem.flow.lookup import Ints, Lookup, Mention, Weights, register_of

LEARNED_FROM, QUARTERS = 0, 4
TREES = {
    "num_leaves": 15,
    "max_depth": 6,
    "learning_rate": 0.06,
    "min_data_in_leaf": 40,
    "objective": "binary",
    "verbose": -1,
    "seed": 1,
}
ROUNDS, PENALTY = 160, 1e-5
LINK, REVIEW = 0.45, 0.2
WITH_SEVERAL, SEVERAL = (
    ("ror_api_crossref", "ror_api_springer", "ror_api_legacy_2019", "s2aff_gold", "ror_matching_logs"),
    3.0,
)
"""Sets in which all that a text names is told, or that it names nothing: in the others it is one, also of several."""


def main() -> None:
    """Learn, and write what was learned."""
    try:
        import lightgbm  # noqa: PLC0415  # not among Kiem's packages
    except ImportError:
        sys.exit("no lightgbm here: uv pip install lightgbm")
    with ror_claims() as engine:
        register = register_of(engine)
        around = surroundings_of(engine, register)
    finder = Finder(Lookup.learn(register), around)
    texts, meant, counts = _gold()
    candidates = finder.candidates([Mention(text) for text in texts])
    right = np.array([register.records[one] in meant[text] for text, one in _pairs(candidates)])
    quarter = np.array([zlib.adler32(text.encode()) % QUARTERS for text in texts])[candidates.text]
    levels = judging.levels(candidates.evidence)
    total = np.zeros(len(right), np.float32)
    for one in range(QUARTERS):
        weights = _first(_some(levels, quarter != one), right[quarter != one])
        total[quarter == one] = weights.score(_some(levels, quarter == one))
    grounds = judging.grounds(candidates, total, around)
    judged = judging.worth_judging(candidates, total)
    weight = np.array(counts)[candidates.text[judged]]
    data = lightgbm.Dataset(grounds[judged], right[judged], weight=weight)
    trees = lightgbm.train(TREES, data, ROUNDS)
    first = _first(levels, right)
    told_ = {
        "link": LINK,
        "review": REVIEW,
        "first": {
            "base": first.base,
            "of": {name: [round(float(one), 3) for one in weights] for name, weights in first.of.items()},
        },
        "second": [_node(tree["tree_structure"]) for tree in trees.dump_model()["tree_info"]],
    }
    judging.WEIGHTS.write_text(json.dumps(told_, separators=(",", ":")) + "\n", encoding="utf-8")


def _gold() -> tuple[list[str], list[frozenset[str]], list[float]]:
    """Return the texts to learn from, the records meant by each, and how much each counts."""
    texts: list[str] = []
    meant: list[frozenset[str]] = []
    counts: list[float] = []
    for name in (*SETS, *OTHERS):
        told = gold(name)
        for turn in np.flatnonzero(told.known & (told.half == LEARNED_FROM)).tolist():
            texts.append(told.texts[turn])
            meant.append(told.meant[turn])
            counts.append(SEVERAL if name in WITH_SEVERAL else 1.0)
    return texts, meant, counts


def _pairs(candidates: Candidates) -> Sequence[tuple[int, int]]:
    return list(zip(candidates.text.tolist(), candidates.record.tolist(), strict=True))


def _some(levels: Mapping[str, Ints], chosen: NDArray[np.bool_]) -> Mapping[str, Ints]:
    return {name: level[chosen] for name, level in levels.items()}


def _first(levels: Mapping[str, Ints], right: NDArray[np.bool_]) -> Weights:
    edges = {name: range(count - 1) for name, count in judging.COUNTS.items()}
    base, told = learned(levels, edges, right, penalty=PENALTY)
    of = {name: np.array(weights, np.float32) for name, weights in told.items()}
    # What is so with most adds nothing.
    for name, weights in of.items():
        usual = weights[np.bincount(levels[name]).argmax()]
        base += float(usual)
        of[name] = (weights - usual).round(3)
    return Weights(round(base, 3), of)


def _node(node: Mapping[str, Any]) -> dict[str, object]:
    if "leaf_value" in node:
        return {"value": round(node["leaf_value"], 4)}
    return {
        "ground": node["split_feature"],
        "edge": round(node["threshold"], 4),
        "low": _node(node["left_child"]),
        "high": _node(node["right_child"]),
    }


if __name__ == "__main__":
    main()
