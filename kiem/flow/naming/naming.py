"""The names of a release's organisations, made ready to be found and kept beside the release.

To make them ready takes seconds, which a build has not; whoever needs them first makes them, `kiem serve` by itself.
"""

import hashlib
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.lookup import NAMES, Lookup, Register, keep, kept, register_from
from kiem.flow.releases import flow_code

__all__ = ["kept_names", "make_names", "names_of", "ready_names"]

KEPT_IN = "naming"
RELEASE = "release"
LONG = 3600
"""Seconds after which nobody is still writing: what stands half-made since then was left by one who was killed."""


def make_names(home: Path, release: Path) -> Lookup:
    """Return the names of the release in a folder, made ready and kept where they were not; those of others go."""
    return ready_names(home, RELEASE, _made_of(release), lambda: names_of(release))


def kept_names(home: Path, release: Path) -> Lookup | None:
    """Return the names of a release as they were kept by this version; some milliseconds. Nothing where none were."""
    try:
        return kept(Lookup, _folder(home, RELEASE, _made_of(release)))
    except FileNotFoundError:
        return None


def ready_names(home: Path, name: str, made_of: str, register: Callable[[], Register]) -> Lookup:
    """Return the names that were kept under a name, made of what `made_of` says and by this version of the code.

    Where they were not, they are made of the register and kept; what was kept under that name before goes.
    """
    folder = _folder(home, name, made_of)
    try:
        return kept(Lookup, folder)
    except FileNotFoundError:
        found = Lookup.learn(register())
    keep(found, folder)
    killed = (one for one in folder.parent.glob(f".{name}-*") if time.time() - one.stat().st_mtime > LONG)
    for other in (*folder.parent.glob(f"{name}-*"), *killed):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return found


def names_of(release: Path) -> Register:
    """Read the organisations of a release with their countries, towns and names; each record is a thing's id."""
    with tempfile.TemporaryDirectory() as spill, Engine(Path(spill)) as engine:
        engine.read("things", release / "things.parquet")
        engine.read("facts", release / "facts.parquet")
        things = engine.rows(
            "SELECT id, coalesce(country, ''), coalesce(city, '') FROM things WHERE kind = 'organisation' ORDER BY id"
        )
        listed = ", ".join(f"'{name}'" for name in NAMES)
        named = engine.rows(
            f"SELECT DISTINCT entity, value FROM facts WHERE kind = 'organisation' AND property IN ({listed}) "
            "AND withdrawn_at IS NULL AND value IS NOT NULL ORDER BY entity, value"
        )
    return register_from(things, named)


def _made_of(release: Path) -> str:
    return (release / "manifest.json").read_text(encoding="utf-8")


def _folder(home: Path, name: str, made_of: str) -> Path:
    """Return where names are kept: made of something else, or by another version of the code, they have another."""
    return home / KEPT_IN / f"{name}-{hashlib.sha256((made_of + flow_code()).encode()).hexdigest()[:12]}"
