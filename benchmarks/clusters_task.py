"""Lists of names with known clusters, their halves, and how clusters are measured.

Half 0 of each list (by a checksum of the label of the truth) is what may be learned from; half 1 is only reported.
"""

import csv
import gzip
import zlib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

__all__ = ["LEARNED_FROM", "LISTS", "Measured", "NameList", "calibration", "half_of", "measured"]

LEARNED_FROM = 0
BINS = 15


@dataclass(frozen=True, slots=True)
class NameList:
    """A file with names, the columns of the name and of its cluster, and whether a name counts each time it stands."""

    file: str
    name: str
    label: str
    repeated: bool

    def read(self, folder: Path) -> list[tuple[str, str]]:
        """Return each name with its label."""
        with gzip.open(folder / self.file, "rt", encoding="utf-8", newline="") as opened:
            rows = [(row[self.name].strip(), row[self.label].strip()) for row in csv.DictReader(opened)]
        rows = [row for row in rows if all(row)]
        return rows if self.repeated else list(dict.fromkeys(rows))


LISTS = {
    "euctr": NameList("euctr_sponsors/sponsor_names.csv.gz", "sponsor_raw", "normalized_name", False),
    "covid": NameList("covid_trial_sponsors/sponsor_names.csv.gz", "sponsor_raw", "sponsor_normalised", True),
    "patstat": NameList("patstat_leuven_applicants/applicants.csv.gz", "person_name", "leuven_id", True),
    "air-umass": NameList("patentsview_assignees/air-umass.csv.gz", "organization", "cluster_id", False),
    "nber-subset": NameList("patentsview_assignees/nber-subset.csv.gz", "organization", "cluster_id", False),
}


def half_of(label: str) -> int:
    """Return the half in which a cluster is."""
    return zlib.crc32(label.encode()) % 2


@dataclass(frozen=True, slots=True)
class Measured:
    """B-cubed and pairwise precision and recall."""

    precision: float
    recall: float
    pair_precision: float
    pair_recall: float

    @property
    def b_cubed(self) -> float:
        """Return the B-cubed F1."""
        return _f1(self.precision, self.recall)

    @property
    def pairwise(self) -> float:
        """Return the pairwise F1."""
        return _f1(self.pair_precision, self.pair_recall)


def measured(right: Sequence[Hashable], found: Sequence[Hashable]) -> Measured:
    """Return how well clusters found are those that are right, name by name."""
    both = Counter(zip(right, found, strict=True))
    true, made = Counter(right), Counter(found)
    count = max(len(right), 1)
    pairs, true_pairs, made_pairs = _pairs(both.values()), _pairs(true.values()), _pairs(made.values())
    return Measured(
        sum(had * had / made[told] for (_, told), had in both.items()) / count,
        sum(had * had / true[label] for (label, _), had in both.items()) / count,
        pairs / made_pairs if made_pairs else 1.0,
        pairs / true_pairs if true_pairs else 1.0,
    )


def calibration(right: Sequence[Hashable], found: Sequence[Hashable], probability: Sequence[float]) -> float:
    """Return the expected calibration error, over 15 bins, of how probable it is that a name belongs to its cluster.

    It does by the share of the others there that mean the same; where there is none, when nobody else means it.
    """
    both, true, made = Counter(zip(right, found, strict=True)), Counter(right), Counter(found)
    belongs = np.array(
        [
            (both[one, told] - 1) / (made[told] - 1) if made[told] > 1 else float(true[one] == 1)
            for one, told in zip(right, found, strict=True)
        ]
    )
    told = np.array(probability)
    turn = np.minimum((told * BINS).astype(int), BINS - 1)
    many = np.maximum(np.bincount(turn, minlength=BINS), 1)
    off = np.abs(np.bincount(turn, told, BINS) - np.bincount(turn, belongs, BINS)) / many
    return float((off * np.bincount(turn, minlength=BINS)).sum() / len(told))


def _pairs(sizes: Iterable[int]) -> float:
    return sum(had * (had - 1) / 2 for had in sizes)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
