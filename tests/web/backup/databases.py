"""Databases of their own for tests of backups: files on SQLite, databases beside the tests' own on PostgreSQL."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

ON_POSTGRES = connections["default"].vendor == "postgresql"


@contextmanager
def known_as(alias: str, changes: dict[str, Any]) -> Iterator[None]:  # Any: Django's settings
    """Let the settings know another database for a while."""
    connections.settings[alias] = {**connections.settings["default"], **changes}
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


@contextmanager
def database_in(home: Path, alias: str, template: str | None = None) -> Iterator[str]:
    """Make a database, empty or a copy of the template; give its name."""
    if not ON_POSTGRES:
        file = home / "kiem.sqlite3"
        if template is not None:
            shutil.copy(template, file)
        with known_as(alias, {"NAME": str(file)}):
            yield str(file)
        return
    name = f"kiem_backup_{secrets.token_hex(6)}"
    _on_the_server(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    try:
        with known_as(alias, {"NAME": name}):
            yield name
    finally:
        _on_the_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_the_server(sql: str) -> None:
    given = connections.settings["default"]
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(sql.encode())
