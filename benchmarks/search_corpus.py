"""One million documents for benchmarks/search.py, the same in every run: names and titles of ROR and CORDIS recombined.

Half of one name is followed by half of another, so the words keep their frequencies, their neighbours and their
languages while the names are new. Nothing of it is kept: the documents live in a folder that the benchmark removes.
"""

import gzip
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from kiem.flow.search import Document

__all__ = ["MissingData", "Source", "documents", "read_source"]

_ROR = "data/ror_snapshot/ror-v2.jsonl.gz"
_CORDIS = "data/cordis_horizon/projects.jsonl.gz"


class MissingData(Exception):
    """The publishers' files are not where they were looked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """Organisations as (name, other names, place) and projects as (acronym, title, words of the objective)."""

    organisations: list[tuple[str, list[str], str]]
    projects: list[tuple[str, str, list[str]]]


def read_source() -> Source:
    """Read ROR's and CORDIS's files in place, from $KIEM_SHARED or ../shared. Raises MissingData, naming the file."""
    shared = Path(os.environ.get("KIEM_SHARED", "../shared"))
    return Source(
        organisations=[_organisation(record) for record in _records(shared / _ROR)],
        projects=[
            (record["acronym"] or "", record["title"], (record["objective"] or record["title"]).split())
            for record in _records(shared / _CORDIS)
        ],
    )


def documents(source: Source, count: int, *, seed: int) -> Iterator[Document]:
    """Three organisations to two projects; one in fifty in the ecosystem; weights as steep as the number of claims."""
    dice = random.Random(seed)
    for number in range(count):
        make = _new_organisation if number % 5 < 3 else _new_project
        yield make(source, dice, number)


def _new_organisation(source: Source, dice: random.Random, number: int) -> Document:
    first, second = dice.choice(source.organisations), dice.choice(source.organisations)
    identifier = f"ror:0{dice.randrange(36**6):x}{number % 97:02d}"
    others = (*first[1][:2], identifier)
    return Document(
        f"o{number:07d}", "organisation", _joined(first[0], second[0], dice), others, second[2], *_standing(dice)
    )


def _new_project(source: Source, dice: random.Random, number: int) -> Document:
    first, second, told = (dice.choice(source.projects) for _ in range(3))
    begin = dice.randrange(max(1, len(told[2]) - 25))
    text = " ".join(told[2][begin : begin + 25])
    others = (f"{first[0]}{second[0][:3]}", str(900_000_000 + number))
    return Document(f"p{number:07d}", "project", _joined(first[1], second[1], dice), others, text, *_standing(dice))


def _standing(dice: random.Random) -> tuple[bool, float]:
    return dice.random() < 0.02, float(int(dice.paretovariate(1.0)))


def _joined(first: str, second: str, dice: random.Random) -> str:
    """The beginning of one name and the end of another."""
    left, right = first.split(), second.split()
    head = left[: dice.randint(1, max(1, len(left) - 1))]
    return " ".join(chain(head, right[dice.randint(0, max(0, len(right) - 2)) :]))


def _organisation(record: dict[str, Any]) -> tuple[str, list[str], str]:  # Any: a record of ROR as it is published
    names = [name["value"] for name in record["names"]]
    display = next(name["value"] for name in record["names"] if "ror_display" in name["types"])
    places = (location["geonames_details"] for location in record["locations"])
    return (
        display,
        [name for name in names if name != display],
        " ".join(f"{place['name']} {place['country_name']}" for place in places),
    )


def _records(path: Path) -> Iterator[dict[str, Any]]:  # Any: a publisher's JSON
    if not path.is_file():
        problem = f"{path} is missing; set KIEM_SHARED to the folder that holds data/"
        raise MissingData(problem)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
