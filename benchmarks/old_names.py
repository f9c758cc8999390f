"""Old and short names of organisations, looked up among today's: `python -m benchmarks.old_names`.

Names under which one participant (PIC) stood in FP7 and Horizon 2020 (../shared/data/cordis_name_variants, or under
KIEM_SHARED) are looked up among the participants of Horizon Europe by their names of today (cordis_horizon), with the
country. Nothing was learned from these. Beside stands a dictionary of today's names as plain words, with the country.
Writes a section of docs/reference/benchmarks.md.
"""

import gzip
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii

from benchmarks.report import Section, this_machine, write_section
from benchmarks.ror_claims import DATA
from kiem.flow.claims import claims_sql, identified_sql
from kiem.flow.engine import Engine
from kiem.flow.lookup import LINK, Lookup, Mention, Register, plain, register_of
from kiem.flow.sources import SourceInput, read_source

NOW, SHORT, MOST = "horizon", "_short", 10
COUNTRIES = {"EL": "GR", "UK": "GB"}
TARGET = 0.80


@dataclass(frozen=True, slots=True)
class Asked:
    """A name, the country, and the participant that had it."""

    name: str
    country: str
    pic: str


def main() -> None:
    """Measure, and write the section."""
    variants = DATA / "cordis_name_variants" / "clusters.jsonl.gz"
    if not variants.exists():
        sys.exit(f"no data at {variants}: set KIEM_SHARED")
    every, long = _registers()
    old, short = _asked(variants, frozenset(every.records))
    rows = [
        *_rows("old long names, among names of today", every, old),
        *_rows("short names, among long ones", long, short),
    ]
    write_section(
        Section(
            name="old_names",
            title="Old and short names looked up among today's",
            about=(
                f"Names of participants in EU research ({len(every.records):,} of Horizon Europe): the right one at "
                "rank 1, among ten, and the mean reciprocal rank."
            ),
            columns=("what", "Kiem", "target", "exact plain name and country"),
            rows=rows,
            remarks=(
                (
                    "Old long names are those that Horizon Europe does not show for the participant, whatever their "
                    "accents and signs; short ones are what the organisation calls itself, of any programme, and many "
                    "have the same."
                ),
                (
                    "What stands among ten is the limit of what names can tell. Of 70 old names told wrong that were "
                    "looked at, some 50 are another name altogether (a company bought, an institute merged), the rest "
                    "another part of the same organisation with a number of its own, or a name in another language."
                ),
                (
                    "Tried and left: the names that ROR has for the 6,000 participants that are linked to it add 0.004 "
                    "to 0.006 at rank 1."
                ),
            ),
        ),
        this_machine(),
    )


def _registers() -> tuple[Register, Register]:
    """Return the participants with all their names of today, and with the long ones alone."""
    with tempfile.TemporaryDirectory() as folder, Engine(Path(folder)) as engine:
        reading = read_source(engine, SourceInput.at("cordis", DATA / "cordis_horizon", Path(folder) / "scratch"))
        sql = claims_sql(f"({identified_sql(reading.draft)})", "cordis", reading.date.isoformat())
        engine.keep("everything", sql)
        engine.keep("claims", "SELECT * FROM everything")
        every = register_of(engine)
        engine.keep("claims", "SELECT * FROM everything WHERE property <> 'short_name'")
        return every, register_of(engine)


def _asked(variants: Path, known: frozenset[str]) -> tuple[list[Asked], list[Asked]]:
    """Return the old long names, and the short names, of participants that are known."""
    old, short = [], []
    with gzip.open(variants, "rt", encoding="utf-8") as opened:
        for cluster in map(json.loads, opened):
            pic, country = f"pic:{cluster['pic']}", cluster["country"] or ""
            if pic not in known:
                continue
            today = {
                _letters(one["name"])
                for one in cluster["names"]
                if any(told.startswith(NOW) for told in one["sources"])
            }
            for one in cluster["names"]:
                asked = Asked(one["name"], COUNTRIES.get(country, country), pic)
                if all(told.endswith(SHORT) for told in one["sources"]):
                    short.append(asked)
                elif _letters(one["name"]) not in today:
                    old.append(asked)
    return old, short


def _letters(name: str) -> str:
    """Return a name's small letters and digits: names are distinct where these are."""
    return "".join(letter for letter in anyascii(name).lower() if letter.isalnum())


def _rows(what: str, register: Register, asked: Sequence[Asked]) -> list[list[str]]:
    lookup = Lookup.learn(register)
    started = time.perf_counter()
    found = list(lookup.find([Mention(one.name, one.country) for one in asked], MOST))
    seconds = time.perf_counter() - started
    ranks = [
        next((rank for rank, answer in enumerate(answers, start=1) if answer.record == one.pic), 0)
        for one, answers in zip(asked, found, strict=True)
    ]
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    linked = [rank == 1 for rank, answers in zip(ranks, found, strict=True) if answers[0].decision == LINK]
    target = f"{TARGET:.2f}" if "old" in what else ""
    return [
        [f"{what} ({len(asked):,}): right at rank 1", f"{first:.3f}", target, f"{_exact(register, asked):.3f}"],
        ["… among ten", f"{sum(rank > 0 for rank in ranks) / len(ranks):.3f}", "", ""],
        ["… mean reciprocal rank", f"{reciprocal:.3f}", "", ""],
        [
            "… linked: share, and right of these",
            f"{len(linked) / len(ranks):.3f}, {sum(linked) / max(len(linked), 1):.3f}",
            "",
            "",
        ],
        ["… a second", f"{len(asked) / seconds:,.0f}", "", ""],
    ]


def _exact(register: Register, asked: Sequence[Asked]) -> float:
    owners: dict[tuple[str, str], set[str]] = {}
    for name, owner in zip(register.names, register.owner.tolist(), strict=True):
        owners.setdefault((name, register.countries[owner]), set()).add(register.records[owner])
    return sum(owners.get((plain(one.name), one.country)) == {one.pic} for one in asked) / len(asked)


if __name__ == "__main__":
    main()
