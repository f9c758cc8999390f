"""The names by which a register's records may be meant."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from kiem.flow.engine import Engine
from kiem.flow.lookup.lines import Lines
from kiem.flow.lookup.sparse import Ints
from kiem.flow.lookup.words import plain

__all__ = ["NAMES", "Register", "place_of", "register_from", "register_of"]

IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
NAMES = ("name", "alias", "acronym", "translated_name", "short_name")
"""The properties that are names."""


@dataclass(frozen=True, slots=True)
class Register:
    """Records with their country (ISO 3166, '' unknown) and town (plain, '' unknown); their plain names with the owner.

    `owner` gives for each name the place of its record in `records`.
    """

    records: Lines
    countries: Lines
    towns: Lines
    names: Lines
    owner: Ints

    @classmethod
    def of(cls, records: Iterable[tuple[str, str, str]], names: Iterable[tuple[int, str]]) -> Self:
        """Write records (id, country, town) and names (the place of the record, the plain name)."""
        told, named = list(records), list(names)
        return cls(
            Lines.of(record for record, _, _ in told),
            Lines.of(country for _, country, _ in told),
            Lines.of(town for _, _, town in told),
            Lines.of(name for _, name in named),
            np.array([owner for owner, _ in named], np.int64),
        )


def register_of(engine: Engine) -> Register:
    """Read the register of organisations in the table `claims`."""
    records = engine.rows(
        "SELECT about, coalesce(min(value) FILTER (property = 'country'), ''), "
        "coalesce(min(value) FILTER (property = 'city'), '') FROM claims "
        "WHERE kind = 'organisation' AND withdrawn_at IS NULL GROUP BY about ORDER BY about"
    )
    listed = ", ".join(f"'{name}'" for name in NAMES)
    named = engine.rows(
        f"SELECT DISTINCT about, value FROM claims WHERE kind = 'organisation' AND property IN ({listed}) "
        "AND withdrawn_at IS NULL AND value IS NOT NULL ORDER BY about, value"
    )
    return register_from(records, named)


def register_from(records: Sequence[Sequence[object]], named: Sequence[Sequence[object]]) -> Register:
    """Return the register of records (id, country or '', town or '') and their names (id, name as it is written)."""
    place = {record: turn for turn, (record, _, _) in enumerate(records)}
    written = sorted({(place[record], name) for record, value in named for name in plain_names(str(value))})
    return Register.of(
        [(str(record), str(country), place_of(str(town))) for record, country, town in records],
        [(owner, name) for owner, name in written if name],
    )


def plain_names(name: str) -> list[str]:
    """Return a name as it is compared, and once more without what stands in brackets at its end: a country, a form."""
    short = IN_BRACKETS.sub("", name)
    return [plain(name)] if short in {name, ""} else [plain(name), plain(short)]


def place_of(town: str | None) -> str:
    """Return a town's name as it is compared."""
    return plain(town) if town else ""
