"""Small releases of fictitious things, made claim by claim by the flow itself."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from kiem.flow.engine import Engine
from kiem.flow.entities import Ledger, resolve
from kiem.flow.releases import Manifest, SourceEntry, keep_facts, keep_relations
from kiem.flow.vocabulary import vocabulary
from tests.flow.said import CLAIMS, DAY, Said

PUBLISHERS = {"ror": "Example Registry", "cordis": "Example Office"}


def release_of(folder: Path, said: Iterable[Said]) -> Path:
    """Make a release of the claims in the folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [one.row(turn) for turn, one in enumerate(said)]
    columns = {name: pa.array([row.get(name) for row in rows], kind) for name, kind in CLAIMS.items()}
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
