"""Files of rows that commands read and write: .csv, .csv.gz, .jsonl, .jsonl.gz and .parquet, by their extension."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

__all__ = ["FORMS", "TableProblem", "columns_of", "opened", "refuse_place", "refuse_target", "replaced", "write_rows"]

FORMS = (".csv", ".csv.gz", ".jsonl", ".jsonl.gz", ".parquet")

Cell = str | int | float | None


class TableProblem(Exception):
    """A file that cannot be read or written as a table, said in one line: what, where, remedy."""


def columns_of(file: Path, needed: Sequence[str], also: Sequence[str] = ()) -> dict[str, list[str]]:
    """Return columns of a file as text, '' for what is empty; those of `also` may be missing.

    Raises TableProblem for a file that is no table in its form, or has not the columns needed.
    """
    form = _form(file)
    try:
        rows = _parquet(file) if form == ".parquet" else _lines(file, form)
        kept = {name: [] for name in (*needed, *also)}  # type: dict[str, list[str]]
        missing = [name for name in needed if name not in _header(file, form, needed)]
        for row in rows:
            missing = missing or [name for name in needed if name not in row]
            for name, cells in kept.items():
                cells.append(_text(row.get(name)))
    except (UnicodeDecodeError, csv.Error, ValueError, EOFError, gzip.BadGzipFile) as problem:
        message = f"{file}: it cannot be read as {form} ({str(problem).splitlines()[0]}); save it again, in UTF-8."
        raise TableProblem(message) from None
    if missing:
        message = f"{file}: there is no column {', '.join(missing)}; it needs {', '.join(needed)}."
        raise TableProblem(message)
    return kept


def refuse_target(file: Path, read: Path) -> None:
    """Raise TableProblem where rows cannot be written to a file: before the work, not after it."""
    _form(file)
    refuse_place(file, read)


def refuse_place(file: Path, read: Path | None = None) -> None:
    """Raise TableProblem where nothing can be written to a file, whatever its form."""
    if read is not None and file.resolve() == read.resolve():
        message = f"{file}: what is read would be written over; name another file."
    elif not file.parent.is_dir():
        message = f"{file}: there is no folder {file.parent}; make it, or name another file."
    elif file.is_dir():
        message = f"{file}: it is a folder; name a file."
    else:
        return
    raise TableProblem(message)


def write_rows(file: Path, names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the rows under the names and return how many; the file appears when all is written.

    Raises TableProblem for a form that is not known.
    """
    form = _form(file)
    with replaced(file) as beside:
        if form == ".parquet":
            return _write_parquet(beside, names, rows)
        count = 0
        with opened(beside, "w", is_packed=form.endswith(".gz")) as text:
            write = csv.writer(text, lineterminator="\n")
            if form.startswith(".csv"):
                write.writerow(names)
            for row in rows:
                count += 1
                if form.startswith(".csv"):
                    write.writerow(["" if cell is None else cell for cell in row])
                else:
                    told = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
                    text.write(f"{told}\n")
        return count


@contextmanager
def replaced(file: Path) -> Iterator[Path]:
    """Give the file beside it that is to be written; it takes its place when all went well, and is gone otherwise."""
    # A run that was killed leaves it; the next one writes over it.
    beside = file.with_name(f".{file.name}.new")
    try:
        yield beside
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _form(file: Path) -> str:
    for form in sorted(FORMS, key=len, reverse=True):
        if file.name.lower().endswith(form):
            return form
    message = f"{file}: its form is not known by its name; use one of {', '.join(FORMS)}."
    raise TableProblem(message)


@contextmanager
def opened(file: Path, mode: str, *, is_packed: bool) -> Iterator[TextIO]:
    """Open a text in UTF-8 to read (`r`) or write (`w`), gzipped or not."""
    with file.open(f"{mode}b") as plain:
        # Without a name and a time in its head the same rows are the same bytes.
        raw = gzip.GzipFile("", f"{mode}b", fileobj=plain, mtime=0) if is_packed else plain
        with io.TextIOWrapper(raw, encoding="utf-8-sig" if mode == "r" else "utf-8", newline="") as text:
            yield text


def _lines(file: Path, form: str) -> Iterator[Mapping[str, object]]:
    with opened(file, "r", is_packed=form.endswith(".gz")) as text:
        if form.startswith(".csv"):
            rows = csv.DictReader(text, strict=True)
            for row in rows:
                if None in row:
                    message = f"line {rows.line_num} has more cells than the header"
                    raise ValueError(message)
                yield row
            return
        for number, line in enumerate(text, start=1):
            if line.strip():
                told = json.loads(line)
                if not isinstance(told, dict):
                    message = f"line {number} is no JSON object"
                    raise ValueError(message)
                yield told


def _header(file: Path, form: str, needed: Sequence[str]) -> Sequence[str]:
    """Return the columns that a file names before its rows; lines of JSON name them in each."""
    if form.startswith(".jsonl"):
        return needed
    if form == ".parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415

        return list(pq.read_schema(file).names)
    with opened(file, "r", is_packed=form.endswith(".gz")) as text:
        return next(csv.reader(text), [])


def _parquet(file: Path) -> Iterator[Mapping[str, object]]:
    import pyarrow.parquet as pq  # noqa: PLC0415  # heavy: only for a file of this form

    with file.open("rb") as plain:
        for batch in pq.ParquetFile(plain).iter_batches():
            yield from batch.to_pylist()


def _write_parquet(file: Path, names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    told = [dict(zip(names, row, strict=True)) for row in rows]
    pq.write_table(pa.Table.from_pylist(told) if told else pa.table({name: pa.nulls(0) for name in names}), file)
    return len(told)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
