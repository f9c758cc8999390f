"""Learns the weights by which names are compared: `python -m benchmarks.names_learned`.

Without labels: records of ROR (../shared/data, or KIEM_SHARED) are made into mentions (names_task.py), of which the
right record is known because they came from it. One task gives the weights of the evidence; a second, whose records are
partly taken out of the register, those of the decision and its thresholds. In both some towns are another than the
record's, as they are where two registers have the same organisation. Mentions are of one half of the records;
benchmarks/names.py reports on mentions of the other half. Writes kiem/flow/lookup/weights.json.
"""

import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.names_task import MORE_KINDS, Mix, Task, made, records_of
from benchmarks.ror_claims import ror_claims
from kiem.flow.lookup import Lookup, comparing, decision
from kiem.flow.lookup.comparing import WEIGHTS, Pairs
from kiem.flow.lookup.lookup import ranked
from kiem.flow.lookup.sparse import Ints

LEARNED_FROM = 0
FIRST, SECOND, COUNT = 11, 12, 60_000
PENALTY = 1e-4
NOT_KNOWN = {"country": 1, "town": 1, "kinds": 1}
"""The level of each that says that it is not known."""

PRECISE, WORTH_A_LOOK = 0.9945, 0.3
GONE, GONE_IN_LIFE = 0.4, 0.1
"""The share of records that are taken out of the register, so that there is much to learn from, and what it counts."""

ELSEWHERE = 0.06
"""So often two registers know one organisation in two towns (benchmarks/towns.py)."""


def main() -> None:
    """Learn, and write what was learned."""
    with ror_claims() as engine:
        records = records_of(engine)
    task = moved(made(records, LEARNED_FROM, FIRST, COUNT), FIRST)
    lookup = Lookup.learn(task.register)
    pairs = lookup.pairs(task.mentions)
    base, of = learned(pairs.levels, comparing.EDGES, _is_right(lookup, task, pairs))
    weights = comparing.Weights(base, {name: np.array(told, np.float32) for name, told in of.items()})
    task = moved(made(records, LEARNED_FROM, SECOND, COUNT, Mix(GONE, MORE_KINDS)), SECOND)
    lookup = Lookup.learn(task.register)
    pairs = lookup.pairs(task.mentions)
    best = ranked(lookup.register, pairs, weights.score(pairs.levels), len(task.mentions))
    written = best.pairs.written[best.order]
    leads = np.concatenate([[True], written[1:] != written[:-1]])
    right = np.zeros(len(task.mentions), bool)
    right[written[leads]] = _is_right(lookup, task, pairs)[best.order[leads]]
    gone = np.array([one is None for one in task.right])
    worth = np.where(gone, GONE_IN_LIFE / gone.mean(), (1 - GONE_IN_LIFE) / (1 - gone.mean()))
    levels = decision.levels_of(best.grounds)
    sure_base, sure_of = learned(levels, decision.EDGES, right, worth)
    accepted = decision.Acceptance(
        sure_base, {name: np.array(told, np.float32) for name, told in sure_of.items()}, 0, 0
    )
    told = {
        "evidence": {"base": base, "of": of},
        "acceptance": {
            "base": sure_base,
            "of": sure_of,
            "link": threshold(accepted.probability(levels), right, worth),
            "review": WORTH_A_LOOK,
        },
    }
    WEIGHTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def learned(
    levels: Mapping[str, Ints],
    edges: Mapping[str, Sequence[float]],
    right: NDArray[np.bool_],
    worth: NDArray[np.float64] | None = None,
    penalty: float = PENALTY,
) -> tuple[float, dict[str, list[float]]]:
    """Return the base and the weight of each level by logistic regression, levels rarely met drawn to 0.

    `worth` is what each counts, one where nothing is said.
    """
    starts = np.cumsum([0, *(len(edges[name]) + 1 for name in edges)])
    columns = np.stack([levels[name] + start for name, start in zip(edges, starts[:-1], strict=True)], axis=1)
    count, pieces = columns.shape
    rows = csr_matrix(
        (np.ones(columns.size), columns.ravel(), np.arange(0, columns.size + 1, pieces)), (count, starts[-1])
    )
    sign = np.where(right, 1.0, -1.0)
    worth = np.ones(count) if worth is None else worth

    def cost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (rows @ weights[1:] + weights[0])
        slope = -sign * worth / (1 + np.exp(margin))
        loss = (worth * np.logaddexp(0, -margin)).mean() + penalty * (weights[1:] @ weights[1:])
        return loss, np.concatenate([[slope.mean()], rows.T @ slope / count + 2 * penalty * weights[1:]])

    found: Any = minimize(cost, np.zeros(starts[-1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    base, of = float(found.x[0]), {}
    for name, start, end in zip(edges, starts[:-1], starts[1:], strict=True):
        weights = found.x[1 + start : 1 + end]
        # What is not known adds nothing.
        nothing = weights[NOT_KNOWN[name]] if name in NOT_KNOWN else 0.0
        base += nothing
        of[name] = (weights - nothing).round(3).tolist()
    return round(base, 3), of


def threshold(probability: NDArray[np.float32], right: NDArray[np.bool_], worth: NDArray[np.float64]) -> float:
    """Return the lowest probability above which the share of right ones is at least `PRECISE`."""
    order = np.argsort(-probability, kind="stable")
    share = np.cumsum((right * worth)[order]) / np.cumsum(worth[order])
    last = np.flatnonzero(share >= PRECISE)[-1]
    return round(float(probability[order[last]]), 4)


def moved(task: Task, seed: int) -> Task:
    """Return the task with some towns of mentions exchanged for one of another record of the country."""
    dice = random.Random(seed)
    towns: defaultdict[str, list[str]] = defaultdict(list)
    for one in task.records:
        towns[one.country].append(one.town)
    return replace(
        task,
        mentions=tuple(
            replace(one, town=dice.choice(towns[one.country]))
            if one.town and towns[one.country] and dice.random() < ELSEWHERE
            else one
            for one in task.mentions
        ),
    )


def _is_right(lookup: Lookup, task: Task, pairs: Pairs) -> NDArray[np.bool_]:
    record = np.array(lookup.register.records, object)[np.asarray(lookup.register.owner)[pairs.known]]
    return np.asarray(record == np.array(task.right, object)[pairs.written], bool)


if __name__ == "__main__":
    main()
