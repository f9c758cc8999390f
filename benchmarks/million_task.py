"""A million records of organisations with known answers, as a list without a register has them.

Drawn at random from the organisations of ROR and CORDIS (one that is linked to the other is one): three in ten as one
of its names stands, one in ten each of the other kinds of names_task.py. 85 in 100 come with the country, 30 with the
town.
"""

import csv
import gzip
import json
import random
from collections.abc import Sequence

from benchmarks.names_task import MORE_KINDS, WITH_COUNTRY, WITH_TOWN, Record, records_of
from benchmarks.ror_claims import DATA, ror_claims
from kiem.flow.lookup import Mention

__all__ = ["drawn", "organisations"]

AS_IT_IS, TIMES = "as it is", 3
COUNTRIES = {"EL": "GR", "UK": "GB"}


def organisations() -> list[Record]:
    """Return the organisations of ROR, then those of CORDIS Horizon Europe that are not linked to one of them."""
    with ror_claims() as engine:
        records = records_of(engine)
    known = {one.id for one in records}
    with gzip.open(DATA / "cordis_pic_ror" / "cordis_pic_ror.jsonl.gz", "rt", encoding="utf-8") as file:
        links = [json.loads(line) for line in file]
    linked = {one["pic"] for one in links if one["ror_id"] and f"ror:{one['ror_id'][-9:]}" in known}
    with gzip.open(DATA / "cordis_horizon" / "participations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = {row["pic"]: row for row in csv.DictReader(file) if row["pic"] not in linked}
    return records + [
        Record(f"pic:{pic}", COUNTRIES.get(row["country"], row["country"]), row["city"], ((row["legal_name"], "name"),))
        for pic, row in sorted(rows.items())
        if row["legal_name"].strip()
    ]


def drawn(records: Sequence[Record], count: int, seed: int) -> tuple[list[Mention], list[str]]:
    """Return so many mentions, and the organisation that each means."""
    dice = random.Random(seed)
    kinds = [*MORE_KINDS, *[AS_IT_IS] * (TIMES - 1)]
    mentions, right = [], []
    for record in dice.choices(records, k=count):
        name = dice.choice([name for name, said in record.names if said != "acronym"] or [record.names[0][0]])
        text = MORE_KINDS[dice.choice(kinds)](name, record, dice)
        country = record.country if dice.random() < WITH_COUNTRY else ""
        mentions.append(Mention(text, country, record.town if dice.random() < WITH_TOWN else ""))
        right.append(record.id)
    return mentions, right
