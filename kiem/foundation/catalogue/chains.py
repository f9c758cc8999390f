"""Relations of a kind over the whole release, and the ecosystem's projects: what a chain is read from."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from weakref import WeakKeyDictionary

from kiem.foundation.catalogue.cells import amount_of, day_of, text_of
from kiem.foundation.catalogue.door import MOST_IDS, Catalogue
from kiem.foundation.catalogue.networks import TAKING_PART
from kiem.foundation.catalogue.rows import CLAIM, fact_of
from kiem.foundation.catalogue.values import Fact

_END = "{0}.id, {0}.name, {0}.slug, {0}.type, {0}.city, {0}.country, {0}.started, {0}.status, {0}.in_ecosystem"
_END_CELLS = 9
# CROSS JOIN keeps SQLite to this order: a few hundred organisations first, then their relations, never all relations.
_MINE = (
    "SELECT r.object AS project, t.id AS who FROM thing AS t "
    "CROSS JOIN relation AS r ON r.subject = t.id AND r.property = ? "
    "WHERE t.kind = 'organisation' AND t.in_ecosystem = 1 AND t.projects > 0"
)
_PROJECTS = (
    f"WITH mine AS ({_MINE}) SELECT DISTINCT p.id, p.name, p.slug, p.started, p.ended, mine.who "
    "FROM mine JOIN thing AS p ON p.id = mine.project ORDER BY p.started DESC, p.name COLLATE NOCASE, p.id, mine.who"
)
_WORDS = (
    f"WITH mine AS (SELECT DISTINCT project FROM ({_MINE})) SELECT c.thing, c.property, c.value FROM mine "
    "JOIN claim AS c ON c.thing = mine.project WHERE c.property IN ('field', 'programme', 'acronym_title', 'topic') "
    "AND c.withdrawn_at IS NULL AND c.value IS NOT NULL ORDER BY c.thing, c.property, c.place"
)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a tie: an organisation, as far as a list shows it."""

    id: str
    name: str
    slug: str
    type: str | None
    city: str | None
    country: str | None
    started: datetime.date | None
    status: str | None
    in_ecosystem: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation with both its ends: subject, property, object, and the claim that says so."""

    property: str
    subject: End
    object: End
    number: Decimal | None
    unit: str | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    source: str
    claim: str


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project of the ecosystem with what a list filters by.

    `fields` are paths such as `/natural sciences/biological sciences`, `programmes` and `topics` begin with their code,
    `organisations` are the ids of the participants that belong to the ecosystem.
    """

    id: str
    name: str
    slug: str
    acronym: str | None
    starts: datetime.date | None
    ends: datetime.date | None
    organisations: tuple[str, ...]
    fields: tuple[str, ...]
    programmes: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def last_day(self) -> datetime.date | None:
        """The project's last day; `ends` is the day after it."""
        return None if self.ends is None else self.ends - datetime.timedelta(days=1)


