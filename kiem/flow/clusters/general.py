"""How telling a word is in general, and which words are places.

Counted in 105,919 organisations of ROR (CC0) and CORDIS ((c) European Union), each once with all its names, by
`python -m benchmarks.clusters_learned words`. A word that few of them have is told by itself whose name it is.
"""

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

from kiem.flow.clusters.forms import GIVEN, IN_PARTS, TOPIC
from kiem.flow.clusters.spelling import is_number

__all__ = ["had_by", "is_place", "is_topic", "telling"]

WORDS = Path(__file__).parent / "words.json"
MOST = 8.0
"""How telling a word is at most: not even one in three thousand has it."""

OF_A_NUMBER, OF_A_TOPIC = 3.0, 2.5
RARE = 2


def telling(word: str) -> float:
    """Return the logarithm of how many organisations there are for one that has the word, from 0 to 8."""
    if word.isdigit():
        return OF_A_NUMBER
    told = min(MOST, math.log(_counted()["organisations"] / ((had_by(word) or RARE) + 1)))
    return min(told, OF_A_TOPIC) if is_topic(word) or word in GIVEN else told


def had_by(word: str) -> int:
    """Return how many organisations have the word; 0 for fewer than five."""
    return int(_counted()["words"].get(word, 0))


def is_place(word: str) -> bool:
    """Return whether a town, a region or a country is called so, and the word says nothing else."""
    return word in _places() and not is_number(word)


def is_topic(word: str) -> bool:
    """Return whether a word names a part of an organisation or what it is about, and is no name that somebody made."""
    return TOPIC.match(word) is not None and (had_by(word) > 0 or IN_PARTS.search(word) is not None)


@cache
def _counted() -> dict[str, Any]:  # the file's form: a number, numbers by word, a list
    told: dict[str, Any] = json.loads(WORDS.read_text(encoding="utf-8"))
    return told


@cache
def _places() -> frozenset[str]:
    return frozenset(_counted()["places"])
