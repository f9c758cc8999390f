"""How many names are looked up in ROR a second, and how right the answers are: `python -m benchmarks.names`.

Reads ../shared/data (or KIEM_SHARED); writes a section of docs/reference/benchmarks.md. What was learned was learned
from mentions of the other half of the records (names_learned.py); nothing was learned from the PIC-to-ROR links.
"""

import gzip
import json
import os
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.names_task import KINDS, WITH_COUNTRY, Mix, Record, Task, half_of, made, records_of, withheld
from benchmarks.report import Section, this_machine, write_section
from benchmarks.ror_claims import DATA, ror_claims
from kiem.flow.lookup import LINK, Answer, Lookup, Mention
from kiem.flow.lookup.indexes import GramIndex
from kiem.flow.lookup.words import plain

REPORTED_ON = 1
COUNT, SINGLE, ROUNDS, BINS = 20_000, 5_000, 5, 15
MOST = 10
TO_PEERS = 2_000
PEERS = {"nomenklatura": 200.0, "splink": 100.0}
"""Each peer, and how many times as quick as it is aimed at."""

Rows = list[list[str]]
COUNTRIES = {"EL": "GR", "UK": "GB"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a lookup answered, set beside what is right: right at rank 1 and among the ten, linked, how probable."""

    first: NDArray[np.bool_]
    ten: NDArray[np.bool_]
    linked: NDArray[np.bool_]
    probability: NDArray[np.float64]

    @classmethod
    def of(cls, answers: Sequence[Sequence[Answer]], right: Sequence[str | None]) -> "Judged":
        """Judge the answers."""
        pairs = list(zip(answers, right, strict=True))
        return cls(
            np.array([one is not None and found[0].record == one for found, one in pairs]),
            np.array([one is not None and one in [answer.record for answer in found] for found, one in pairs]),
            np.array([found[0].decision == LINK for found, _ in pairs]),
            np.array([found[0].probability for found, _ in pairs]),
        )


def main() -> None:
    """Measure and write the section."""
    with ror_claims() as engine:
        records = records_of(engine)
    task = made(records, REPORTED_ON, 21, COUNT)
    started = time.perf_counter()
    lookup = Lookup.learn(task.register)
    indexed = time.perf_counter() - started
    rows = [*_mentions(lookup, task), *_alone(lookup, task)]
    rows += _withheld(records, "alias", 0.6) + _withheld(records, "translated_name", None)
    rows += _accepted(made(records, REPORTED_ON, 22, COUNT, Mix(without=0.1)))
    rows += _pics(Lookup.learn(made(records, REPORTED_ON, 0, 0).register))
    about = (
        f"Names looked up in ROR ({len(records):,} records). {COUNT:,} mentions are made of half of the records, as "
        "many of each kind: a withheld alias, slips of the keyboard, words cut short, a word left out, words in "
        "another order, a department before the name; 85 in 100 with their country, 30 with their town. Weights were "
        "learned from mentions of the other half. In the same run stand a dictionary of exact names (with the country "
        "where it is known), and the cosine of four letters in a row."
    )
    remarks = [
        f"The index is made in {indexed:.1f} s; the process has {_memory_gb():.1f} GB at most, with all of this.",
        (
            "Linked: from the probability on that is in kiem/flow/lookup/weights.json. Coverage is of the "
            "mentions that have a right answer; the calibration error is expected over 15 bins of all mentions."
        ),
        *KNOWN_OF_IT,
    ]
    columns = ["task", "measured", "target", "share"]
    write_section(Section("names", "Names looked up", about, columns, rows, remarks), this_machine())


KNOWN_OF_IT = (
    (
        "PIC to ROR: rows of `cordis_pic_ror` from `openaire_direct` whose record is in the snapshot, with town "
        "and country. Until 2026-11-28 0.614 of them were linked: towns were compared as they are written (Wien, "
        "Vienna), and nothing was learned of names that are written as they are known. The last row has the "
        "recall at the threshold that would give these rows, which all have an answer, a precision of 0.98."
    ),
    (
        "A name that is withheld is so in every form that Kiem compares as one; since a laboratory's number is one "
        "word with its kind (UMR 7126, UMR7126) the task is harder by that, and its numbers lower by 0.005 to 0.03."
    ),
    (
        f"nomenklatura 4.17 (its blocking index, LogicV2) and Splink 5.0 (names as rows, blocked by rare words and "
        f"first letters, Jaro-Winkler and Jaccard, weights by expectation maximisation) look up the first "
        f"{TO_PEERS:,} mentions, in the same run where KIEM_PEERS names their Python (names_peers.py)."
    ),
)
"""What the numbers rest on."""


def _mentions(lookup: Lookup, task: Task) -> Rows:
    list(lookup.find(task.mentions[:100], 1))
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        list(lookup.find(task.mentions, 1))
        took.append(time.perf_counter() - started)
    judged = Judged.of(list(lookup.find(task.mentions, MOST)), task.right)
    rate = len(task.mentions) / float(np.median(took))
    kinds = np.array(task.kinds)
    rows = [
        _row("mentions a second, both cores, median of five", f"{rate:,.0f}", 25_000, rate),
        _row("right at rank 1", f"{judged.first.mean():.3f}", 0.87, judged.first.mean()),
        _row("right among ten", f"{judged.ten.mean():.3f}", None, 0),
    ]
    for kind in KINDS:
        first, ten = judged.first[kinds == kind].mean(), judged.ten[kinds == kind].mean()
        rows.append(_row(f"… {kind}: at rank 1, among ten", f"{first:.3f}, {ten:.3f}", None, 0))
    return [*rows, *_beside(lookup, task), *_peers(task, rate)]


def _beside(lookup: Lookup, task: Task) -> Rows:
    """Measure what an hour's work would give, in the same run."""
    exact: dict[tuple[str, str], set[str]] = {}
    register = lookup.register
    for name, owner in zip(register.names, register.owner.tolist(), strict=True):
        for country in {register.countries[owner], ""}:
            exact.setdefault((name, country), set()).add(register.records[owner])
    started = time.perf_counter()
    said = [exact.get((plain(one.text), one.country), set()) for one in task.mentions]
    rate = len(said) / (time.perf_counter() - started)
    found = np.mean([len(one) == 1 and right in one for one, right in zip(said, task.right, strict=True)])
    grams = GramIndex.learn(register.names)
    started = time.perf_counter()
    near = grams.nearest([plain(one.text) for one in task.mentions], 1)
    slow = len(task.mentions) / (time.perf_counter() - started)
    best = np.full(len(task.mentions), -1)
    there = np.diff(near.indptr) > 0
    best[there] = near.indices[near.indptr[:-1][there]]
    named = [register.records[register.owner[one]] if one >= 0 else None for one in best]
    cosine = np.mean([one == right for one, right in zip(named, task.right, strict=True)])
    return [
        _row("beside: dictionary of exact names, at rank 1, a second", f"{found:.3f}, {rate:,.0f}", None, 0),
        _row("beside: cosine of four letters, at rank 1, a second", f"{cosine:.3f}, {slow:,.0f}", None, 0),
    ]


def _peers(task: Task, rate: float) -> Rows:
    """Run the peers on the first mentions, where their Python is named."""
    python = os.environ.get("KIEM_PEERS")
    if not python:
        return []
    asked = task.mentions[:TO_PEERS]
    told = {
        "records": [
            {"id": one.id, "country": one.country, "names": [name for name, _ in one.names]} for one in task.records
        ],
        "mentions": [{"id": str(turn), "text": one.text, "country": one.country} for turn, one in enumerate(asked)],
    }
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "task.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        for peer, times in PEERS.items():
            command = [python, str(Path(__file__).with_name("names_peers.py")), peer, str(file)]
            ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            found = json.loads(ran.stdout.splitlines()[-1])
            right = np.mean([found["first"].get(str(turn)) == task.right[turn] for turn in range(len(asked))])
            theirs = len(asked) / found["seconds"]
            rows.append(_row(f"beside: {peer}, at rank 1, a second", f"{right:.3f}, {theirs:,.0f}", None, 0))
            rows.append(_row(f"… times {peer}", f"{rate / theirs:,.0f}", times, rate / theirs))
    return rows


def _alone(lookup: Lookup, task: Task) -> Rows:
    took = []
    for mention in task.mentions[:SINGLE]:
        started = time.perf_counter()
        list(lookup.find([mention], 5))
        took.append(1000 * (time.perf_counter() - started))
    half, nearly_all = np.percentile(took, [50, 99])
    return [
        _row("one look-up, warm: median, ms", f"{half:.2f}", None, 0),
        _row("one look-up, warm: p99, ms", f"{nearly_all:.2f}", 3, nearly_all),
    ]


def _withheld(records: Sequence[Record], prop: str, target: float | None) -> Rows:
    dice = random.Random(23)
    every = withheld(records, {one.id for one in half_of(records, REPORTED_ON)}, prop, dice)
    left = {one.id: one for one in records} | {one.id: rest for _, one, rest in every}
    mentions = [Mention(name, one.country if dice.random() < WITH_COUNTRY else "") for name, one, _ in every]
    lookup = Lookup.learn(Task((), (), (), tuple(left.values())).register)
    judged = Judged.of(list(lookup.find(mentions, MOST)), [one.id for _, one, _ in every])
    first, ten = judged.first.mean(), judged.ten.mean()
    named = prop.replace("_", " ")
    return [
        _row(f"{len(every):,} withheld names of the property {named} alone: at rank 1", f"{first:.3f}", target, first),
        _row("… among ten", f"{ten:.3f}", None, 0),
    ]


def _accepted(task: Task) -> Rows:
    judged = Judged.of(list(Lookup.learn(task.register).find(task.mentions, 1)), task.right)
    has = np.array([one is not None for one in task.right])
    precision = judged.first[judged.linked].mean()
    coverage = (judged.linked & has).sum() / has.sum()
    bin_of = np.minimum((judged.probability * BINS).astype(int), BINS - 1)
    gaps = [
        abs(judged.probability[bin_of == one].mean() - judged.first[bin_of == one].mean()) * (bin_of == one).mean()
        for one in np.unique(bin_of)
    ]
    without = 1 - has.mean()
    return [
        _row(
            f"linked, {without:.2f} of all without a right answer: precision",
            f"{precision:.4f}",
            0.99,
            precision,
        ),
        _row("… coverage of those with one", f"{coverage:.3f}", 0.75, coverage),
        _row("… share of all that is linked", f"{judged.linked.mean():.3f}", None, 0),
        _row("… expected calibration error", f"{sum(gaps):.4f}", 0.02, sum(gaps)),
    ]


def _pics(lookup: Lookup) -> Rows:
    with gzip.open(DATA / "cordis_pic_ror" / "cordis_pic_ror.jsonl.gz", "rt", encoding="utf-8") as file:
        links = [json.loads(line) for line in file]
    links = [one for one in links if one["source"] == "openaire_direct" and one["all_labels_in_snapshot"]]
    mentions = [
        Mention(one["legal_name"], COUNTRIES.get(one["country"], one["country"] or ""), one["city"] or "")
        for one in links
    ]
    judged = Judged.of(list(lookup.find(mentions, MOST)), [f"ror:{one['ror_id'][-9:]}" for one in links])
    order = np.argsort(-judged.probability, kind="stable")
    share = np.cumsum(judged.first[order]) / np.arange(1, len(order) + 1)
    recall = judged.first[order][: np.flatnonzero(share >= 0.98)[-1] + 1].sum() / len(order)
    precision, linked = judged.first[judged.linked].mean(), (judged.first & judged.linked).mean()
    return [
        _row(f"PIC to ROR ({len(links):,} rows): right at rank 1", f"{judged.first.mean():.3f}", None, 0),
        _row("… linked: precision", f"{precision:.4f}", 0.98, precision),
        _row("… linked: recall", f"{linked:.3f}", 0.85, linked),
        _row("… recall at a precision of 0.98, at the best threshold", f"{recall:.3f}", 0.85, recall),
    ]


def _row(name: str, measured: str, target: float | None, value: float) -> list[str]:
    return [name, measured, "" if target is None else f"{target:,}", "" if target is None else f"{value / target:.2f}"]


def _memory_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
