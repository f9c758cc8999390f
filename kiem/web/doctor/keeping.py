"""What lies in the home: snapshots, leftovers, the secret, room on the disk."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from kiem.web.backup import is_cut_off
from kiem.web.doctor.finding import Finding, amiss, well

__all__ = ["disk", "leftovers", "secret", "snapshots", "writable"]

LEAST_ROOM = 2 * 10**9
# A build needs room for the next release, its work and what spills.
RELEASES_OF_ROOM = 3


def snapshots(home: Path) -> Iterator[Finding]:
    """Has every snapshot the rows that it says?"""
    cards = sorted((home / "snapshots").glob("*/[0-9]*"))
    broken = [(folder, why) for folder in cards if (why := _brokenness(folder))]
    for folder, why in broken:
        again = f"`kiem build --source {folder.parent.name}=PATH`"
        remedy = f"Restore a backup; or remove {folder.parent} and give the files again, {again}: history begins anew."
        yield amiss("snapshots", f"{folder}: {why}", remedy)
    if not broken:
        yield well("snapshots", f"{len(cards)} are whole")


def leftovers(home: Path) -> Iterator[Finding]:
    """Is something left of work that was cut off?"""
    if is_cut_off(home):
        yield amiss("leftovers", "a restore was cut off", "Run `kiem restore DIR` again: it takes back that one first.")
        return
    if _is_building(home):
        yield well("leftovers", "a build is running")
        return
    left = [path for name in ("release", "scratch", "restore") if (path := home / "work" / name).exists()]
    left += sorted((home / "snapshots").glob("*.reading"))
    if left:
        yield amiss("leftovers", f"work that was cut off lies in {left[0]}", f"Run `kiem build`, or remove {left[0]}.")
    else:
        yield well("leftovers", "nothing is left of unfinished work")


def secret(home: Path) -> Iterator[Finding]:
    """Can only its owner read the secret that signs sessions?"""
    file = home / "secret"
    if os.environ.get("KIEM_SECRET_KEY"):
        yield well("secret", "it comes from KIEM_SECRET_KEY")
    elif not file.is_file():
        yield well("secret", "none yet; the site makes it at its first start")
    elif file.stat().st_mode & 0o077:
        yield amiss("secret", f"others can read {file}", f"Run `chmod 600 {file}`; if others were in, remove it.")
    else:
        yield well("secret", "only its owner can read it")


def writable(home: Path) -> Iterator[Finding]:
    """May this user write where the house writes?"""
    folders = [home, *(home / name for name in ("releases", "snapshots", "static", "media", "work"))]
    closed = [folder for folder in folders if folder.exists() and not os.access(folder, os.W_OK | os.X_OK)]
    if closed:
        who = f"user {os.getuid()}"
        yield amiss("permissions", f"{who} cannot write in {closed[0]}", "Run as the house's user, or `chown` it.")
    else:
        yield well("permissions", f"{home} can be written")


def disk(home: Path) -> Iterator[Finding]:
    """Is there room for the next build?"""
    free = shutil.disk_usage(home).free
    newest = sorted((home / "releases").glob("[0-9]*"))[-1:]
    size = sum(file.stat().st_size for folder in newest for file in folder.rglob("*") if file.is_file())
    needed = max(LEAST_ROOM, RELEASES_OF_ROOM * size)
    said = f"{free / 1e9:.1f} GB free, the next build may need {needed / 1e9:.1f}"
    if free < needed:
        yield amiss("disk", said, f"Make room, or take the oldest releases out of {home / 'releases'}.")
    else:
        yield well("disk", said)


def _brokenness(folder: Path) -> str | None:
    try:
        card = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
        # An older Kiem kept snapshots whole; the next build renews them.
        parts = ("fresh", "withdrawn") if "fresh" in card else ("claims",)
        for name, words in (*((part, part) for part in parts), ("quarantine", "refused")):
            rows = pq.read_metadata(folder / f"{name}.parquet").num_rows
            if rows != card[words]:
                return f"{name}.parquet has {rows} rows, its card says {card[words]}"
    except (OSError, ValueError, KeyError) as problem:
        return str(problem).splitlines()[0]
    return None


def _is_building(home: Path) -> bool:
    file = home / "build.lock"
    if not file.is_file():
        return False
    with file.open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
