"""The one way to write an event."""

import re
from collections.abc import Mapping

from django.db import models, transaction

from kiem.foundation.accounts.models import User
from kiem.foundation.audit.models import AuditEvent
from kiem.foundation.audit.request import current_request_id

__all__ = ["NoTransaction", "name_of", "record"]


NAME = re.compile(r"[a-z]+\.[a-z_]+")


class NoTransaction(RuntimeError):
    """An event was written outside the transaction of the action that it tells of."""


def record(
    *, by: User | None, what: str, about: models.Model | str, details: Mapping[str, object] | None = None
) -> AuditEvent:
    """Write that somebody did something, in the transaction of what they did.

    `what` is `goal.done_in_small_letters`; `about` is a row of the database or the id of a thing (`K0001`, a CURIE);
    `details` must fit in JSON and hold no personal data beyond what the row itself has. Raises NoTransaction outside
    of one (the event and the deed stand or fall together) and ValueError for another kind of name.
    """
    if not NAME.fullmatch(what):
        message = f"{what!r} is no name of an event; write goal.done_in_small_letters"
        raise ValueError(message)
    if not transaction.get_connection().in_atomic_block:
        message = f"{what} is told outside a transaction; put the action into transaction.atomic"
        raise NoTransaction(message)
    return AuditEvent.objects.create(
        by=by,
        what=what,
        about=about if isinstance(about, str) else name_of(about),
        details=dict(details or {}),
        request_id=current_request_id(),
    )


def name_of(row: models.Model) -> str:
    """Return what a row of the database is called in events: `accounts.user:12`."""
    return f"{row._meta.label_lower}:{row.pk}"
