"""The append-only table of events."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

__all__ = ["AppendOnly", "AuditEvent"]


class AppendOnly(TypeError):
    """An event was to be changed or removed; write a new one that says what is true now."""

    def __init__(self) -> None:
        super().__init__("Events of the audit are never changed or removed; record another one that corrects it.")


class AppendOnlyQuerySet(models.QuerySet["AuditEvent"]):
    """Reads and adds; refuses all else."""

    def update(self, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def bulk_update(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def bulk_create(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: it can overwrite; `record` writes one event at a time."""
        raise AppendOnly


class AuditEvent(models.Model):
    """Somebody did something about something."""

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    what = models.CharField(_("what"), max_length=100, editable=False)
    about = models.CharField(_("about what"), max_length=200, editable=False)
    details = models.JSONField(_("details"), default=dict, encoder=DjangoJSONEncoder, editable=False)
    request_id = models.CharField(_("request"), max_length=32, blank=True, editable=False)

    objects: ClassVar[models.Manager["AuditEvent"]] = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        """Newest first; found by what it is about and by who did it."""

        verbose_name = _("event")
        verbose_name_plural = _("audit")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("about", "-id"), name="audit_about"),
            models.Index(fields=("by", "-id"), name="audit_by"),
        )
        constraints = (
            models.CheckConstraint(condition=~models.Q(what=""), name="audit_what_was_done"),
            models.CheckConstraint(condition=~models.Q(about=""), name="audit_about_something"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        """Write a new event; refuse to write over one."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly
