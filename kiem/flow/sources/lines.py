"""A text file's lines as a table, for formats that put one record on a line."""

from collections.abc import Iterable
from typing import BinaryIO

import pyarrow as pa

from kiem.flow.sources.refusals import Refusals

FIELDS: dict[str, pa.DataType] = {"file": pa.string(), "line": pa.int64(), "text": pa.string()}
LINES = pa.schema(FIELDS)
BATCH = 4096
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def lines(streams: Iterable[tuple[str, BinaryIO]], refusals: Refusals) -> pa.Table:
    """Return every line that is not blank, as `file`, `line` (from 1) and `text`.

    A line that is not UTF-8 is refused and the next one read.
    """
    batches = [batch for file, stream in streams for batch in _batches(file, stream, refusals)]
    return pa.Table.from_batches(batches, schema=LINES)


def _batches(file: str, stream: BinaryIO, refusals: Refusals) -> Iterable[pa.RecordBatch]:
    kept: list[tuple[int, str]] = []
    for line, raw in enumerate(stream, start=1):
        bare = raw.removeprefix(BYTE_ORDER_MARK).strip()
        if not bare:
            continue
        try:
            kept.append((line, bare.decode("utf-8")))
        except UnicodeDecodeError:
            refusals.add(file, line, "not UTF-8", bare.decode("utf-8", "replace"))
        if len(kept) == BATCH:
            yield _batch(file, kept)
            kept = []
    yield _batch(file, kept)


def _batch(file: str, kept: list[tuple[int, str]]) -> pa.RecordBatch:
    numbers, texts = [line for line, _ in kept], [text for _, text in kept]
    return pa.record_batch([[file] * len(kept), numbers, texts], schema=LINES)
