"""A claim of the register, as it is told by one row."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kiem.flow.sources.register.provenance import ASSIGNED, Witness
from kiem.flow.vocabulary import vocabulary

Row = Mapping[str, str]


class RowProblem(Exception):
    """A cell that cannot be read, and why; the whole row goes to quarantine."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim: what is said, by whom; `number`, `unit`, `object` and dates where there are any."""

    property: str
    witness: Witness
    value: str | None = None
    number: Decimal | None = None
    unit: str | None = None
    object: str | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    language: str | None = None


@dataclass(slots=True)
class Telling:
    """Collects what one row says about one thing. Empty cells say nothing.

    `known_otherwise` are the row's columns that the editors know from elsewhere than the row's address.
    """

    row: Row
    known_otherwise: frozenset[str] = frozenset()
    told: list[Told] = field(default_factory=list)

    def by(self, column: str, witness: Witness) -> Witness:
        """Return who says the column: the witness, or the editors where they know it from elsewhere."""
        return ASSIGNED if column in self.known_otherwise else witness

    def text(self, prop: str, column: str, witness: Witness) -> None:
        """Say the column's words."""
        if self.row[column]:
            self.told.append(Told(prop, self.by(column, witness), value=self.row[column]))

    def word(self, prop: str, column: str, listed: str) -> None:
        """Say the column's word, which the editors chose from a list of the vocabulary."""
        if self.row[column]:
            self.told.append(Told(prop, ASSIGNED, value=word(self.row, column, listed)))

    def words(self, prop: str, column: str, listed: str) -> None:
        """Say each of the list's words that the column separates by `|`; a register may leave the column out."""
        for one in self.row.get(column, "").split("|"):
            if one:
                self.told.append(Told(prop, ASSIGNED, value=word({column: one}, column, listed)))

    def each(self, prop: str, column: str, witness: Witness) -> None:
        """Say each of the values that the column separates by `|`."""
        values = [value.strip() for value in self.row[column].split("|")]
        self.told += [Told(prop, self.by(column, witness), value=value) for value in values if value]

    def amount(self, prop: str, column: str, unit: str, witness: Witness) -> None:
        """Say the column's number in the unit."""
        if self.row[column]:
            self.told.append(Told(prop, self.by(column, witness), number=number(self.row, column), unit=unit))

    def said(self, told: Told) -> None:
        """Say something that is more than one cell."""
        self.told.append(told)


NUMBER = re.compile(r"-?[0-9]{1,14}(\.[0-9]{1,4})?")


def number(row: Row, column: str) -> Decimal:
    """Return the column's number; RowProblem when it is none or does not fit DECIMAL(18,4)."""
    if not NUMBER.fullmatch(row[column]):
        message = f"{column}: {row[column]!r} is not a number of at most 14 digits and 4 decimals"
        raise RowProblem(message)
    return Decimal(row[column])


def word(row: Row, column: str, listed: str) -> str:
    """Return the column's word; RowProblem when the list of the vocabulary does not have it."""
    if row[column] not in vocabulary().lists[listed]:
        message = f"{column}: {row[column]!r} is not in the list {listed} of the vocabulary"
        raise RowProblem(message)
    return row[column]


IDENTIFIERS = {
    "ror_id": ("ror", re.compile(r"https://ror\.org/(0[a-z0-9]{8})")),
    "wikidata_id": ("wikidata", re.compile(r"(Q[1-9][0-9]*)")),
    "pic": ("pic", re.compile(r"([0-9]{9})")),
    "enterprise_number": ("kbo", re.compile(r"([01][0-9]{9})")),
}


def identifier(row: Row, column: str) -> str:
    """Return the column's identifier as `scheme:number`; RowProblem when it is not of its form or fails its check."""
    scheme, form = IDENTIFIERS[column]
    found = form.fullmatch(row[column])
    if found is None or (scheme == "kbo" and int(row[column][8:]) != 97 - int(row[column][:8]) % 97):
        message = f"{column}: {row[column]!r} is not a number of its kind"
        raise RowProblem(message)
    return f"{scheme}:{found[1]}"


def year(row: Row, column: str) -> int | None:
    """Return the column's year or nothing; RowProblem when it is no year from 1000 on."""
    text = row[column]
    if not text:
        return None
    if not re.fullmatch("[1-9][0-9]{3}", text) or text == "9999":
        message = f"{column}: {text!r} is not a year"
        raise RowProblem(message)
    return int(text)


def year_start(row: Row, column: str) -> datetime.date | None:
    """Return the first day of the column's year."""
    found = year(row, column)
    return None if found is None else datetime.date(found, 1, 1)


def year_after(row: Row, column: str) -> datetime.date | None:
    """Return the first day after the column's year: the first on which what lasted to that year is no longer true."""
    found = year(row, column)
    return None if found is None else datetime.date(found + 1, 1, 1)


def evidence(address: str) -> Told:
    """Say that the editors point to the address as the row's source."""
    return Told("evidence", ASSIGNED, value=address)


def precision(told: Told) -> str | None:
    """Return how exact the register's dates are: to the year, or nothing where there is no date."""
    return "year" if told.valid_from or told.valid_to else None