@dataclass(slots=True)
class _Words:
    """The words of one project while they are read."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def of(self, prop: str) -> tuple[str, ...]:
        return tuple(self.found.get(prop, ()))


def ties(catalogue: Catalogue, properties: Sequence[str]) -> tuple[Tie, ...]:
    """Return every relation of these properties between organisations, by the object's, then the subject's name.

    One query. Taking part in projects is left out: it has a hundred thousand relations, and readings of its own.
    """
    marks = ", ".join("?" * len(properties))
    rows = catalogue.store.rows(
        f"SELECT {_END.format('s')}, {_END.format('o')}, r.property, r.number, r.unit, r.valid_from, r.valid_to, "
        "r.source, r.claim FROM relation AS r "
        "CROSS JOIN thing AS s ON s.id = r.subject CROSS JOIN thing AS o ON o.id = r.object "
        f"WHERE r.property <> 'participates_in' AND r.property IN ({marks}) "
        "AND s.kind = 'organisation' AND o.kind = 'organisation' "
        "ORDER BY o.name COLLATE NOCASE, o.id, s.name COLLATE NOCASE, s.id, r.property, r.valid_from, r.claim",
        tuple(properties),
    )
    return tuple(_tie(row) for row in rows)


def first_facts(
    catalogue: Catalogue, identifiers: Sequence[str], properties: Sequence[str]
) -> Mapping[tuple[str, str], Fact]:
    """Return the fact shown first of each thing and property, where there is one. One query for every 500 things."""
    wanted = ", ".join("?" * len(properties))
    found: dict[tuple[str, str], Fact] = {}
    for first in range(0, len(identifiers), MOST_IDS):
        part = identifiers[first : first + MOST_IDS]
        rows = catalogue.store.rows(
            f"SELECT {CLAIM}, thing FROM claim WHERE thing IN ({', '.join('?' * len(part))}) "
            f"AND property IN ({wanted}) AND place = 1 AND withdrawn_at IS NULL",
            (*part, *properties),
        )
        found |= {(str(row[-1]), str(row[0])): fact_of(row[:-1]) for row in rows}
    return found


def claims_of_ties(catalogue: Catalogue, known: Sequence[Tie]) -> Mapping[str, Fact]:
    """Return the claims that the ties rest on, by their ids. One query for every 500 ties."""
    ids = sorted({tie.claim for tie in known})
    parts = [ids[first : first + MOST_IDS] for first in range(0, len(ids), MOST_IDS)]
    return {fact.claim: fact for part in parts for _, fact in catalogue.claims_by_id(part)}


def ecosystem_projects(catalogue: Catalogue) -> tuple[ProjectLine, ...]:
    """Return every project in which the ecosystem takes part, the newest first.

    Two queries, some 150 ms for 3,000 projects: keep the answer.
    """
    words: dict[str, _Words] = {}
    for thing, prop, value in catalogue.store.rows(_WORDS, (TAKING_PART,)):
        words.setdefault(str(thing), _Words()).found.setdefault(str(prop), []).append(str(value))
    lines: dict[str, list[tuple[object, ...]]] = {}
    for row in catalogue.store.rows(_PROJECTS, (TAKING_PART,)):
        lines.setdefault(str(row[0]), []).append(row)
    return tuple(_line(rows, words.get(identifier, _Words())) for identifier, rows in lines.items())


def kept_projects(catalogue: Catalogue) -> tuple[ProjectLine, ...]:
    """Return `ecosystem_projects`, read once for each release that is open."""
    found = _kept.get(catalogue)
    if found is None:
        found = _kept[catalogue] = ecosystem_projects(catalogue)
    return found


# A release never changes, so what was read of it stays true as long as it is open.
_kept: WeakKeyDictionary[Catalogue, tuple[ProjectLine, ...]] = WeakKeyDictionary()


def _tie(row: Sequence[object]) -> Tie:
    subject, rest = _end(row[:_END_CELLS]), row[2 * _END_CELLS :]
    return Tie(
        property=str(rest[0]),
        subject=subject,
        object=_end(row[_END_CELLS : 2 * _END_CELLS]),
        number=amount_of(rest[1]),
        unit=text_of(rest[2]),
        valid_from=day_of(rest[3]),
        valid_to=day_of(rest[4]),
        source=str(rest[5]),
        claim=str(rest[6]),
    )


def _end(row: Sequence[object]) -> End:
    return End(
        id=str(row[0]),
        name=str(row[1]),
        slug=str(row[2]),
        type=text_of(row[3]),
        city=text_of(row[4]),
        country=text_of(row[5]),
        started=day_of(row[6]),
        status=text_of(row[7]),
        in_ecosystem=bool(row[8]),
    )


def _line(rows: Sequence[Sequence[object]], words: _Words) -> ProjectLine:
    identifier, name, slug, starts, ends, _ = rows[0]
    acronyms = words.of("acronym_title")
    return ProjectLine(
        id=str(identifier),
        name=str(name),
        slug=str(slug),
        acronym=acronyms[0] if acronyms else None,
        starts=day_of(starts),
        ends=day_of(ends),
        organisations=tuple(str(row[5]) for row in rows),
        fields=words.of("field"),
        programmes=words.of("programme"),
        topics=words.of("topic"),
    )
