"""Mentions of organisations, made out of a register's own records as people write names: a task with known answers.

Six kinds, as many of each: an alias that the register then no longer has; one or two slips of the keyboard; words cut
short; a word left out; words in another order; a department before the name. 85 in 100 come with their country, 30 with
their town. A share of the records may be taken out of the register afterwards: then nothing is the right answer.
"""

import random
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiem.flow.engine import Engine
from kiem.flow.lookup import Mention, Register
from kiem.flow.lookup.register import place_of
from kiem.flow.lookup.words import plain

__all__ = ["KINDS", "MORE_KINDS", "Mix", "Record", "Task", "half_of", "made", "records_of", "withheld"]

WITH_COUNTRY, WITH_TOWN = 0.85, 0.3
NAMED = ("name", "alias", "translated_name", "acronym")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TWO_SLIPS_FROM = 12
SHORT = {
    "University": ("Univ.", "Univ", "U."),
    "Institute": ("Inst.", "Inst"),
    "Department": ("Dept.", "Dep."),
    "National": ("Natl.", "Nat."),
    "International": ("Intl.", "Int."),
    "Hospital": ("Hosp.", "Hosp"),
    "Laboratory": ("Lab.", "Lab"),
    "Center": ("Ctr.", "Ctr"),
    "Centre": ("Ctr.", "Ctr"),
    "College": ("Coll.", "Coll"),
    "Association": ("Assoc.", "Assn."),
    "Technology": ("Technol.", "Tech."),
    "Science": ("Sci.", "Sci"),
    "Sciences": ("Sci.", "Sci"),
    "Research": ("Res.", "Res"),
    "Medical": ("Med.", "Med"),
    "School": ("Sch.", "Sch"),
    "Foundation": ("Found.", "Fdn."),
    "Academy": ("Acad.", "Acad"),
    "Company": ("Co.", "Co"),
    "Corporation": ("Corp.", "Corp"),
    "Ministry": ("Min.", "Min"),
    "Society": ("Soc.", "Soc"),
    "Engineering": ("Eng.", "Engn."),
    "Development": ("Dev.", "Devel."),
    "Agricultural": ("Agr.", "Agric."),
    "Environmental": ("Environm.", "Env."),
}
DEPARTMENTS = (
    *("Department of Chemistry", "Department of Physics", "Dept. of Biology", "Department of Computer Science"),
    *("Faculty of Medicine", "Faculty of Sciences", "School of Engineering", "School of Public Health"),
    *("Division of Cardiology", "Laboratory of Molecular Genetics", "Unit of Epidemiology", "Institute of Mathematics"),
)
FORMS = (
    *("GmbH", "Ltd", "Limited", "Inc", "AB", "BV", "SpA", "SA", "AS", "SL", "Oy", "ASBL", "Corporation", "e.V."),
    *("Sociedad Anonima", "Public Limited Company", "Societe Anonyme", "Societa per Azioni", "Private Company Limited"),
)


