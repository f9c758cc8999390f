"""Time that passes in a house: records come, change, go and come back, stewards judge, and every release is kept."""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
from hypothesis import strategies as st

from kiem.flow.engine import Engine
from kiem.flow.entities import Given, Judgement, Ledger, resolve

RECORDS = tuple(f"{register}:{number}" for register in ("register", "ror", "pic") for number in (1, 2, 3))
NAMES = ("Example Bio", "Sample Seeds")
CARRIED = ("ror:1", "ror:2", "pic:1", "kbo:1", "kbo:2")
FIRST_DAY = datetime.date(2026, 1, 1)
SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("about", "kind", "property", "value", "object")]
    + [("number", pa.decimal128(18, 4)), ("source", pa.string()), ("withdrawn_at", pa.date32())]
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says from now on: its name, and the numbers that it carries; nothing where it is withdrawn."""

    record: str
    name: str = ""
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """What a steward says of two records from now on; no verdict takes back what was said."""

    pair: tuple[str, str]
    verdict: str = ""


Step = Sequence[Said | Judged]

pairs = st.lists(st.sampled_from(RECORDS), min_size=2, max_size=2, unique=True).map(lambda two: (min(two), max(two)))
judged = st.builds(Judged, pairs, st.sampled_from(("same", "different", "")))
said = st.one_of(
    st.builds(
        Said, st.sampled_from(RECORDS), st.sampled_from(NAMES), st.frozensets(st.sampled_from(CARRIED), max_size=2)
    ),
    st.builds(Said, st.sampled_from(RECORDS)),
)
arrivals = st.lists(st.builds(Said, st.sampled_from(RECORDS), st.sampled_from(NAMES)), min_size=3, max_size=6)
histories = st.builds(
    lambda first, later: [first, *later],
    arrivals,
    st.lists(st.lists(st.one_of(said, said, judged), min_size=1, max_size=3), min_size=1, max_size=4),
)
"""A few steps, each a release: some arrive at first, then whatever may happen."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a house knows after a step."""

    id_of: Mapping[str, str]
    aliases: Mapping[str, str]
    given: Mapping[str, Given]
    joins: frozenset[tuple[str, str, str]]
    doubts: Mapping[tuple[str, str, str], str]
    judged: Mapping[tuple[str, str], str]

    @property
    def groups(self) -> frozenset[frozenset[str]]:
        """The records that are one, whatever their ids."""
        entities = set(self.id_of.values())
        return frozenset(frozenset(one for one, its in self.id_of.items() if its == entity) for entity in entities)

    @property
    def group_of(self) -> Mapping[str, frozenset[str]]:
        """The records that each record is one with, itself too."""
        return {record: group for group in self.groups for record in group}

    def ledger(self, release: int) -> Ledger:
        """Return what the next release is to know, which has this number."""
        return Ledger(self.given, self.id_of, release)


@dataclass(slots=True)
class House:
    """What was ever said, and what stewards said of it."""

    engine: Engine
    rows: list[dict[str, object]] = field(default_factory=list)
    judged: dict[tuple[str, str], str] = field(default_factory=dict)
    releases: list[Release] = field(default_factory=list)
    shuffle: random.Random | None = None

    @property
    def last(self) -> Release:
        """The release that serves."""
        return self.releases[-1]

    def live(self, history: Sequence[Step]) -> "House":
        """Make a release of every step, one after the other."""
        for step in history:
            for one in step:
                if isinstance(one, Said):
                    self._hear(one)
                elif one.verdict:
                    self.judged[one.pair] = one.verdict
                else:
                    self.judged.pop(one.pair, None)
            self.releases.append(self.resolved(self.last.ledger(len(self.releases) + 1) if self.releases else Ledger()))
        return self

    def _hear(self, one: Said) -> None:
        before = {(row["property"], row["value"]) for row in self._standing(one.record)}
        now = set(_claims(one))
        for row in self._standing(one.record):
            if (row["property"], row["value"]) not in now:
                row["withdrawn_at"] = FIRST_DAY + datetime.timedelta(len(self.releases))
        self.rows += [_row(one.record, *claim) for claim in sorted(now) if claim not in before]

    def _standing(self, record: str) -> list[dict[str, object]]:
        return [row for row in self.rows if row["about"] == record and row["withdrawn_at"] is None]

    @property
    def last_said(self) -> list[dict[str, object]]:
        """What every record says, or last said before it was withdrawn."""
        last = {row["about"]: row["withdrawn_at"] for row in sorted(self.rows, key=_end)}
        return [row for row in self.rows if row["withdrawn_at"] == last[row["about"]]]

    def numbers(self, record: str, register: str) -> set[str]:
        """Return the numbers of a register, or of any, that a record carries; of its own register just its own."""
        told = {
            str(row["value"]) for row in self.last_said if (row["about"], row["property"]) == (record, "identifier")
        }
        found = {number for number in told if number.startswith(register)}
        return {record} if record.startswith(f"{register}:") else found

    def resolved(self, ledger: Ledger, rows: Sequence[dict[str, object]] | None = None) -> Release:
        """Return who is who by the ledger, of all rows or of these."""
        told = list(self.rows if rows is None else rows)
        if self.shuffle:
            self.shuffle.shuffle(told)
        self.engine.load("claims", pa.Table.from_pylist(told, schema=SCHEMA))
        resolve(self.engine, [_judgement(pair, verdict) for pair, verdict in sorted(self.judged.items())], ledger)
        return Release(
            self._two("SELECT record, entity FROM members"),
            self._two("SELECT alias, entity FROM aliases"),
            {
                str(one): Given(str(record), int(str(release)))
                for one, record, release in self.engine.rows("SELECT id, record, release FROM ids")
            },
            frozenset(
                (left, right, reason)
                for left, right, reason in self._texts("SELECT left_record, right_record, reason FROM joins")
            ),
            {
                (left, right, reason): against
                for left, right, reason, against in self._texts(
                    "SELECT left_record, right_record, reason, against FROM doubts"
                )
            },
            dict(self.judged),
        )

    def _two(self, sql: str) -> dict[str, str]:
        return {key: value for key, value in self._texts(sql)}  # noqa: C416  # a row's length is not known to types

    def _texts(self, sql: str) -> Iterator[tuple[str, ...]]:
        return (tuple(str(cell) for cell in row) for row in self.engine.rows(sql))


def _end(row: Mapping[str, object]) -> str:
    return str(row["withdrawn_at"] or "still said")


def _claims(one: Said) -> list[tuple[str, str]]:
    if not one.name:
        return []
    own = [("country", "BE"), ("city", "Ghent"), ("identifier", one.record), ("name", one.name)]
    return own + [("identifier", number) for number in one.numbers if number != one.record]


def _row(record: str, prop: str, value: str) -> dict[str, object]:
    source = record.partition(":")[0]
    row = {"about": record, "kind": "organisation", "property": prop, "value": value, "number": None}
    return {**row, "source": source, "withdrawn_at": None}


def _judgement(pair: tuple[str, str], verdict: str) -> Judgement:
    return Judgement(*pair, verdict, "a.steward@example.org", "they look so", FIRST_DAY)
