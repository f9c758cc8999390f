"""How often two registers know one organisation in two towns: `python -m benchmarks.towns`.

Organisations of ROR and of CORDIS (../shared/data, or under KIEM_SHARED) that have one long name and country, each
alone in both: whether the town that CORDIS writes is known as that of the ROR record (kiem.flow.lookup.towns), and
whether it is the same text. Nothing tells for sure that the two are one; their share of other towns is the most that it
can be. Writes a section of docs/reference/benchmarks.md.
"""

import csv
import gzip
from collections import Counter, defaultdict

import numpy as np

from benchmarks.names import COUNTRIES
from benchmarks.names_task import Record, Task, records_of
from benchmarks.report import Section, this_machine, write_section
from benchmarks.ror_claims import DATA, ror_claims
from kiem.flow.lookup import place_of, plain
from kiem.flow.lookup.towns import UNKNOWN, Towns

LONG = 12
"""Letters of a name that may stand for one organisation alone."""

Told = tuple[int, str, str]


def main() -> None:
    """Measure, and write the section."""
    with ror_claims() as engine:
        records = records_of(engine)
    pairs = _pairs(records)
    towns = Towns.learn(Task((), (), (), tuple(records)).register)
    meant = towns.written([town for _, _, town in pairs], [country for _, country, _ in pairs])
    of = towns.of[[turn for turn, _, _ in pairs]]
    same = [place_of(records[turn].town) == town for turn, _, town in pairs]
    known, agree = meant != UNKNOWN, meant == of
    rows = [
        _row("the same town", float(np.mean(agree)), float(np.mean(same))),
        _row("another town", float(np.mean(known & ~agree)), 1 - float(np.mean(same))),
        _row("not known", float(np.mean(~known)), 0),
    ]
    about = (
        f"{len(pairs):,} organisations with one name and country in ROR and in CORDIS Horizon Europe: whether the town "
        "that CORDIS writes is that of the ROR record."
    )
    write_section(
        Section("towns", "Towns by what they are called", about, ["what", "Kiem", "as the same text"], rows, ()),
        this_machine(),
    )


def _pairs(records: list[Record]) -> list[Told]:
    """Return the place of each record that a participant's name and country stand for alone; its country and town."""
    named: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for turn, record in enumerate(records):
        for name, said in record.names:
            if said != "acronym":
                named[record.country, plain(name)].add(turn)
    with gzip.open(DATA / "cordis_horizon" / "participations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        newest = {row["pic"]: row for row in csv.DictReader(file)}
    found = [(COUNTRIES.get(row["country"], row["country"]), plain(row["legal_name"]), row) for row in newest.values()]
    alone = Counter((country, name) for country, name, _ in found)
    pairs = []
    for country, name, row in found:
        turns = named.get((country, name), set())
        if len(name) >= LONG and len(turns) == 1 and alone[country, name] == 1:
            [turn] = turns
            if records[turn].town and place_of(row["city"]):
                pairs.append((turn, country, place_of(row["city"])))
    return pairs


def _row(what: str, ours: float, beside: float) -> list[str]:
    return [what, f"{ours:.3f}", f"{beside:.3f}"]


if __name__ == "__main__":
    main()