@dataclass(frozen=True, slots=True)
class Record:
    """A record with its names, each with the property that says it."""

    id: str
    country: str
    town: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked, of which kind each is, the right record of each (None where there is none), and the register."""

    mentions: tuple[Mention, ...]
    kinds: tuple[str, ...]
    right: tuple[str | None, ...]
    records: tuple[Record, ...]

    @property
    def register(self) -> Register:
        """The register as it is looked up in."""
        named = sorted({(turn, plain(name)) for turn, one in enumerate(self.records) for name, _ in one.names})
        kept = [(turn, name) for turn, name in named if name]
        return Register.of([(one.id, one.country, place_of(one.town)) for one in self.records], kept)


def records_of(engine: Engine) -> list[Record]:
    """Return the organisations in the table `claims` with their names, by id."""
    rows = engine.rows(
        "SELECT about, coalesce(min(value) FILTER (property = 'country'), ''), "
        "coalesce(min(value) FILTER (property = 'city'), ''), "
        + ", ".join(f"list(DISTINCT value ORDER BY value) FILTER (property = '{name}')" for name in NAMED)
        + " FROM claims WHERE kind = 'organisation' GROUP BY about ORDER BY about"
    )
    return [
        Record(
            str(id),
            str(country),
            str(town),
            tuple((name, prop) for prop, cell in zip(NAMED, named, strict=True) for name in _texts(cell)),
        )
        for id, country, town, *named in rows
    ]


def _texts(cell: object) -> list[str]:
    return [str(one) for one in cell] if isinstance(cell, list) else []


def half_of(records: Sequence[Record], half: int) -> list[Record]:
    """Return one half (0 or 1) of the records, by a hash of the id: what is learned from one is tried on the other."""
    return [one for one in records if zlib.crc32(one.id.encode()) % 2 == half]


def made(records: Sequence[Record], half: int, seed: int, count: int, mix: "Mix | None" = None) -> Task:
    """Make `count` mentions of one half of the records, mixed so."""
    mix = mix or Mix()
    dice, chosen = random.Random(seed), {one.id for one in half_of(records, half)}
    each = count // len(mix.kinds)
    left = {one.id: one for one in records}
    asked: list[tuple[str, Record, str]] = []
    for one in withheld(records, chosen, "alias", dice)[:each]:
        left[one[1].id] = one[2]
        asked.append((one[0], one[1], "alias"))
    for kind, change in mix.kinds.items():
        if kind != "alias":
            for record in dice.choices([one for one in left.values() if one.id in chosen], k=each):
                name = dice.choice([name for name, prop in record.names if prop != "acronym"] or [record.names[0][0]])
                asked.append((change(name, record, dice), record, kind))
    dice.shuffle(asked)
    ids = sorted({one.id for _, one, _ in asked})
    gone = {id for id in ids if dice.random() < mix.without}
    mentions = tuple(
        Mention(
            text,
            one.country if dice.random() < WITH_COUNTRY else "",
            one.town if dice.random() < WITH_TOWN else "",
        )
        for text, one, _ in asked
    )
    return Task(
        mentions,
        tuple(kind for _, _, kind in asked),
        tuple(None if one.id in gone else one.id for _, one, _ in asked),
        tuple(one for one in left.values() if one.id not in gone),
    )


def withheld(
    records: Sequence[Record], chosen: Collection[str], prop: str, dice: random.Random
) -> list[tuple[str, Record, Record]]:
    """Return a name of each chosen record that has one of the property and another: it, the record, what is left."""
    found = []
    for one in records:
        names = [name for name, said in one.names if said == prop] if one.id in chosen else []
        if names:
            name = dice.choice(names)
            rest = tuple((other, said) for other, said in one.names if plain(other) != plain(name))
            if rest:
                found.append((name, one, replace(one, names=rest)))
    dice.shuffle(found)
    return found


def _as_it_is(name: str, record: Record, dice: random.Random) -> str:
    del record, dice
    return name


def _slip(name: str, record: Record, dice: random.Random) -> str:
    del record
    for _ in range(1 if len(name) < TWO_SLIPS_FROM else dice.choice((1, 2))):
        at = dice.randrange(len(name))
        name = (
            dice.choice(
                (
                    name[:at] + name[at + 1 :],
                    name[:at] + dice.choice(LETTERS) + name[at:],
                    name[:at] + dice.choice(LETTERS) + name[at + 1 :],
                    name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
                )
            )
            or name
        )
    return name


def _short(name: str, record: Record, dice: random.Random) -> str:
    del record
    return " ".join(dice.choice(SHORT[word]) if word in SHORT else word for word in name.split())


def _left_out(name: str, record: Record, dice: random.Random) -> str:
    del record
    words = name.split()
    if len(words) > 2:  # of two words one alone is another name
        words.pop(dice.randrange(len(words)))
    return " ".join(words)


def _shuffled(name: str, record: Record, dice: random.Random) -> str:
    del record
    words = name.split()
    dice.shuffle(words)
    return " ".join(words)


def _with_department(name: str, record: Record, dice: random.Random) -> str:
    del record
    return f"{dice.choice(DEPARTMENTS)}, {name}"


def _with_more(name: str, record: Record, dice: random.Random) -> str:
    acronyms = [name for name, said in record.names if said == "acronym"]
    more = [dice.choice(FORMS), *([record.town] if record.town else []), *([f"({acronyms[0]})"] if acronyms else [])]
    return f"{name} {dice.choice(more)}"


Change = Callable[[str, Record, random.Random], str]
KINDS: dict[str, Change] = {
    "alias": _as_it_is,
    "slip": _slip,
    "cut short": _short,
    "word left out": _left_out,
    "other order": _shuffled,
    "department": _with_department,
}

MORE_KINDS = {**KINDS, "as it is": _as_it_is, "more said": _with_more}
"""The same, and what a register of another kind writes most: the name as it is known, and that with a legal form, the
town or the acronym behind it."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Of which kinds mentions are, as many of each, and the share of records that is taken out of the register."""

    without: float = 0.0
    kinds: Mapping[str, Change] = field(default_factory=lambda: KINDS)
