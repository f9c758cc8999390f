"""Types of single values in questions and answers."""

import datetime
import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, PlainSerializer

__all__ = ["Day", "Kind", "Number", "Order", "Scope", "WholeNumber"]

Kind = Literal["organisation", "project", "event", "instrument", "pathway_step", "published_figure", "peer"]
Scope = Literal["ecosystem", "world"]
Order = Literal["fit", "name", "founded", "projects"]

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"-?[0-9]+")


def _day(told: object) -> object:
    """Let a day through only as year-month-day: a bare number would be read as seconds since 1970."""
    if isinstance(told, str) and not _ISO_DAY.fullmatch(told):
        message = "write the day as year-month-day, for example 2015-01-31"
        raise ValueError(message)
    return told


def _whole(told: object) -> object:
    if isinstance(told, str) and not _WHOLE.fullmatch(told):
        message = "write a whole number in digits"
        raise ValueError(message)
    return told


def _json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


Day = Annotated[datetime.date, BeforeValidator(_day)]
WholeNumber = Annotated[int, BeforeValidator(_whole)]
# The tables hold 14 digits and 4 decimals; JSON's number holds them for every amount below a hundred billion.
Number = Annotated[Decimal, PlainSerializer(_json_number, return_type=float)]
