"""Is the database in order, and do the settings fit the place where the site stands?"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from kiem.web.doctor.finding import Finding, amiss, well

__all__ = ["addresses", "database"]

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def database(alias: str = "default") -> Iterator[Finding]:
    """Does the database answer, is it sound, and has it this version's tables?"""
    connection = connections[alias]
    where = f"{connection.vendor} {connection.settings_dict['NAME']}"
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        yield amiss("database", f"{where} does not answer: {_first(problem)}", "Start it, or mend KIEM_DATABASE_URL.")
        return
    if waiting:
        said = f"{where} lacks {len(waiting)} steps up to this version"
        yield amiss("database", said, "Start `kiem serve`: it brings the tables up to date.")
    elif (unsound := _unsoundness(alias)) is not None:
        yield amiss("database", f"{where}: {unsound}", "Restore a backup with `kiem restore`.")
    else:
        yield well("database", f"{where} answers and is up to date")


def addresses() -> Iterator[Finding]:
    """Do the address, the hosts and TLS fit together?"""
    host = urlsplit(settings.SITE_ADDRESS).hostname or ""
    inside = host in LOOPBACK
    found = []
    if "*" in settings.ALLOWED_HOSTS:
        found.append(amiss("addresses", "any host name is answered", "Name the hosts in KIEM_HOSTS."))
    if inside and settings.PROXIES:
        said = f"a proxy stands in front, but readers are told {settings.SITE_ADDRESS}"
        found.append(amiss("addresses", said, "Set KIEM_ADDRESS to the address that readers use."))
    if not inside and not settings.TLS:
        said = f"{settings.SITE_ADDRESS} is without TLS: passwords can be read on the way"
        found.append(amiss("addresses", said, "Put a proxy with TLS in front and set KIEM_ADDRESS=https://…"))
    if not inside and settings.DEBUG:
        found.append(amiss("addresses", "error pages show the inside of the code", "Take KIEM_DEBUG away."))
    yield from found or [well("addresses", f"{settings.SITE_ADDRESS}; answers to {', '.join(settings.ALLOWED_HOSTS)}")]


def _unsoundness(alias: str) -> str | None:
    """Return what is wrong with the file of an SQLite database; a server looks after its own."""
    if connections[alias].vendor != "sqlite":
        return None
    with connections[alias].cursor() as cursor:
        try:
            cursor.execute("PRAGMA quick_check(1)")
        except DatabaseError as problem:
            return _first(problem)
        [said] = cursor.fetchone()
    return None if said == "ok" else str(said)


def _first(problem: Exception) -> str:
    return str(problem).splitlines()[0]
