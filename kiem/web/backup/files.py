"""The files of a house: which belong in a backup, and how they are copied so that every byte is known."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kiem.web.backup.account import BackupProblem, FileEntry, file_entry

__all__ = ["MADE_AGAIN", "Tell", "alone", "check_files", "copy_file", "copy_files", "home_files", "remove", "sync_tree"]

Tell = Callable[[str], None]

# What is made again by itself, or belongs to one moment only.
MADE_AGAIN = {"work", "static", "build.lock", "judgements.lock", "restore.json"}
BEFORE = "before-"
CUT_OFF = (".reading", ".new", ".part")
BLOCK = 1 << 20


def home_files(home: Path, database: Path | None) -> list[Path]:
    """Return the files of the home that belong in a backup, relative to it; not the database, which is copied whole."""
    own = set() if database is None else {Path(f"{database}{end}") for end in ("", "-wal", "-shm", "-journal")}
    found = []
    for entry in sorted(home.iterdir()):
        if entry.name in MADE_AGAIN or entry.name.startswith(BEFORE):
            continue
        for file in [entry] if entry.is_file() else sorted(entry.rglob("*")):
            inside = file.relative_to(home)
            if file.is_file() and file not in own and not any(part.endswith(CUT_OFF) for part in inside.parts):
                found.append(inside)
    return found


def copy_file(source: Path, target: Path) -> FileEntry:
    """Copy a file with its mode, and return what was written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as reading, target.open("wb") as writing:
        os.fchmod(writing.fileno(), source.stat().st_mode & 0o777)
        while block := reading.read(BLOCK):
            digest.update(block)
            size += writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return FileEntry(size, digest.hexdigest())


def copy_files(pairs: Mapping[str, tuple[Path, Path]], tell: Tell) -> dict[str, FileEntry]:
    """Copy each named file from the first path to the second, and return what was written, by name."""
    written, told = {}, 0
    for number, (name, (source, target)) in enumerate(pairs.items(), 1):
        written[name] = copy_file(source, target)
        share = number * 10 // len(pairs)
        if share > told:
            told = share
            tell(f"Copied {number} of {len(pairs)} files.")
    return written


def check_files(folder: Path, files: Mapping[str, FileEntry]) -> None:
    """Refuse a folder in which a file is not what the account says; the first such file is named."""
    for name, entry in files.items():
        file = folder / name
        if not file.is_file():
            message = f"{file}: is missing from the backup; use another one."
            raise BackupProblem(message)
        found = file_entry(file)
        if found != entry:
            what = f"has {found.size} bytes, not {entry.size}" if found.size != entry.size else "has changed"
            message = f"{file}: is damaged ({what}); use another backup."
            raise BackupProblem(message)


@contextmanager
def alone(home: Path, tell: Tell) -> Iterator[None]:
    """Hold the lock that a build holds: no release or snapshot changes meanwhile. Waits for a build that is running."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("A build is running; waiting for its end …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sync_tree(folder: Path) -> None:
    """Let the names of everything in the folder reach the disk; `copy_file` sees to the content."""
    for path in [*(path for path in folder.rglob("*") if path.is_dir()), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(folder: Path) -> None:
    """Remove a folder if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
