"""The audit hears what is done to people: accounts stand above it and cannot call it."""

from django.db import transaction
from django.dispatch import receiver

from kiem.foundation.accounts.events import Happening, happened
from kiem.foundation.audit.actions import record
from kiem.foundation.audit.models import AuditEvent

__all__ = ["write_down"]


@receiver(happened, dispatch_uid="audit.write_down")
def write_down(*, happening: Happening, **kwargs: object) -> AuditEvent:
    """Record the happening, in the action's transaction or, for what a library did, in one of its own."""
    del kwargs
    with transaction.atomic():
        return record(by=happening.by, what=happening.what, about=happening.about, details=happening.details)
