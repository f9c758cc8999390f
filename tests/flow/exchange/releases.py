"""Small releases of fictitious things, made claim by claim by the flow itself."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from kiem.flow.engine import Engine
from kiem.flow.entities import Ledger, resolve
from kiem.flow.releases import Manifest, SourceEntry, keep_facts, keep_relations
from kiem.flow.vocabulary import vocabulary

DAY = datetime.date(2026, 1, 1)
PUBLISHERS = {"ror": "Example Registry", "cordis": "Example Office"}
TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("id", "about", "kind", "property", "value"), pa.string()),
    "number": pa.decimal128(18, 4),
    **dict.fromkeys(("unit", "language", "object", "verbatim", "source", "origin", "basis", "licence"), pa.string()),
    **dict.fromkeys(("valid_from", "valid_to"), pa.date32()),
    **dict.fromkeys(("precision", "snapshot"), pa.string()),
    **dict.fromkeys(("seen_at", "withdrawn_at"), pa.date32()),
}


@dataclass(frozen=True)
class Said:
    """One claim of a fictitious source."""

    about: str
    property: str
    value: str | None = None
    number: Decimal | None = None
    target: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    precision: str | None = None
    licence: str = "CC0-1.0"
    kind: str = "organisation"
    withdrawn: datetime.date | None = None
    origin: str | None = None

    def row(self, turn: int) -> dict[str, object]:
        """Return the claim as a row; `turn` is its id."""
        return {
            "id": f"{turn:032d}",
            "about": self.about,
            "kind": self.kind,
            "property": self.property,
            "value": self.value,
            "number": self.number,
            "unit": "EUR" if self.number is not None else None,
            "object": self.target,
            "source": self.about.partition(":")[0],
            "origin": self.origin,
            "basis": "stated",
            "licence": self.licence,
            "valid_from": self.since,
            "valid_to": self.until,
            "precision": self.precision,
            "snapshot": "example",
            "seen_at": DAY,
            "withdrawn_at": self.withdrawn,
        }


def release_of(folder: Path, said: Iterable[Said]) -> Path:
    """Make a release of the claims in the folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [one.row(turn) for turn, one in enumerate(said)]
    columns = {name: pa.array([row.get(name) for row in rows], kind) for name, kind in TYPES.items()}
    with Engine(folder / "spill") as engine:
        engine.load("claims", pa.table(columns))
        resolve(engine, (), Ledger())
        keep_facts(engine, vocabulary())
        keep_relations(engine, vocabulary())
        for name in ("facts", "relations", "members", "aliases"):
            engine.write(f"SELECT * FROM {name}", folder / f"{name}.parquet")
    Manifest(
        number=1, key="0", made_at="2026-01-01", code="0", previous=None, sources=tuple(map(_entry, PUBLISHERS)),
        entities=1, relations=0, doubts=0, licences=("CC0-1.0",), tables={}, rules={},
    ).write(folder)  # fmt: skip
    return folder


def _entry(name: str) -> SourceEntry:
    return SourceEntry(
        name=name,
        snapshot=f"{name}@{DAY}#0",
        date=str(DAY),
        licence="CC0-1.0",
        read=1,
        claims=1,
        quarantined=0,
        title={"en": name},
        publisher={"en": PUBLISHERS[name]},
        address="https://example.org",
        stale_after_days=100,
        caveats=(),
    )
