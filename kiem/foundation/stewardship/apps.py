"""The Django app of the stewards."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["StewardshipConfig"]


class StewardshipConfig(AppConfig):
    """Decisions about who is who."""

    name = "kiem.foundation.stewardship"
    label = "stewardship"
    verbose_name = _("Who is who")
    default_auto_field = "django.db.models.BigAutoField"
