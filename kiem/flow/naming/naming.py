"""The names of a release's organisations, made ready to be found and kept beside the release.

To make them ready takes seconds, which a build has not; whoever needs them first makes them, `kiem serve` by itself.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.lookup import NAMES, Lookup, Register, keep, kept, register_from
from kiem.flow.releases import flow_code

__all__ = ["kept_names", "make_names", "names_of"]

KEPT_IN = "naming"


def make_names(home: Path, release: Path) -> Lookup:
    """Index the names of the release in a folder and keep what was made; what was made of other releases goes."""
    found = Lookup.learn(names_of(release))
    folder = _folder(home, release)
    keep(found, folder)
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return found


def kept_names(home: Path, release: Path) -> Lookup | None:
    """Return the names of a release as they were kept by this version; some milliseconds. Nothing where none were."""
    try:
        return kept(Lookup, _folder(home, release))
    except FileNotFoundError:
        return None


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


def _folder(home: Path, release: Path) -> Path:
    """Return where the names of a release are kept: another release, or another version of the code, has another."""
    made_of = hashlib.sha256((release / "manifest.json").read_bytes() + flow_code().encode()).hexdigest()[:12]
    return home / KEPT_IN / f"{release.name}-{made_of}"
