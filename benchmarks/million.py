"""How long it takes to group a million records into who is who, and how right that is: `python -m benchmarks.million`.

Reads ../shared/data (or KIEM_SHARED); writes a section of docs/reference/benchmarks.md. Where KIEM_PEERS names a Python
that has Splink, it groups the same records in the same run (million_peer.py).
"""

import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.clusters_task import Measured, calibration, measured
from benchmarks.million_task import drawn, organisations
from benchmarks.report import Section, this_machine, write_section
from kiem.flow.clusters import memberships
from kiem.flow.lookup import Mention

COUNT, SEED = 1_000_000, 27
LIMIT_SECONDS, LIMIT_GB = 60.0, 6.0
Rows = list[list[str]]


ABOUT = (
    f"{COUNT:,} records of the organisations of ROR and CORDIS, written variously: three in ten as "
    "one of its names stands, one in ten each as an alias, with slips of the keyboard, with words cut short, a "
    "word left out, words in another order, a department in front, more said behind; 85 in 100 with the country, "
    "30 with the town (million_task.py). The weights were not learned from them; how telling a word is in general "
    "was counted in the same registers, and how much stricter a long list is held was chosen on such records. "
    "Splink groups the same records in the same run."
)
REMARKS = [
    (
        "Organisations that stand in both registers and are linked nowhere, or twice in one, count as two: what "
        "joins them counts as wrong, here and for Splink."
    ),
    (
        "Splink 5: Jaro-Winkler of the name and exact rarest word and town, all by term frequency, Jaccard of the "
        "words in order, exact country; blocked by the name, the words in order, the rarest word and country, the "
        "two rarest words; learned by expectation maximisation; pairs and groups from 0.95 on. Blocked by the "
        "first twelve letters too, it came to 20 GB and was stopped."
    ),
    (
        "Until 2026-11-28 100,000 names took Kiem 34 s and a million were out of reach: pairs were looked for one "
        "name after the other, neighbours of the alphabet without a bound, and groups joined two by two."
    ),
]


def main() -> None:
    """Measure and write the section."""
    records = organisations()
    mentions, right = drawn(records, COUNT, SEED)
    started = time.perf_counter()
    found = memberships(mentions)
    seconds = time.perf_counter() - started
    one = measured(right, [each.first for each in found])
    off = calibration(right, [each.first for each in found], [each.probability for each in found])
    rows = [
        ["organisations that they are drawn from", f"{len(records):,}", "", ""],
        _row("seconds, from names to groups", seconds, LIMIT_SECONDS, 1),
        _row("GB at most: this process and one of its two helpers", _memory_gb(), LIMIT_GB, 1),
        *_right("kiem cluster", one),
        ["… expected calibration error of its probability", f"{off:.3f}", "", ""],
        *_beside(mentions, right, seconds),
    ]
    write_section(
        Section("million", "A million records grouped", ABOUT, ["what", "measured", "limit", "share"], rows, REMARKS),
        this_machine(),
    )


def _beside(mentions: Sequence[Mention], right: Sequence[str], seconds: float) -> Rows:
    python = os.environ.get("KIEM_PEERS")
    if python is None:
        return [["beside: Splink", "not measured: KIEM_PEERS names no Python that has it", "", ""]]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.json"
        file.write_text(json.dumps([(one.text, one.country, one.town) for one in mentions]), encoding="utf-8")
        script = Path(__file__).with_name("million_peer.py")
        told = json.loads(subprocess.run([python, script, file], cwd=folder, check=True, capture_output=True).stdout)
    whole = told["learned"] + told["seconds"]
    return [
        [
            "beside: Splink, seconds to learn, and to pair and group",
            f"{told['learned']:.1f}, {told['seconds']:.1f}",
            "",
            "",
        ],
        ["… of the time that it took in all, Kiem took", f"{seconds / whole:.2f}", "", ""],
        ["… GB at most", f"{told['gigabytes']:.1f}", "", ""],
        *_right("beside: Splink", measured(right, told["cluster"])),
    ]


def _right(who: str, one: Measured) -> Rows:
    return [
        [f"{who}: B-cubed, pairwise F1", f"{one.b_cubed:.3f}, {one.pairwise:.3f}", "", ""],
        ["… B-cubed precision and recall", f"{one.precision:.3f}, {one.recall:.3f}", "", ""],
    ]


def _row(what: str, value: float, limit: float, digits: int) -> list[str]:
    return [what, f"{value:.{digits}f}", f"{limit:.0f}", f"{value / limit:.2f}"]


def _memory_gb() -> float:
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e6


if __name__ == "__main__":
    main()
