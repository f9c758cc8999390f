"""The Django app that carries templates, static files and filters."""

from django.apps import AppConfig

__all__ = ["UiConfig"]


class UiConfig(AppConfig):
    """Design system of the site."""

    name = "kiem.foundation.ui"
    label = "ui"
    verbose_name = "Design system"

    def ready(self) -> None:
        """Register the system checks of the page frame."""
        from kiem.foundation.ui import checks  # noqa: F401, PLC0415 - Django registers checks on import
