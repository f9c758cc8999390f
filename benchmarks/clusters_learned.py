"""Learns what kiem/flow/clusters knows: `python -m benchmarks.clusters_learned words`, then `... weights`.

`words` counts in how many organisations of ROR and CORDIS each word stands, and takes towns, regions and countries from
ROR: names only, no clusters. `weights` learns from half 0 of the lists of clusters_task.py; half 1 is not read for it.
"""

import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.clusters_task import LEARNED_FROM, LISTS, half_of
from benchmarks.ror_claims import DATA
from kiem.flow.clusters.candidates import candidates
from kiem.flow.clusters.clusters import distinct
from kiem.flow.clusters.evidence import BY_JUDGEMENT, EDGES, SIZES, WEIGHTS, levels
from kiem.flow.clusters.general import WORDS
from kiem.flow.clusters.spelling import words_of
from kiem.flow.lookup import Mention

CORDIS = {
    "cordis_horizon/participations.csv.gz": "legal_name",
    "cordis_fp7_h2020_orgs/h2020_organisations_2017.csv.gz": "name",
    "cordis_fp7_h2020_orgs/fp7_organisations_2018.csv.gz": "name",
}
LEAST, PLACE_LEAST, SHORTEST_PLACE = 5, 3, 3
SHARE = {"euctr": 1.5, "covid": 1.0, "patstat": 0.3, "air-umass": 0.5, "nber-subset": 0.7}
"""How much each list counts: less where it is small, or in part made by machine."""

OF_OTHERS = 2.0
"""How often a pair of two clusters counts: half of them are not in the half that is read."""

TAMED, SMOOTH, WHOLE = 15.0, 100.0, 10_000.0

Row = NDArray[np.float64]


def words() -> None:
    """Write the words of organisations in general."""
    had: Counter[str] = Counter()
    places: Counter[str] = Counter()
    count = 0
    for names, where in _organisations():
        count += 1
        had.update({word for name in names for word in words_of(name)})
        places.update(" ".join(words_of(place)) for place in where)
    told = {
        "organisations": count,
        "words": {word: often for word, often in sorted(had.items()) if often >= LEAST},
        "places": sorted(
            place
            for place, often in places.items()
            if often >= PLACE_LEAST and " " not in place and len(place) >= SHORTEST_PLACE
        ),
    }
    WORDS.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{count:,} organisations, {len(told['words']):,} words, {len(told['places']):,} places")  # type: ignore[arg-type]  # two of three have a length


def _organisations() -> Iterator[tuple[list[str], list[str]]]:
    with gzip.open(DATA / "ror_snapshot" / "ror-v2.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            named = [one["value"] for one in record["names"] if "acronym" not in one["types"]]
            details = [one["geonames_details"] for one in record["locations"]]
            keys = ("name", "country_name", "country_subdivision_name")
            yield named, [one[key] for one in details for key in keys if one.get(key)]
    by_code: defaultdict[str, set[str]] = defaultdict(set)
    for name, column in CORDIS.items():
        with gzip.open(DATA / name, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                by_code[row["pic"]].add(row[column])
    for names in by_code.values():
        yield sorted(names), []


def weights() -> None:
    """Write the weights, learned from half 0."""
    some = [_pairs(name) for name in LISTS]
    design = np.concatenate([one[0] for one in some])
    same, counts = np.concatenate([one[1] for one in some]), np.concatenate([one[2] for one in some])
    base, of = _fitted(design, same, counts)
    share = round(float(counts @ same / counts.sum()), 4)
    told = {"base": base, "of": {name: BY_JUDGEMENT.get(name, of.get(name)) for name in SIZES}}
    lines = ",\n".join(f'"{name}": {json.dumps(weight)}' for name, weight in told["of"].items())  # type: ignore[attr-defined]  # the weights
    WEIGHTS.write_text(f'{{"base": {base}, "share": {share}, "of": {{\n{lines}\n}}}}\n', encoding="utf-8")
    print(f"{len(design):,} pairs")


def _pairs(name: str) -> tuple[NDArray[np.int64], Row, Row]:
    """Return the levels of each pair of a list's half, whether it is one organisation, and how much it counts."""
    rows = [row for row in LISTS[name].read(DATA) if half_of(row[1]) == LEARNED_FROM]
    known, of = distinct([Mention(text) for text, _ in rows])
    label = np.empty(len(known.names), object)
    for place, (_, told) in reversed(list(zip(of, rows, strict=True))):
        if place >= 0:
            label[place] = told
    pairs = candidates(known)
    same = (label[pairs[:, 0]] == label[pairs[:, 1]]).astype(np.float64)
    # Each name counts alike, not each pair: a big cluster has very many.
    often = np.bincount(pairs.ravel(), minlength=len(label))
    counts = (1 / often[pairs[:, 0]] + 1 / often[pairs[:, 1]]) * np.where(same > 0, 1, OF_OTHERS)
    level = levels(known, pairs)
    design = np.stack([level[one] + start for one, start in _starts().items()], axis=1)
    return design, same, counts / counts.sum() * WHOLE * SHARE[name]


def _starts() -> dict[str, int]:
    """Return where the weights of each learned piece of evidence begin."""
    learned = [name for name in SIZES if name not in BY_JUDGEMENT]
    return dict(zip(learned, np.cumsum([0, *(SIZES[name] for name in learned)]).tolist(), strict=False))


def _fitted(design: NDArray[np.int64], same: Row, counts: Row) -> tuple[float, dict[str, list[float]]]:
    starts = _starts()
    width = sum(SIZES[name] for name in starts)
    ends = np.arange(0, design.size + 1, design.shape[1])
    rows = csr_matrix((np.ones(design.size), design.ravel(), ends), shape=(len(design), width))
    lower = np.array([starts[name] + step for name in starts if name in EDGES for step in range(SIZES[name] - 1)])

    def lost(told: Row) -> tuple[float, Row]:
        base, weight = told[0], told[1:]
        odds = rows @ weight + base
        off = counts * (1 / (1 + np.exp(-odds)) - same)
        step = weight[lower + 1] - weight[lower]
        slope = rows.T @ off + TAMED * weight
        np.add.at(slope, lower + 1, SMOOTH * step)
        np.add.at(slope, lower, -SMOOTH * step)
        tamed = TAMED / 2 * (weight**2).sum() + SMOOTH / 2 * (step**2).sum()
        return float((counts * (np.logaddexp(0, odds) - same * odds)).sum() + tamed), np.concatenate(
            [[off.sum()], slope]
        )

    found = minimize(lost, np.zeros(width + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    of = {name: found[1 + start : 1 + start + SIZES[name]].round(3).tolist() for name, start in starts.items()}
    return round(float(found[0]), 3), of


if __name__ == "__main__":
    {"words": words, "weights": weights}[sys.argv[1]]()
