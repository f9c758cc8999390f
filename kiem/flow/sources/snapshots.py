"""Every input that was ever read, kept as claims: a folder a snapshot, in the order in which they came.

A snapshot is kept as what differs from the one before it: what it says anew, and what it no longer says.
"""

import datetime
import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from kiem.flow.claims import SnapshotFiles, claims_sql, identified_sql, keep_news
from kiem.flow.engine import Engine, quoted
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.permission import must_be_publishable
from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.reader import read_source
from kiem.flow.sources.rows import keep_rows_again, mark_rows, write_rows

SOURCES = Path(__file__).parent
CARD, WHOLE, ROWS = "snapshot.json", "claims.parquet", "rows.parquet"
READING_CODE = (SOURCES, SOURCES.parent / "claims", SOURCES.parent / "engine", SOURCES.parent / "vocabulary")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One input of a source, read: where its claims lie, the day it speaks for, and what became of its rows.

    `claims`: how many it makes; `fresh`: how many of them the snapshot before did not; `withdrawn`: how many only that.
    """

    source: str
    turn: int
    date: str
    fingerprint: str
    code: str
    rows: int
    claims: int
    refused: int
    fresh: int
    withdrawn: int
    folder: Path

    @property
    def name(self) -> str:
        """The snapshot's name: `source@date#fingerprint`."""
        return f"{self.source}@{self.date}#{self.fingerprint}"

    @property
    def files(self) -> SnapshotFiles:
        """What it says anew and what it no longer says, for the history."""
        return _files(self.folder, datetime.date.fromisoformat(self.date))


Check = Callable[[Snapshot, Sequence[SnapshotFiles]], None]
"""Looks at a snapshot, with the files of those before it and its own, before it is kept; raises what is wrong."""


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

    def renew(self, spill: Path) -> None:
        """Bring the snapshots that an older Kiem kept whole into today's form, oldest first; one is either or other."""
        for source in self.sources():
            earlier: list[SnapshotFiles] = []
            for snapshot in self.of(source):
                if (snapshot.folder / WHOLE).exists():
                    _renew(snapshot, spill, earlier)
                earlier.append(snapshot.files)

    def held(self, given: SourceInput) -> Snapshot | None:
        """Return the newest snapshot where it was made of just these files by just this reader."""
        key = (given.fingerprint(), reading_code(given.source))
        return next((one for one in self.of(given.source)[-1:] if (one.fingerprint, one.code) == key), None)

    def take(self, given: SourceInput, spill: Path, check: Check) -> Snapshot:
        """Return the snapshot of the files, reading them only when they, or the reader, are new.

        Files that were the newest snapshot before stay that snapshot. A new one is kept only when `check` lets it pass:
        what `check` raises, goes on to the caller, and nothing is left of the files. Raises InputProblem for files that
        cannot be used or not be published, and for an export older than the newest one read.
        """
        if (held := self.held(given)) is not None:
            return held
        known, fingerprint, code = self.of(given.source), given.fingerprint(), reading_code(given.source)
        # The newest files, read by another reader: the snapshot takes its own place.
        again = bool(known) and known[-1].fingerprint == fingerprint
        earlier = known[:-1] if again else known
        turn = known[-1].turn if again else len(known) + 1
        staged = self._folder / f"{given.source}.reading"
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True)
        try:
            snapshot = _read(given, spill, staged, _Key(turn, fingerprint, code), earlier)
            _not_older(snapshot, earlier)
            check(snapshot, [*(one.files for one in earlier), snapshot.files])
        except Exception:
            shutil.rmtree(staged)
            raise
        target = self._folder / given.source / f"{turn:04d}"
        target.parent.mkdir(exist_ok=True)
        if target.exists():
            shutil.rmtree(target)
        staged.replace(target)
        for one in earlier:
            (one.folder / ROWS).unlink(missing_ok=True)
        return _load(target)


