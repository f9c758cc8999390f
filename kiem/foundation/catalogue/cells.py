"""Single cells of the catalogue's rows, as values."""

import datetime
from decimal import Decimal


def text_of(cell: object) -> str | None:
    """Return the cell's words."""
    return None if cell is None else str(cell)


def day_of(cell: object) -> datetime.date | None:
    """Return the cell's day."""
    return None if cell is None else datetime.date.fromisoformat(str(cell))


def amount_of(cell: object) -> Decimal | None:
    """Return the number without the zeros that the table's four decimals add."""
    if cell is None:
        return None
    number = Decimal(str(cell))
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
