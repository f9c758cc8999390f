"""Hard pairs of organisations' names, the same or not: `python -m benchmarks.hard_pairs [--misses]`.

The pairs of ../shared/data/opensanctions_name_bench (or under KIEM_SHARED) that are not of persons, each told as a
list of two names (kiem.flow.clusters). Nothing was learned from these. `--misses` prints those told wrong. Writes a
section of docs/reference/benchmarks.md; docs/reference/hard-pairs.md says why each is told wrong.
"""

import csv
import gzip
import math
import sys
from collections.abc import Sequence

from benchmarks.report import Section, this_machine, write_section
from benchmarks.ror_claims import DATA
from kiem.flow.clusters import memberships
from kiem.flow.lookup import Mention, plain

SURE = 1.96
"""Standard deviations in 95 of 100 cases."""

Pair = tuple[str, str, bool]


def main() -> None:
    """Measure, and write the section."""
    cases = DATA / "opensanctions_name_bench" / "cases.csv.gz"
    if not cases.exists():
        sys.exit(f"no data at {cases}: set KIEM_SHARED")
    with gzip.open(cases, "rt", encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["schema"] != "Person"]
    pairs = [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows]
    ours = [_is_one(one, other) for one, other, _ in pairs]
    if "--misses" in sys.argv:
        for turn, ((one, other, same), told) in enumerate(zip(pairs, ours, strict=True), start=1):
            if same != told:
                sys.stdout.write(f"{turn}: {one} | {other}: {'one' if same else 'two'}\n")
    beside = [plain(one) == plain(other) for one, other, _ in pairs]
    write_section(
        Section(
            name="hard_pairs",
            title="Hard pairs of names",
            about=(
                f"{len(pairs)} pairs that are hard by design, {sum(same for *_, same in pairs)} of them one and the "
                "same: precision, recall and F1 of telling which; 95 % intervals (Wilson)."
            ),
            columns=("what", "Kiem", "the same plain name"),
            rows=[
                [what, one, other]
                for what, one, other in zip(WHAT, _told(pairs, ours), _told(pairs, beside), strict=True)
            ],
            remarks=("Why each is told wrong: [hard-pairs.md](hard-pairs.md).",),
        ),
        this_machine(),
    )


WHAT = ("precision", "recall", "F1")


def _is_one(one: str, other: str) -> bool:
    first, second = memberships([Mention(one), Mention(other)])
    return first.first == second.first


def _told(pairs: Sequence[Pair], told: Sequence[bool]) -> tuple[str, str, str]:
    right = sum(same and one for (*_, same), one in zip(pairs, told, strict=True))
    said, meant = sum(told), sum(same for *_, same in pairs)
    return _share(right, said), _share(right, meant), f"{2 * right / (said + meant):.3f}"


def _share(part: int, whole: int) -> str:
    """Return a share with its interval (E. B. Wilson, 1927)."""
    share, square = part / whole, SURE**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = SURE * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return f"{share:.3f} ({middle - half:.2f} to {middle + half:.2f})"


if __name__ == "__main__":
    main()
