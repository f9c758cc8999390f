"""Builds the index of a release beside its place and puts it there by a rename."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tantivy import Document as Entry
from tantivy import Index

from kiem.flow.search.document import Document
from kiem.flow.search.names import taken_apart
from kiem.flow.search.rows import RowWriter
from kiem.flow.search.schema import damped, register_analysers, schema, tier
from kiem.flow.search.words import cleaned

__all__ = ["build_index", "patch_index"]

_MEMORY = 2_000_000_000
"""Bytes that the writer may fill before it begins a second part, in which equals would be sorted apart."""

_STEP = 10_000
_SCHEMA = schema()


def build_index(folder: Path, documents: Iterable[Document], *, progress: Callable[[int], None] | None = None) -> int:
    """Write the index of these documents into `folder` and return how many there are.

    One writer thread; its buffers hold about 1.5 kB a document, 2 GB at most. `progress` hears how many are in, every
    10,000 documents. The folder appears, or is exchanged, only when all is written: after an error or a crash what
    stood there still stands (a crash between the two renames leaves it beside, as `<name>.old`).
    Raises ValueError for an id that comes twice or is not printable.
    """
    with _beside(folder) as beside:
        index = Index(schema(), str(beside), reuse=False, sort_by_field="id")
        return _write(beside, index, ((), documents), progress or _unheard)


def patch_index(old: Path, folder: Path, gone: Iterable[str], fresh: Iterable[Document]) -> None:
    """Write into `folder` the index `old` without the documents `gone` and with the `fresh` ones; `old` stays.

    It finds what an index built anew finds; only equals may stand in another order, and how rare a word is counts what
    is gone too, until tantivy merges the parts. Rows of what is gone stay. The folder appears only when all is written.
    Raises ValueError for a fresh id that comes twice.
    """
    with _beside(folder) as beside:
        shutil.copytree(old, beside, dirs_exist_ok=True)
        _write(beside, Index.open(str(beside)), (gone, fresh), _unheard)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a folder to write in, which takes its place when the block has ended well."""
    beside = folder.with_name(f"{folder.name}.building")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        yield beside
        _settle(beside)
        _exchange(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(
    folder: Path, index: Index, exchanged: tuple[Iterable[str], Iterable[Document]], progress: Callable[[int], None]
) -> int:
    gone, documents = exchanged
    register_analysers(index)
    writer = index.writer(heap_size=_MEMORY, num_threads=1)
    rows = RowWriter(folder)
    seen: set[str] = set()
    try:
        for identifier in gone:
            writer.delete_documents_by_term("id", identifier)
        for document in documents:
            if document.id in seen:
                problem = f"two documents have the id {document.id!r}; the second is {document.name!r}"
                raise ValueError(problem)
            seen.add(document.id)
            writer.add_document(_entry(document, rows.add(document)))
            if len(seen) % _STEP == 0:
                progress(len(seen))
        writer.commit()
    finally:
        rows.close()
        writer.wait_merging_threads()
    progress(len(seen))
    return len(seen)


def _settle(folder: Path) -> None:
    """Leave only what a reader needs, readable to whoever may read the rows: tantivy makes two files its owner's."""
    mode = (folder / "rows.tsv").stat().st_mode
    for file in folder.iterdir():
        if file.suffix == ".lock":
            file.unlink()
        else:
            file.chmod(mode)


def _exchange(new: Path, place: Path) -> None:
    """Put the new folder in its place. A folder cannot be renamed over a full one, so an old one steps aside first."""
    aside = place.with_name(f"{place.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if place.exists():
        place.rename(aside)
    new.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def _entry(document: Document, row: int) -> Entry:
    """A document as it is indexed; what several names have of one field stands there together."""
    prominence = tier(document.weight)
    name = taken_apart(document.name, prominence)
    other_keys: list[str] = []
    spelled: list[str] = []
    starts, word_starts = name.starts.copy(), name.word_starts.copy()
    for other in document.other_names:
        one = name if other == document.name else taken_apart(other, prominence)
        other_keys += one.keys
        if one.spelled:
            spelled.append(one.spelled)
            starts += one.starts
            word_starts += one.word_starts
    return Entry.from_dict(
        {
            "id": document.id,
            "kind": document.kind,
            "ecosystem": document.ecosystem,
            "tier": prominence,
            "prominence": damped(document.weight),
            "row": row,
            "name_key": name.keys,
            "name": name.spelled,
            "other_key": other_keys,
            "other": " ".join(spelled),
            "every": " ".join([name.spelled, *spelled, cleaned(document.text)]),
            "start": starts,
            "word_start": word_starts,
        },
        _SCHEMA,
    )


def _unheard(count: int) -> None:
    """Nobody listens to the progress."""
