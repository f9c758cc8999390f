"""The release's SQLite file, opened read-only, one connection a thread."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

Cell = str | int | float | None


class Store:
    """Runs the catalogue's queries and counts them, so that a page's budget can be a test."""

    def __init__(self, file: Path) -> None:
        """Use the file; it never changes."""
        self._file = file
        self._local = threading.local()

    def rows(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Cell, ...]]:
        """Return the rows of one query."""
        self._local.queries = self.queries + 1
        return self._connection().execute(sql, values).fetchall()

    @property
    def queries(self) -> int:
        """How many queries this thread has run since the file was opened."""
        found: int = getattr(self._local, "queries", 0)
        return found

    def _connection(self) -> sqlite3.Connection:
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            opened = sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            held = self._local.held = _Held(opened)
            opened.execute("PRAGMA mmap_size = 1073741824")
            opened.execute("PRAGMA cache_size = -16384")
        return held.connection


class _Held:
    """A connection that is closed with its thread, or with the store: Python 3.13 warns of one that nobody closes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()
