"""The Django app of the goal Test."""

from django.apps import AppConfig

__all__ = ["TestbedsConfig"]


class TestbedsConfig(AppConfig):
    """Pathways from a product to permission."""

    name = "kiem.goals.testbeds"
    label = "testbeds"
    verbose_name = "Test"
