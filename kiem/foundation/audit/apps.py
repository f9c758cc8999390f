"""The Django app of the audit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["AuditConfig"]


class AuditConfig(AppConfig):
    """Who did what."""

    name = "kiem.foundation.audit"
    label = "audit"
    verbose_name = _("Audit")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what accounts, who stand above, have to tell."""
        from kiem.foundation.audit import listeners  # noqa: F401, PLC0415 - receivers connect on import
