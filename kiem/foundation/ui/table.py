"""The plain table: columns, and cells that may lead somewhere and may carry a claim mark."""

from dataclasses import dataclass

__all__ = ["Cell", "Column"]


@dataclass(frozen=True, slots=True)
class Column:
    """Head of a column; numbers stand to the right with tabular figures."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows, already worded; `state`, `about` and `claims` give it a claim mark."""

    text: str
    href: str = ""
    is_number: bool = False
    state: str = ""
    about: str = ""
    claims: str = ""
