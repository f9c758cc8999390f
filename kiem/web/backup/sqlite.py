"""The database as one SQLite file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiem.web.backup.account import BackupProblem, DatabaseEntry, TableEntry

__all__ = ["KIND", "NAME", "copy_database", "described"]

KIND, NAME = "sqlite", "kiem.sqlite3"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY 1"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"


def copy_database(source: Path, target: Path) -> DatabaseEntry:
    """Copy the database while it is in use: one moment of it, in one file without a journal beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    reading, writing = sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True), sqlite3.connect(target)
    with closing(reading), closing(writing):
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")
    target.chmod(0o600)
    return described(target)


def described(file: Path) -> DatabaseEntry:
    """Return the tables and migrations of a database at rest. Raises BackupProblem where it is not sound."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
        said = _soundness(opened)
        if said != "ok":
            message = f"{file}: is no sound database ({said}); use another backup."
            raise BackupProblem(message)
        names = [str(name) for (name,) in opened.execute(TABLES)]
        tables = {name: _table(opened, name) for name in names}
        rows = opened.execute(MIGRATIONS).fetchall() if "django_migrations" in names else []
        return DatabaseEntry(KIND, tables, tuple((str(app), str(name)) for app, name in rows))


def _soundness(opened: sqlite3.Connection) -> str:
    try:
        [(said,)] = opened.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as problem:
        return str(problem)
    return str(said)


def _table(opened: sqlite3.Connection, name: str) -> TableEntry:
    quoted = '"' + name.replace('"', '""') + '"'
    [(rows,)] = opened.execute(f"SELECT count(*) FROM {quoted}")
    return TableEntry(int(rows), tuple(str(row[1]) for row in opened.execute(f"PRAGMA table_info({quoted})")))
