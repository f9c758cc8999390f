"""Is the release that serves whole, and how fresh is it?"""

import datetime
import hashlib
from collections.abc import Iterator
from pathlib import Path

from kiem.flow.search import TextIndex
from kiem.foundation.catalogue import Catalogue
from kiem.web.doctor.finding import Finding, amiss, well

__all__ = ["catalogue", "current_release", "hashes", "quarantine", "staleness", "text_index"]

MOST_REFUSED = 0.01
AGAIN = "Run `kiem build`; if it says that nothing changed, restore a backup with `kiem restore`."


def current_release(home: Path) -> Iterator[Finding]:
    """Is there a release that serves, and can its manifest be read?"""
    pointer = home / "releases" / "current"
    try:
        number = int(pointer.read_text(encoding="ascii"))
    except FileNotFoundError:
        yield amiss("release", f"there is none in {home}", "Run `kiem build` or `kiem demo`.")
        return
    except ValueError:
        yield amiss("release", f"{pointer} names no release", AGAIN)
        return
    try:
        manifest = _opened(home).manifest
    except (OSError, ValueError, KeyError, TypeError) as problem:
        yield amiss("release", f"release {number} cannot be read: {problem}", AGAIN)
        return
    yield well("release", f"release {number} serves, made {manifest.made_at}")
    newer = [int(path.name) for path in pointer.parent.iterdir() if path.name.isdecimal() and int(path.name) > number]
    if newer:
        yield amiss("release", f"release {max(newer)} was finished but never published", "Run `kiem build` again.")


def hashes(home: Path) -> Iterator[Finding]:
    """Is every table and every rule of the release what its manifest says?"""
    open_release = _opened(home)
    manifest = open_release.manifest
    told = sorted({**manifest.tables, **manifest.rules}.items())
    changed = [name for name, expected in told if _hash(open_release.folder / name) != expected]
    if changed:
        yield amiss("hashes", f"{open_release.folder / changed[0]} is missing or not what was published", AGAIN)
    else:
        yield well("hashes", f"{len(manifest.tables)} tables and {len(manifest.rules)} rules are what was published")


def catalogue(home: Path) -> Iterator[Finding]:
    """Does the catalogue open, with as many things and relations as the manifest says?"""
    open_release = _opened(home)
    counts = [int(str(open_release.store.rows(f"SELECT count(*) FROM {name}")[0][0])) for name in ("thing", "relation")]
    expected = [open_release.manifest.entities, open_release.manifest.relations]
    if counts == expected:
        yield well("catalogue", f"{counts[0]} things and {counts[1]} relations, as the manifest says")
    else:
        yield amiss("catalogue", f"{counts} things and relations, the manifest says {expected}", AGAIN)


def text_index(home: Path) -> Iterator[Finding]:
    """Does the text index open, and is there something in it?"""
    number = len(TextIndex(_opened(home).folder / "search"))
    yield well("text index", f"{number} texts") if number else amiss("text index", "it is empty", AGAIN)


def staleness(home: Path, today: datetime.date) -> Iterator[Finding]:
    """Is a source older than its card allows?"""
    for source in _opened(home).release.sources:
        said = f"{source.name} speaks for {source.date}"
        if source.stale_after < today:
            remedy = f"Fetch the newest export from {source.address} and run `kiem build --source {source.name}=PATH`."
            yield amiss("freshness", f"{said}, good until {source.stale_after}", remedy)
        else:
            yield well("freshness", f"{said}, good until {source.stale_after}")


def quarantine(home: Path) -> Iterator[Finding]:
    """How many rows of each source could not be read?"""
    for entry in _opened(home).manifest.sources:
        share = entry.quarantined / entry.read if entry.read else 1.0
        said = f"{entry.name}: {entry.quarantined} of {entry.read} rows refused"
        if share > MOST_REFUSED:
            remedy = f"Read {_opened(home).folder / 'quarantine.parquet'}: the form of the export may have changed."
            yield amiss("quarantine", said, remedy)
        else:
            yield well("quarantine", said)


def _opened(home: Path) -> Catalogue:
    number = int((home / "releases" / "current").read_text(encoding="ascii"))
    return Catalogue(home / "releases" / f"{number:04d}")


def _hash(file: Path) -> str | None:
    if not file.is_file():
        return None
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
