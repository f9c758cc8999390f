"""A CSV with a header, read by row at the edge of a source; a row that cannot be read does not stop the next."""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.refusals import Refusals

LONGEST_ROW = 1000
"""Lines in one row. A quote that is never closed would otherwise swallow the rest of the file."""


class Sheet:
    """The rows of a CSV (RFC 4180, any delimiter, UTF-8) that have as many cells as its header.

    `header` is known from the start; `rows` counts every row met so far, those refused as well.
    """

    def __init__(self, file: str, stream: BinaryIO, refusals: Refusals, delimiter: str = ",") -> None:
        """Read the header. `file` is the name under which rows are refused."""
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self._lines = _Lines(text)
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)
        self._refusals = refusals
        self.file = file
        self.rows = 0
        self.header = self._header()

    def need(self, source: str, columns: Sequence[str]) -> None:
        """Raise InputProblem when the header does not name each of the columns."""
        missing = [column for column in columns if column not in self.header]
        if missing:
            message = (
                f"{source}: {self.file} has no column {', '.join(missing)}; "
                "its first line must name every column that is read."
            )
            raise InputProblem(message)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Give each good row with the number of its first line."""
        while True:
            line = self._lines.begin()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._refuse(line, f"not CSV ({error})")
                continue
            if not cells:
                continue
            if len(cells) != len(self.header):
                self._refuse(line, f"{len(cells)} cells where the header has {len(self.header)}")
            elif not self._lines.is_text():
                self._refuse(line, "not UTF-8")
            else:
                self.rows += 1
                yield line, cells

    def _header(self) -> tuple[str, ...]:
        self._lines.begin()
        try:
            return tuple(name.strip() for name in next(self._reader, []))
        except csv.Error:
            return ()

    def _refuse(self, line: int, reason: str) -> None:
        self.rows += 1
        self._refusals.add(self.file, line, reason, self._lines.give_back())


class _Lines:
    """The physical lines under a CSV reader, which can be given back when they turn out not to be one row."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._before = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) == LONGEST_ROW:
            message = f"a quote is not closed within {LONGEST_ROW} lines"
            raise csv.Error(message)
        line = self._again.popleft() if self._again else next(self._text)
        self._taken.append(line)
        return line

    def begin(self) -> int:
        """Start a row and return the number of its first line."""
        self._before += len(self._taken)
        self._taken = []
        return self._before + 1

    def is_text(self) -> bool:
        """Say whether the row's bytes were UTF-8."""
        return all(line.isascii() or line.encode("utf-8", "replace").decode() == line for line in self._taken)

    def give_back(self) -> str:
        """Keep the row's first line as read, hand the others out again, and return that line.

        An open quote runs on to the next one: what it swallowed are rows of their own.
        """
        first, *others = self._taken
        self._again.extendleft(reversed(others))
        self._taken = [first]
        return first
