"""Which code made a release."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

FLOW = Path(__file__).parent.parent
ENGINES = ("duckdb", "pyarrow", "tantivy")


@cache
def flow_code() -> str:
    """Return a hash of the flow's code, words and engines: another may make another release of the same sources."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in ENGINES).encode())
    for file in sorted([*FLOW.rglob("*.py"), *FLOW.rglob("*.yml")]):
        digest.update(str(file.relative_to(FLOW)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
