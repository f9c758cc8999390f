"""Affiliations with the ROR records that are meant: the gold sets in ../shared/data/affiliation_ror_gold.

Each set is split by a hash of the text: what is learned is learned from half 0, what is reported is of half 1.
"""

import gzip
import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["OTHERS", "SETS", "Gold", "Score", "gold", "scored"]

SHARED = Path(os.environ.get("KIEM_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")) / "data"
SETS = (
    *("ror_api_crossref", "ror_api_springer", "springer_nature_2023", "aps_test"),
    *("ror_crossref_assertions", "s2aff_gold", "ror_matching_logs"),
)
OTHERS = ("ror_api_names", "ror_api_legacy_2019")
"""Learned from too, not reported."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Texts, the records meant by each, whether all of these are in the register, and the half that each is in."""

    texts: list[str]
    meant: list[frozenset[str]]
    known: NDArray[np.bool_]
    half: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean over pairs of a text and a record."""

    precision: float
    recall: float
    f1: float


def gold(name: str) -> Gold:
    """Read a set."""
    with gzip.open(SHARED / "affiliation_ror_gold" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as opened:
        rows = [json.loads(line) for line in opened]
    texts = [str(row["affiliation"]) for row in rows]
    return Gold(
        texts,
        [frozenset(f"ror:{address[-9:]}" for address in row["ror_ids"]) for row in rows],
        np.array([bool(row["all_labels_in_snapshot"]) for row in rows]),
        np.array([zlib.crc32(text.encode()) % 2 for text in texts], np.int64),
    )


def scored(told: Gold, linked: list[frozenset[str]], chosen: NDArray[np.bool_]) -> Score:
    """Compare what was linked with what is meant, for the chosen texts."""
    some = np.flatnonzero(chosen).tolist()
    right = sum(len(linked[turn] & told.meant[turn]) for turn in some)
    said, meant = sum(len(linked[turn]) for turn in some), sum(len(told.meant[turn]) for turn in some)
    precision, recall = right / max(said, 1), right / max(meant, 1)
    return Score(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))
