"""A backup's own account of itself: every file with size and hash, every table with its rows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

__all__ = ["Account", "BackupProblem", "DatabaseEntry", "FileEntry", "TableEntry", "file_entry"]

FORMAT = 1
NAME, SEAL = "manifest.json", "manifest.sha256"


class BackupProblem(Exception):
    """A backup that cannot be made or restored; one line: what, where, remedy."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file's size in bytes and SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table's rows and columns."""

    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatabaseEntry:
    """The database: `sqlite` or `postgresql`, its tables, and the migrations that made them, as app and name."""

    kind: str
    tables: Mapping[str, TableEntry]
    migrations: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.values())


@dataclass(frozen=True, slots=True)
class Account:
    """What is in a backup. `files` by path inside it; `release` is the number that served, None before the first."""

    made_at: str
    release: int | None
    database: DatabaseEntry | None
    files: Mapping[str, FileEntry]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self.files.values())

    def write(self, folder: Path) -> None:
        """Write the account and its seal into the backup's folder."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        (folder / NAME).write_text(text, encoding="utf-8")
        (folder / SEAL).write_text(file_entry(folder / NAME).sha256 + "\n", encoding="ascii")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a backup's account. Raises BackupProblem where it is missing, damaged or of another form."""
        file = folder / NAME
        try:
            seal = (folder / SEAL).read_text(encoding="ascii").strip()
            whole = file_entry(file).sha256 == seal
            told = json.loads(file.read_text(encoding="utf-8")) if whole else {}
        except (OSError, ValueError) as problem:
            message = f"{folder}: is no whole backup ({problem}); give a folder that kiem backup has made."
            raise BackupProblem(message) from problem
        if not whole:
            message = f"{file}: is not what was written (its seal {SEAL} differs); use another backup."
            raise BackupProblem(message)
        if told["format"] != FORMAT:
            message = f"{file}: has form {told['format']}, this Kiem reads {FORMAT}; use the Kiem that made it."
            raise BackupProblem(message)
        return cls(
            made_at=told["made_at"],
            release=told["release"],
            database=None if told["database"] is None else _database(told["database"]),
            files={name: FileEntry(**entry) for name, entry in told["files"].items()},
        )


def file_entry(file: Path) -> FileEntry:
    """Return a file's size and hash, read from the disk."""
    with file.open("rb") as opened:
        return FileEntry(file.stat().st_size, hashlib.file_digest(opened, "sha256").hexdigest())


def _database(told: Mapping[str, object]) -> DatabaseEntry:
    tables, migrations = told["tables"], told["migrations"]
    if not isinstance(tables, dict) or not isinstance(migrations, list):
        message = "the manifest tells no tables; use another backup."
        raise BackupProblem(message)
    return DatabaseEntry(
        kind=str(told["kind"]),
        tables={name: TableEntry(one["rows"], tuple(one["columns"])) for name, one in tables.items()},
        migrations=tuple((str(app), str(name)) for app, name in migrations),
    )
