"""The words of every hit by row number, read straight from disk: quicker than the index's own compressed store."""

import json
import mmap
import struct
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from kiem.flow.search.document import Document

__all__ = ["RowWriter", "Rows"]

_TEXT = "rows.tsv"
_PLACES = "rows.places"
_PLACE = struct.Struct("<Q")
_SPAN = struct.Struct("<QQ")

REMEMBERED = 100_000
"""Ids that are remembered, so that they need not be read again."""


class RowWriter:
    """Writes rows into a folder: `id, tab, JSON of [kind, name], newline`, and where each begins."""

    def __init__(self, folder: Path) -> None:
        """Begin in the folder, or go on after the rows that stand there."""
        self._text: BinaryIO = (folder / _TEXT).open("ab")
        self._places: BinaryIO = (folder / _PLACES).open("ab")
        self._at = self._text.tell()
        # The end of the last row is where the next one begins: it is written again with it.
        self._count = max(self._places.tell() // _PLACE.size - 1, 0)
        self._places.truncate(self._count * _PLACE.size)

    def add(self, document: Document) -> int:
        """Append one row and return its number. Raises ValueError for an id that could not be read back."""
        if not document.id or not document.id.isprintable():
            problem = f"a document's id must be printable: {document.id!r} ({document.name!r})"
            raise ValueError(problem)
        line = f"{document.id}\t[{json.dumps(document.kind)}, {json.dumps(document.name)}]\n".encode()
        self._places.write(_PLACE.pack(self._at))
        self._text.write(line)
        self._at += len(line)
        self._count += 1
        return self._count - 1

    def close(self) -> None:
        """Write the end of the last row and close both files."""
        self._places.write(_PLACE.pack(self._at))
        self._places.close()
        self._text.close()


class Rows:
    """Reads rows by number; several threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._places = (folder / _PLACES).read_bytes()
        with (folder / _TEXT).open("rb") as file:
            # An empty file cannot be mapped; an empty index has no row to ask for.
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else b""
        # A common word asks for the ids of ten thousand rows.
        self.id: Callable[[int], str] = lru_cache(maxsize=REMEMBERED)(self._id)

    def __len__(self) -> int:
        return len(self._places) // _PLACE.size - 1

    def _id(self, row: int) -> str:
        """The id of a row."""
        start, end = _SPAN.unpack_from(self._places, row * _PLACE.size)
        return self._text[start:end].split(b"\t", 1)[0].decode()

    def words(self, row: int) -> tuple[str, str, str]:
        """Id, kind and name of a row."""
        start, end = _SPAN.unpack_from(self._places, row * _PLACE.size)
        id, rest = self._text[start:end].split(b"\t", 1)
        kind, name = json.loads(rest)
        return id.decode(), kind, name
