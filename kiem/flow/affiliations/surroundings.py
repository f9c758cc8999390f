"""What is around a register's records: the places that it knows, what each record is, and how they belong together."""

from dataclasses import dataclass

import numpy as np

from kiem.flow.affiliations.places import Places, places_of
from kiem.flow.engine import Engine
from kiem.flow.lookup import Floats, Ints, Register, plain

__all__ = ["Surroundings", "surroundings_of"]

KINDS = ("education", "healthcare", "company", "facility", "authority", "nonprofit", "archive", "funder", "other")
TOLD = "FROM claims WHERE kind = 'organisation' AND withdrawn_at IS NULL"
BELONGS = (
    f"SELECT about, object {TOLD} AND property = 'subsidiary_of' UNION "
    f"SELECT object, about {TOLD} AND property = 'parent_of'"
)
FOLLOWS = (
    f"SELECT about, object {TOLD} AND property = 'predecessor' UNION "
    f"SELECT object, about {TOLD} AND property = 'successor'"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """By the place of each record: what kind it is, whether it is active, and how widely it is known.

    `kind` is the first that it has of nine, from 0, or 9; `known` the logarithm of how many names and relations it has.
    `parents` and `former` are pairs of a record and one that it belongs to, or follows, in order; `acronyms` are short
    names, each with its record.
    """

    places: Places
    kind: Floats
    active: Floats
    known: Floats
    parents: tuple[Ints, Ints]
    former: tuple[Ints, Ints]
    acronyms: frozenset[tuple[int, str]]


def surroundings_of(engine: Engine, register: Register) -> Surroundings:
    """Read what is around the register of organisations in the table `claims`."""
    place = {record: turn for turn, record in enumerate(register.records)}
    first = " ".join(f"WHEN '{kind}' THEN {turn}" for turn, kind in enumerate(KINDS))
    return Surroundings(
        places_of(
            (str(town), str(country))
            for town, country in engine.rows(
                f"SELECT t.value, c.value FROM (SELECT about, value {TOLD} AND property IN ('city', 'subdivision')) "
                f"AS t JOIN (SELECT about, value {TOLD} AND property = 'country') AS c ON c.about = t.about"
            )
        ),
        _values(
            engine,
            f"SELECT about, min(CASE value {first} ELSE {len(KINDS)} END) {TOLD} AND property = 'type' GROUP BY about",
            place,
            len(KINDS),
        ),
        _values(engine, f"SELECT DISTINCT about, 0 {TOLD} AND property = 'status' AND value <> 'active'", place, 1),
        np.log1p(
            _values(
                engine,
                f"SELECT about, count(*) {TOLD} AND (object IS NOT NULL OR property IN "
                "('name', 'alias', 'acronym', 'translated_name')) GROUP BY about",
                place,
                0,
            )
        ),
        _pairs(engine, BELONGS, place),
        _pairs(engine, FOLLOWS, place),
        frozenset(
            (place[str(record)], plain(str(name)))
            for record, name in engine.rows(f"SELECT about, value {TOLD} AND property = 'acronym'")
        ),
    )


def _values(engine: Engine, statement: str, place: dict[str, int], usual: float) -> Floats:
    values = np.full(len(place), usual, np.float32)
    for record, value in engine.rows(statement):
        values[place[str(record)]] = float(str(value))
    return values


def _pairs(engine: Engine, statement: str, place: dict[str, int]) -> tuple[Ints, Ints]:
    pairs = sorted(
        (place[str(one)], place[str(other)])
        for one, other in engine.rows(statement)
        if str(one) in place and str(other) in place
    )
    table = np.array(pairs, np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]
