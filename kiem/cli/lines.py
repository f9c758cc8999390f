"""Files of one JSON value a line, by their extension: .ftm.json, .json, .jsonl or .ijson, each also .gz."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiem.cli.tables import TableProblem, opened, refuse_place, replaced

__all__ = ["FORMS", "read_lines", "refuse_lines", "write_lines"]

FORMS = (".json", ".jsonl", ".ijson")


def read_lines(file: Path) -> Iterator[str]:
    """Give the lines of a file. Raises TableProblem for one that is no text of that form."""
    _check_form(file)
    try:
        with opened(file, "r", is_packed=_is_packed(file)) as text:
            yield from text
    except (UnicodeDecodeError, EOFError, gzip.BadGzipFile, zlib.error) as problem:
        message = f"{file}: it cannot be read ({str(problem).splitlines()[0]}); save it again, in UTF-8."
        raise TableProblem(message) from None


def refuse_lines(file: Path) -> None:
    """Raise TableProblem where lines cannot be written to a file: before the work, not after it."""
    _check_form(file)
    refuse_place(file)


def write_lines(file: Path, lines: Iterable[str]) -> int:
    """Write the lines, each with its end, and return how many; the file appears when all is written."""
    count = 0
    with replaced(file) as beside, opened(beside, "w", is_packed=_is_packed(file)) as text:
        for line in lines:
            text.write(line)
            count += 1
    return count


def _is_packed(file: Path) -> bool:
    return file.name.lower().endswith(".gz")


def _check_form(file: Path) -> None:
    if not file.name.lower().removesuffix(".gz").endswith(FORMS):
        message = f"{file}: its form is not known by its name; use .ftm.json, {', '.join(FORMS)}, also with .gz."
        raise TableProblem(message)
