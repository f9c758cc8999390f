"""Every input that was ever read, kept as claims: a folder a snapshot, in the order in which they came."""

import datetime
import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kiem.flow.claims import SnapshotFile, claims_sql
from kiem.flow.engine import Engine, quoted
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.reader import read_source

SOURCES = Path(__file__).parent
READING_CODE = (SOURCES, SOURCES.parent / "claims", SOURCES.parent / "engine", SOURCES.parent / "vocabulary")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One input of a source, read: where its claims lie, the day it speaks for, and what became of its rows."""

    source: str
    turn: int
    date: str
    fingerprint: str
    code: str
    rows: int
    claims: int
    refused: int
    folder: Path

    @property
    def name(self) -> str:
        """The snapshot's name: `source@date#fingerprint`."""
        return f"{self.source}@{self.date}#{self.fingerprint}"

    @property
    def claims_file(self) -> SnapshotFile:
        """The claims, for the history."""
        return SnapshotFile(self.folder / "claims.parquet", datetime.date.fromisoformat(self.date))


Check = Callable[[Snapshot], None]
"""Looks at a snapshot before it is kept, and raises what is wrong with it."""


class SnapshotStore:
    """The snapshots of all sources under one folder; a snapshot is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """Use the folder; it is made when missing."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def of(self, source: str) -> list[Snapshot]:
        """Return a source's snapshots, oldest first."""
        found = sorted((self._folder / source).glob("[0-9]*"))
        return [_load(folder) for folder in found]

    def sources(self) -> list[str]:
        """Return the sources that were ever read, by name."""
        return sorted(path.name for path in self._folder.iterdir() if path.is_dir() and any(path.glob("[0-9]*")))

    def held(self, given: SourceInput) -> Snapshot | None:
        """Return the newest snapshot where it was made of just these files by just this reader."""
        key = (given.fingerprint(), reading_code(given.source))
        return next((one for one in self.of(given.source)[-1:] if (one.fingerprint, one.code) == key), None)

    def take(self, given: SourceInput, spill: Path, check: Check) -> Snapshot:
        """Return the snapshot of the files, reading them only when they, or the reader, are new.

        Files that were the newest snapshot before stay that snapshot. A new one is kept only when `check` lets it pass:
        what `check` raises, goes on to the caller, and nothing is left of the files. Raises InputProblem for files that
        cannot be used and for an export older than the newest one read.
        """
        if (held := self.held(given)) is not None:
            return held
        known, fingerprint, code = self.of(given.source), given.fingerprint(), reading_code(given.source)
        newest = known[-1] if known else None
        again = newest is not None and newest.fingerprint == fingerprint
        turn = (newest.turn if again else newest.turn + 1) if newest else 1
        staged = self._folder / f"{given.source}.reading"
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True)
        before = known[-2] if again and len(known) > 1 else None if again else newest
        try:
            snapshot = _read(given, spill, staged, (turn, fingerprint, code))
            _not_older(snapshot, before)
            check(snapshot)
        except Exception:
            shutil.rmtree(staged)
            raise
        target = self._folder / given.source / f"{turn:04d}"
        target.parent.mkdir(exist_ok=True)
        if target.exists():
            shutil.rmtree(target)
        staged.replace(target)
        return _load(target)


def _not_older(snapshot: Snapshot, before: Snapshot | None) -> None:
    if before and snapshot.date < before.date:
        message = (
            f"{snapshot.source}: the files speak for {snapshot.date}, older than {before.date} that was read before; "
            "give a newer export."
        )
        raise InputProblem(message)


def reading_code(source: str) -> str:
    """Return a hash of the code that reads the source: when it changes, the files are read again."""
    digest = hashlib.sha256()
    for folder in READING_CODE:
        files = [*folder.glob("*.py"), *folder.glob("*.yml")]
        if folder == SOURCES:
            files += [*(SOURCES / source).glob("*.py"), SOURCES / source / "card.yml"]
        for file in sorted(files):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _read(given: SourceInput, spill: Path, staged: Path, key: tuple[int, str, str]) -> Snapshot:
    turn, fingerprint, code = key
    with Engine(spill) as engine:
        reading = read_source(engine, given)
        date = reading.date.isoformat()
        name = f"{given.source}@{date}#{fingerprint}"
        claims = engine.write(claims_sql(reading.draft, name, date), staged / "claims.parquet")
        refused = engine.write(
            f"SELECT {quoted(given.source)} AS source, {quoted(name)} AS snapshot, table_name, line, reason, verbatim "
            f"FROM {reading.refused} ORDER BY table_name, line, reason",
            staged / "quarantine.parquet",
        )
        told = engine.count(f"SELECT count(DISTINCT row_key) FROM {reading.draft}")
    if told + refused != reading.rows:
        message = (
            f"{given.source}: {reading.rows} rows read, but {told} claimed and {refused} refused; "
            "the reader loses rows: report this with the file."
        )
        raise InputProblem(message)
    snapshot = Snapshot(given.source, turn, date, fingerprint, code, reading.rows, claims, refused, staged)
    card = {name: value for name, value in asdict(snapshot).items() if name != "folder"}
    (staged / "snapshot.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return snapshot


def _load(folder: Path) -> Snapshot:
    return Snapshot(folder=folder, **json.loads((folder / "snapshot.json").read_text(encoding="utf-8")))


def quarantine_files(snapshots: Sequence[Snapshot]) -> list[Path]:
    """Return the files of refused rows of the snapshots."""
    return [snapshot.folder / "quarantine.parquet" for snapshot in snapshots]
