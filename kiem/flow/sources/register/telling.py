"""A claim of the register, as it is told by one row."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from kiem.flow.sources.register.provenance import Witness

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
    """Collects what one row says about one thing. Empty cells say nothing."""

    row: Row
    told: list[Told] = field(default_factory=list)

    def text(self, prop: str, column: str, witness: Witness) -> None:
        """Say the column's words."""
        if self.row[column]:
            self.told.append(Told(prop, witness, value=self.row[column]))

    def each(self, prop: str, column: str, witness: Witness) -> None:
        """Say each of the values that the column separates by `|`."""
        self.told += [Told(prop, witness, value=word) for word in self.row[column].split("|") if word]

    def amount(self, prop: str, column: str, unit: str, witness: Witness) -> None:
        """Say the column's number in the unit."""
        if self.row[column]:
            self.told.append(Told(prop, witness, number=number(self.row, column), unit=unit))

    def said(self, told: Told) -> None:
        """Say something that is more than one cell."""
        self.told.append(told)


def number(row: Row, column: str) -> Decimal:
    """Return the column's number; RowProblem when it is none or does not fit DECIMAL(18,4)."""
    try:
        found = Decimal(row[column])
    except InvalidOperation:
        message = f"{column}: {row[column]!r} is not a number"
        raise RowProblem(message) from None
    if not found.is_finite() or abs(found) >= Decimal(10) ** 14:
        message = f"{column}: {row[column]!r} is not a number that can be kept"
        raise RowProblem(message)
    return found


def year(row: Row, column: str) -> int | None:
    """Return the column's year or nothing; RowProblem when it is no year."""
    text = row[column]
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
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
