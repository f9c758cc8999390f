"""One fact of a release, and how its value is written for others."""

import datetime
import re
from dataclasses import dataclass, fields
from decimal import Decimal

from kiem.flow.vocabulary import vocabulary

LENGTHS = {"year": 4, "month": 7, "day": 10}
FIRST_YEAR = 1000
"""Earlier ones are no date there."""

ADDRESS = re.compile(r"https?://[\w.-]+\.\w{2,}(:\d+)?([/?#]\S*)?$")


@dataclass(frozen=True, slots=True)
class Fact:
    """The columns of `facts` that are passed on."""

    entity: str
    kind: str
    property: str
    value: str | None
    number: Decimal | None
    valid_from: datetime.date | None
    precision: str | None
    about: str
    source: str
    origin: str | None
    licence: str

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Return the names of the columns, in order."""
        return tuple(field.name for field in fields(cls))


def written(fact: Fact, form: str) -> str | None:
    """Return a fact's value in a form of the map (`followthemoney.yml`), or None where it has none that is valid."""
    if form == "day":
        return dated(fact.valid_from, fact.precision)
    if form in {"year", "amount"}:
        is_told = fact.number is not None and (form == "amount" or fact.number >= FIRST_YEAR)
        return plain(fact.number) if is_told and fact.number is not None else None
    if fact.value is None:
        return None
    text = " ".join(fact.value.split())
    if form == "address":
        return text if ADDRESS.match(text) else None
    if form == "code":
        return country(text)
    return text if form == "text" else vocabulary().label(form, text, "en")


def country(code: str) -> str | None:
    """Return a country's code in small letters; None for those that ISO leaves to everyone's own use, but Kosovo's."""
    return None if code.startswith("X") and code != "XK" else code.lower()


def plain(number: Decimal) -> str:
    """Return a number without zeros at its end."""
    return f"{number.normalize():f}"


def dated(day: datetime.date | None, precision: str | None) -> str | None:
    """Return a day as exactly as it is known: 2019, 2019-05 or 2019-05-06."""
    return None if day is None else day.isoformat()[: LENGTHS.get(precision or "day", 10)]
