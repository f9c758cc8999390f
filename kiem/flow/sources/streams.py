"""A publisher's file as a stream of plain bytes, however it is packed."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from kiem.flow.sources.problem import InputProblem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, RuntimeError)
"""What Python's unpackers raise for a file that is cut off, damaged, encrypted or packed in a way they do not know."""

BLOCK = 1 << 17

Packed = IO[bytes] | gzip.GzipFile


class Whole(io.RawIOBase):
    """The plain bytes of a packed file; when it turns out to be cut off or damaged, an InputProblem says so."""

    def __init__(self, packed: Packed, source: str, name: str) -> None:
        """Read from `packed`; `source` and `name` are for the message."""
        self._packed = packed
        self._source = source
        self._name = name

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer. Raises InputProblem for a broken file."""
        room = memoryview(buffer)
        try:
            block = self._packed.read(len(room))
        except BROKEN as error:
            raise broken(self._source, self._name, error) from error
        room[: len(block)] = block
        return len(block)


def broken(source: str, name: str, error: Exception) -> InputProblem:
    """Return the one line that is said of a broken file."""
    return InputProblem(f"{source}: {name} is cut off or damaged ({error}); download it again.")


@contextmanager
def plain(source: str, file: Path) -> Iterator[BinaryIO]:
    """Open a file that lies as it is or gzipped."""
    with file.open("rb") as lying:
        packed = gzip.GzipFile(fileobj=lying) if file.name.lower().endswith(".gz") else lying
        yield io.BufferedReader(Whole(packed, source, file.name), BLOCK)


@contextmanager
def archive(source: str, file: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip. Raises InputProblem when its table of contents cannot be read."""
    try:
        opened = zipfile.ZipFile(file)
    except BROKEN as error:
        raise broken(source, file.name, error) from error
    with opened:
        yield opened


@contextmanager
def member(source: str, opened: zipfile.ZipFile, name: str) -> Iterator[BinaryIO]:
    """Open one member of a zip. Raises InputProblem when it cannot be unpacked."""
    try:
        packed = opened.open(name)
    except BROKEN as error:
        raise broken(source, name, error) from error
    with packed:
        yield io.BufferedReader(Whole(packed, source, name), BLOCK)


def members(opened: zipfile.ZipFile) -> list[str]:
    """Return the names of a zip's files in order, without folders and what a desktop leaves behind."""
    return [name for name in sorted(opened.namelist()) if not name.endswith("/") and not name.startswith("__MACOSX/")]
