"""The publishers' ROR snapshot as the table `claims`, for what is measured on names."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiem.flow.claims import claims_sql, identified_sql
from kiem.flow.engine import Engine
from kiem.flow.sources import SourceInput, read_source

__all__ = ["DATA", "ror_claims"]

HOUSE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("KIEM_SHARED", HOUSE.parent / "shared")) / "data"


@contextmanager
def ror_claims() -> Iterator[Engine]:
    """Give an engine with the table `claims` of ../shared/data/ror_snapshot (or of KIEM_SHARED)."""
    with tempfile.TemporaryDirectory() as folder, Engine(Path(folder) / "spill") as engine:
        reading = read_source(engine, SourceInput.at("ror", DATA / "ror_snapshot", Path(folder) / "scratch"))
        engine.keep("claims", claims_sql(f"({identified_sql(reading.draft)})", "ror", reading.date.isoformat()))
        yield engine
