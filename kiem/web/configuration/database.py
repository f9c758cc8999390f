"""Which database the site works on: SQLite inside the house, or PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from kiem.web.configuration.environment import WrongSetting

__all__ = ["database"]

# Readers never wait for a writer, a writer waits for another, and a transaction that will write says so at
# its begin: without IMMEDIATE, two that read first and write later would both fail.
SQLITE = {
    "timeout": 10,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
    ),
}
# One thread a worker, so a kept connection is the pool.
KEPT_SECONDS = 600


def database(address: str, home: Path) -> dict[str, Any]:  # Any: Django's settings are untyped
    """Return Django's settings of the database at `sqlite:///PATH`, `postgresql://…` or, empty, in the house."""
    if not address:
        return _sqlite(home / "kiem.sqlite3")
    parts = urlsplit(address)
    if parts.scheme == "sqlite" and len(parts.path) > 1:
        return _sqlite(Path("/", unquote(parts.path).lstrip("/")))
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": KEPT_SECONDS,
            "CONN_HEALTH_CHECKS": True,
        }
    message = "KIEM_DATABASE_URL is no database; write sqlite:////folder/file or postgresql://user:word@host:5432/name"
    raise WrongSetting(message)


def _sqlite(file: Path) -> dict[str, Any]:  # Any: Django's settings are untyped
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": SQLITE,
        "CONN_MAX_AGE": KEPT_SECONDS,
    }
