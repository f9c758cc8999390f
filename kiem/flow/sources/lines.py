"""A text file's lines as a table, for formats that put one record on a line."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO

import pyarrow as pa

from kiem.flow.sources.refusals import Refusals

FIELDS: dict[str, pa.DataType] = {"file": pa.string(), "line": pa.int64(), "text": pa.string()}
LINES = pa.schema(FIELDS)
BATCH = 4096
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def lines(
    streams: Iterable[tuple[str, BinaryIO]], refusals: Refusals, wanted: Callable[[str], bool] = bool
) -> pa.Table:
    """Return every wanted line that is not blank, as `file`, `line` (from 1) and `text`.

    A line that is not UTF-8 is refused and the next one read.
    """
    batches = []
    texts = (one for one in each_line(streams, refusals) if wanted(one[2]))
    while batch := list(islice(texts, BATCH)):
        batches.append(pa.record_batch([list(column) for column in zip(*batch, strict=True)], schema=LINES))
    return pa.Table.from_batches(batches, schema=LINES)


def each_line(streams: Iterable[tuple[str, BinaryIO]], refusals: Refusals) -> Iterator[tuple[str, int, str]]:
    """Give the same, one after the other."""
    for file, stream in streams:
        for line, raw in enumerate(stream, start=1):
            bare = raw.removeprefix(BYTE_ORDER_MARK).strip()
            if not bare:
                continue
            try:
                yield file, line, bare.decode("utf-8")
            except UnicodeDecodeError:
                refusals.add(file, line, "not UTF-8", bare.decode("utf-8", "replace"))
