"""The rows of a source that cannot be read, each with where it stands, why, and its own words."""

from dataclasses import dataclass, field

import pyarrow as pa

FIELDS: dict[str, pa.DataType] = {
    "table_name": pa.string(),
    "line": pa.int64(),
    "reason": pa.string(),
    "verbatim": pa.string(),
}
REFUSED = pa.schema(FIELDS)
LONGEST_VERBATIM = 500


@dataclass(slots=True)
class Refusals:
    """Collects quarantined rows at the edge of a source; `table_name` is the file, `line` the row's first line."""

    rows: list[dict[str, object]] = field(default_factory=list)

    def add(self, file: str, line: int, reason: str, verbatim: str) -> None:
        """Set a row apart. Its words are cut to 500 characters; what is not text in them is shown as �."""
        cut = verbatim.strip("\r\n")[:LONGEST_VERBATIM]
        words = cut.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self.rows.append({"table_name": file, "line": line, "reason": reason, "verbatim": words})

    def table(self) -> pa.Table:
        """Return the refused rows, in the order in which they were met."""
        return pa.Table.from_pylist(self.rows, schema=REFUSED)
