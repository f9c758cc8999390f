"""Claims of fictitious sources, one by one, and the columns in which they stand."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

__all__ = ["CLAIMS", "DAY", "Said"]

DAY = datetime.date(2026, 1, 1)
CLAIMS: dict[str, pa.DataType] = {
    **dict.fromkeys(("id", "about", "kind", "property", "value"), pa.string()),
    "number": pa.decimal128(18, 4),
    **dict.fromkeys(("unit", "language", "object", "verbatim", "source", "origin", "basis", "licence"), pa.string()),
    **dict.fromkeys(("valid_from", "valid_to"), pa.date32()),
    **dict.fromkeys(("precision", "snapshot"), pa.string()),
    **dict.fromkeys(("seen_at", "withdrawn_at"), pa.date32()),
}


@dataclass(frozen=True)
class Said:
    """One claim of a fictitious source; it was first said on `seen`, and no longer from `withdrawn` on."""

    about: str
    property: str
    value: str | None = None
    number: Decimal | None = None
    target: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    seen: datetime.date = DAY
    withdrawn: datetime.date | None = None
    unit: str | None = None
    kind: str = "organisation"
    precision: str | None = None
    licence: str = "CC0-1.0"
    origin: str | None = None

    def row(self, turn: int) -> dict[str, object]:
        """Return the claim as a row; `turn` is its id."""
        source = self.about.partition(":")[0]
        return {
            "id": f"{turn:032d}",
            "about": self.about,
            "kind": self.kind,
            "property": self.property,
            "value": self.value,
            "number": self.number,
            "unit": self.unit,
            "object": self.target,
            "source": source,
            "origin": self.origin,
            "basis": "stated",
            "licence": self.licence,
            "valid_from": self.since,
            "valid_to": self.until,
            "precision": self.precision,
            "snapshot": f"{source}@{self.seen}#0",
            "seen_at": self.seen,
            "withdrawn_at": self.withdrawn,
        }
