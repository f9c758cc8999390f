"""The trail of events, page by page, for those who may see it."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection, models

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.models import AuditEvent

__all__ = ["PAGE", "Trail", "is_kept", "trail", "trail_about", "trail_of"]

PAGE = 50


@dataclass(frozen=True, slots=True)
class Trail:
    """Events, newest first; `older` is what to ask for the next page with, None at the end."""

    events: tuple[AuditEvent, ...]
    older: int | None


def is_kept() -> bool:
    """Return whether there is a trail to write to: a house that only builds has no database, and gets none of this.

    Raises django.db.DatabaseError for a database that cannot be asked: whether it has a trail nobody knows then.
    """
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and file.is_absolute() and not file.exists():
        return False
    return AuditEvent._meta.db_table in connection.introspection.table_names()


def trail(reader: User | None, *, before: int | None = None, size: int = PAGE) -> Trail:
    """Return all events for administrators; nothing for anybody else."""
    return _page(AuditEvent.objects.all() if _reaches(reader, Role.ADMINISTRATOR) else _nothing(), before, size)


def trail_about(reader: User | None, about: str, *, before: int | None = None, size: int = PAGE) -> Trail:
    """Return the events about one thing, for staff; nothing for anybody else."""
    found = AuditEvent.objects.filter(about=about) if _reaches(reader, Role.STAFF) else _nothing()
    return _page(found, before, size)


def trail_of(reader: User | None, person: User, *, before: int | None = None, size: int = PAGE) -> Trail:
    """Return what a person did, for that person and for administrators; nothing for anybody else."""
    is_own = reader is not None and reader.is_active and reader.pk == person.pk
    found = AuditEvent.objects.filter(by=person) if is_own or _reaches(reader, Role.ADMINISTRATOR) else _nothing()
    return _page(found, before, size)


def _reaches(reader: User | None, role: Role) -> bool:
    return reader is not None and reader.is_active and Role(reader.role).reaches(role)


def _nothing() -> models.QuerySet[AuditEvent]:
    return AuditEvent.objects.none()


def _page(events: models.QuerySet[AuditEvent], before: int | None, size: int) -> Trail:
    # By id and not by offset: what is written meanwhile moves no page.
    older = events.filter(pk__lt=before) if before is not None else events
    found = tuple(older.select_related("by").order_by("-pk")[: size + 1])
    return Trail(found[:size], found[size - 1].pk if len(found) > size else None)
