"""The names by which a register's records may be meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kiem.flow.engine import Engine
from kiem.flow.lookup.sparse import Ints
from kiem.flow.lookup.words import plain

__all__ = ["Register", "place_of", "register_of"]

IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
NAMES = ("name", "alias", "acronym", "translated_name", "short_name")


@dataclass(frozen=True, slots=True)
class Register:
    """Records with their country (ISO 3166, '' unknown) and town (plain, '' unknown); their plain names with the owner.

    `owner` gives for each name the place of its record in `records`.
    """

    records: Sequence[str]
    countries: Sequence[str]
    towns: Sequence[str]
    names: Sequence[str]
    owner: Ints


def register_of(engine: Engine) -> Register:
    """Read the register of organisations in the table `claims`."""
    records = engine.rows(
        "SELECT about, coalesce(min(value) FILTER (property = 'country'), ''), "
        "coalesce(min(value) FILTER (property = 'city'), '') FROM claims "
        "WHERE kind = 'organisation' AND withdrawn_at IS NULL GROUP BY about ORDER BY about"
    )
    place = {record: turn for turn, (record, _, _) in enumerate(records)}
    listed = ", ".join(f"'{name}'" for name in NAMES)
    named = engine.rows(
        f"SELECT DISTINCT about, value FROM claims WHERE kind = 'organisation' AND property IN ({listed}) "
        "AND withdrawn_at IS NULL AND value IS NOT NULL ORDER BY about, value"
    )
    written = sorted({(place[record], name) for record, value in named for name in plain_names(str(value))})
    kept = [(owner, name) for owner, name in written if name]
    return Register(
        [str(record) for record, _, _ in records],
        [str(country) for _, country, _ in records],
        [place_of(str(town)) for _, _, town in records],
        [name for _, name in kept],
        np.array([owner for owner, _ in kept], np.int64),
    )


def plain_names(name: str) -> list[str]:
    """Return a name as it is compared, and once more without what stands in brackets at its end: a country, a form."""
    short = IN_BRACKETS.sub("", name)
    return [plain(name)] if short in {name, ""} else [plain(name), plain(short)]


def place_of(town: str | None) -> str:
    """Return a town's name as it is compared."""
    return plain(town) if town else ""
