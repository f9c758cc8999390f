"""What a reader gives back."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A source's input, read: the day it speaks for, its rows, and the names of two tables in the engine.

    `draft` has the columns DRAFT_COLUMNS; `refused` has `table_name, line, reason, verbatim`, one row a row that
    could not be read. Every row read is in one of them: `rows == distinct row_key of draft + rows of refused`.

    `wide` are the tables that `draft`, then a statement in brackets, reads row by row: what a row of theirs tells hangs
    on nothing but what stands in it. So rows that the last reading had need not be taken apart again.
    """

    date: datetime.date
    rows: int
    draft: str
    refused: str
    wide: tuple[str, ...] = ()
