"""A release's own account of itself."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in a release: which snapshot it rests on, what became of its rows, and what its card says."""

    name: str
    snapshot: str
    date: str
    licence: str
    read: int
    claims: int
    quarantined: int
    title: Mapping[str, str]
    publisher: Mapping[str, str]
    address: str
    stale_after_days: int
    caveats: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release was made of, and by what. `tables` and `rules`: file in the folder → SHA-256."""

    number: int
    key: str
    made_at: str
    code: str
    previous: int | None
    sources: tuple[SourceEntry, ...]
    entities: int
    relations: int
    doubts: int
    licences: tuple[str, ...]
    tables: Mapping[str, str]
    rules: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Write `manifest.json` into the folder."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the folder's manifest, also one of before releases kept their rules and titles had languages."""
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        sources = tuple(_entry(entry) for entry in told.pop("sources"))
        return cls(sources=sources, licences=tuple(told.pop("licences")), **{"rules": {}, **told})


def _entry(told: dict[str, Any]) -> SourceEntry:  # Any: JSON has no types
    by_language = {
        name: {"en": told[name]} if isinstance(told[name], str) else told[name] for name in ("title", "publisher")
    }
    return SourceEntry(**{**told, **by_language, "caveats": tuple(told["caveats"])})


def file_hash(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
