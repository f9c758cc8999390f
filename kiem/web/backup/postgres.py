"""The database as tables of PostgreSQL, one file each, in the server's own text form (COPY), sorted by primary key.

A restore fills tables in a schema of its own, beside those in use, proves them by writing them out again, and changes
places with the old ones in one transaction; the old tables stay in a schema of their own.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from kiem.web.backup.account import BackupProblem, DatabaseEntry, TableEntry

__all__ = ["KIND", "change_places", "copy_out", "fill_beside", "has_tables"]

KIND = "postgresql"
BESIDE = "kiem_restoring"
ENDING = ".copy"
BLOCK = 1 << 20
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace ORDER BY 1"
COLUMNS = (
    "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
    "AND attgenerated = '' ORDER BY attnum"
)
PRIMARY = (
    "SELECT a.attname FROM pg_index AS i "
    "JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) "
    "WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int[], a.attnum::int)"
)

Cursor = Any  # Any: Django's wrapper hands psycopg's cursor through


def copy_out(alias: str, folder: Path) -> DatabaseEntry:
    """Write every table into the folder as it stands at one moment, and return the account of them."""
    folder.mkdir(parents=True, exist_ok=True)
    wrapper = connections[alias]
    raw = wrapper.get_new_connection(wrapper.get_connection_params())
    try:
        raw.rollback()
        with raw.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            schema = _here(cursor)
            tables = {name: _table(cursor, schema, name) for name in _names(cursor, schema)}
            for name, entry in tables.items():
                with (folder / f"{name}{ENDING}").open("wb") as file:
                    for block in _rows(cursor, (schema, name), entry):
                        file.write(block)
            migrations: tuple[tuple[str, str], ...] = ()
            if "django_migrations" in tables:
                cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
                migrations = tuple((str(app), str(name)) for app, name in cursor.fetchall())
            cursor.execute("ROLLBACK")
    finally:
        raw.close()
    return DatabaseEntry(KIND, tables, migrations)


def has_tables(alias: str) -> bool:
    """Return whether there is anything in the database."""
    with connections[alias].cursor() as cursor:
        return bool(_names(cursor, _here(cursor)))


def fill_beside(alias: str, folder: Path, entry: DatabaseEntry) -> None:
    """Make the tables of the backup beside those in use and prove that they are the same, row by row."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")
        cursor.execute(f"CREATE SCHEMA {BESIDE}")
        cursor.execute(f"SET search_path TO {BESIDE}")
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(list(entry.migrations))
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            _load(cursor, folder, entry)
            _prove(cursor, folder, entry)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET search_path")


def change_places(alias: str, before: str) -> None:
    """Put the tables that were filled in the place of those in use, which go to the schema `before`, at one stroke."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        here = _here(cursor)
        old, new = _names(cursor, here), _names(cursor, BESIDE)
        if old:
            cursor.execute(f"CREATE SCHEMA {_quoted(before)}")
        for name in old:
            cursor.execute(f"ALTER TABLE {_quoted(here)}.{_quoted(name)} SET SCHEMA {_quoted(before)}")
        for name in new:
            cursor.execute(f"ALTER TABLE {BESIDE}.{_quoted(name)} SET SCHEMA {_quoted(here)}")
        cursor.execute(f"DROP SCHEMA {BESIDE}")


def _load(cursor: Cursor, folder: Path, entry: DatabaseEntry) -> None:
    made = _names(cursor, BESIDE)
    strange = sorted(set(entry.tables) - set(made))
    if strange:
        message = f"{folder / strange[0]}{ENDING}: no migration makes this table; restore with the Kiem that made it."
        raise BackupProblem(message)
    cursor.execute("TRUNCATE " + ", ".join(f"{BESIDE}.{_quoted(name)}" for name in made))
    for name, table in entry.tables.items():
        columns = ", ".join(_quoted(column) for column in table.columns)
        into = f"COPY {BESIDE}.{_quoted(name)} ({columns}) FROM STDIN"
        with (folder / f"{name}{ENDING}").open("rb") as file, cursor.copy(into) as copying:
            while block := file.read(BLOCK):
                copying.write(block)
        for column in table.columns:
            _number_on(cursor, name, column)


def _number_on(cursor: Cursor, name: str, column: str) -> None:
    """Let the next row's number be one that is free."""
    full = f"{BESIDE}.{_quoted(name)}"
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [full, column])
    [sequence] = cursor.fetchone()
    if sequence:
        cursor.execute(
            f"SELECT setval(%s, coalesce(max({_quoted(column)}), 1), max({_quoted(column)}) IS NOT NULL) FROM {full}",
            [sequence],
        )


def _prove(cursor: Cursor, folder: Path, entry: DatabaseEntry) -> None:
    for name, table in entry.tables.items():
        digest = hashlib.sha256()
        for block in _rows(cursor, (BESIDE, name), table):
            digest.update(block)
        with (folder / f"{name}{ENDING}").open("rb") as file:
            same = hashlib.file_digest(file, "sha256").digest() == digest.digest()
        if not same or _table(cursor, BESIDE, name).rows != table.rows:
            message = f"{folder / name}{ENDING}: the table does not come back as it was; nothing was restored."
            raise BackupProblem(message)


def _rows(cursor: Cursor, table: tuple[str, str], entry: TableEntry) -> Iterator[memoryview]:
    full = ".".join(_quoted(part) for part in table)
    cursor.execute(PRIMARY, [full])
    order = ", ".join(_quoted(name) for (name,) in cursor.fetchall())
    columns = ", ".join(_quoted(column) for column in entry.columns)
    sorted_by = f" ORDER BY {order}" if order else ""
    with cursor.copy(f"COPY (SELECT {columns} FROM {full}{sorted_by}) TO STDOUT") as copying:
        yield from copying


def _table(cursor: Cursor, schema: str, name: str) -> TableEntry:
    full = f"{_quoted(schema)}.{_quoted(name)}"
    cursor.execute(COLUMNS, [full])
    columns = tuple(str(column) for (column,) in cursor.fetchall())
    cursor.execute(f"SELECT count(*) FROM {full}")
    [rows] = cursor.fetchone()
    return TableEntry(int(rows), columns)


def _names(cursor: Cursor, schema: str) -> list[str]:
    cursor.execute(TABLES, [_quoted(schema)])
    return [str(name) for (name,) in cursor.fetchall()]


def _here(cursor: Cursor) -> str:
    cursor.execute("SELECT current_schema()")
    [schema] = cursor.fetchone()
    return str(schema)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
