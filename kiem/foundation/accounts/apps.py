"""The Django app of people, and the office in place of Django's admin."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _

__all__ = ["AccountsConfig", "OfficeConfig"]


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "kiem.foundation.accounts"
    label = "accounts"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what happens at sign-in."""
        from kiem.foundation.accounts import listeners  # noqa: F401, PLC0415 - receivers connect on import


class OfficeConfig(admin_apps.AdminConfig):
    """Django's admin, as the office."""

    default = False
    default_site = "kiem.foundation.accounts.office.Office"
