"""The Django app of the press pages."""

from django.apps import AppConfig

__all__ = ["PressConfig"]


class PressConfig(AppConfig):
    """Figures that may be quoted."""

    name = "kiem.goals.press"
    label = "press"
    verbose_name = "Press"