def _not_older(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> None:
    newest = max((one.date for one in earlier), default="")
    if snapshot.date < newest:
        message = (
            f"{snapshot.source}: the files speak for {snapshot.date}, older than {newest} that was read before; "
            "give a newer export."
        )
        raise InputProblem(message)


def reading_code(source: str) -> str:
    """Return a hash of the code that reads the source: when it changes, the files are read again."""
    digest = hashlib.sha256(version("duckdb").encode())
    for folder in READING_CODE:
        files = [*folder.glob("*.py"), *folder.glob("*.yml")]
        if folder == SOURCES:
            files += [*(SOURCES / source).glob("*.py"), SOURCES / source / "card.yml"]
        for file in sorted(files):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


class _Key(NamedTuple):
    """What tells a snapshot from another."""

    turn: int
    fingerprint: str
    code: str


def _read(given: SourceInput, spill: Path, staged: Path, key: _Key, earlier: Sequence[Snapshot]) -> Snapshot:
    with Engine(spill) as engine:
        reading = read_source(engine, given)
        mark_rows(engine, reading)
        keep_rows_again(engine, reading.wide, _rows_of(earlier, key.code))
        engine.keep("identified", identified_sql(reading.draft))
        must_be_publishable(engine, given, "identified")
        date = reading.date.isoformat()
        name = f"{given.source}@{date}#{key.fingerprint}"
        keep_news(engine, "identified", [one.files for one in earlier], "rows_again")
        files = _files(staged, reading.date)
        fresh = engine.write(claims_sql("fresh", name, date), files.fresh)
        withdrawn = engine.write("SELECT id FROM withdrawn ORDER BY id", files.withdrawn)
        refused = engine.write(
            f"SELECT {quoted(given.source)} AS source, {quoted(name)} AS snapshot, table_name, line, reason, verbatim "
            f"FROM {reading.refused} ORDER BY table_name, line, reason",
            staged / "quarantine.parquet",
        )
        told = write_rows(engine, "identified", staged / ROWS)
        claims = engine.count("SELECT count(*) FROM said_before") + fresh - withdrawn
    if told + refused != reading.rows:
        message = (
            f"{given.source}: {reading.rows} rows read, but {told} claimed and {refused} refused; "
            "the reader loses rows: report this with the file."
        )
        raise InputProblem(message)
    counts = (reading.rows, claims, refused, fresh, withdrawn)
    snapshot = Snapshot(given.source, key.turn, date, key.fingerprint, key.code, *counts, staged)
    _keep_card(snapshot)
    return snapshot


def _rows_of(earlier: Sequence[Snapshot], code: str) -> Path | None:
    """Return what each row of the last snapshot told, where the same code read it."""
    of_last = [one.folder / ROWS for one in earlier[-1:] if one.code == code]
    return next((file for file in of_last if file.exists()), None)


def _files(folder: Path, date: datetime.date) -> SnapshotFiles:
    return SnapshotFiles(folder / "fresh.parquet", folder / "withdrawn.parquet", date)


def _keep_card(snapshot: Snapshot) -> None:
    card = {name: value for name, value in asdict(snapshot).items() if name != "folder"}
    beside = snapshot.folder / "snapshot.new"
    beside.write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    beside.replace(snapshot.folder / CARD)


def _card(folder: Path) -> dict[str, Any]:  # Any: JSON has no types
    card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    return card


def _load(folder: Path) -> Snapshot:
    # What an older Kiem kept whole says everything anew, until it is renewed.
    card = _card(folder)
    return Snapshot(folder=folder, **{"fresh": card["claims"], "withdrawn": 0, **card})


def _renew(snapshot: Snapshot, spill: Path, earlier: Sequence[SnapshotFiles]) -> None:
    whole = snapshot.folder / WHOLE
    with Engine(spill) as engine:
        engine.read("whole", whole)
        keep_news(engine, "whole", earlier)
        fresh = engine.write("SELECT * FROM fresh ORDER BY about, property, id", snapshot.files.fresh)
        withdrawn = engine.write("SELECT id FROM withdrawn ORDER BY id", snapshot.files.withdrawn)
    _keep_card(replace(snapshot, fresh=fresh, withdrawn=withdrawn))
    whole.unlink()


def quarantine_files(snapshots: Sequence[Snapshot]) -> list[Path]:
    """Return the files of refused rows of the snapshots."""
    return [snapshot.folder / "quarantine.parquet" for snapshot in snapshots]


def newer(snapshots: Sequence[Snapshot], known: Mapping[str, str]) -> list[Snapshot] | None:
    """Return the snapshots that came after those known (source → its newest), or None where one known is not there.

    Where a source came back to what it said before, more may be returned than came after.
    """
    news: list[Snapshot] = []
    for source in sorted({*known, *(one.source for one in snapshots)}):
        own = [one for one in snapshots if one.source == source]
        names = [one.name for one in own]
        if source in known and known[source] not in names:
            return None
        news += own[names.index(known[source]) + 1 :] if source in known else own
    return news
