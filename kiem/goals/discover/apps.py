"""The Django app of the discoveries."""

from django.apps import AppConfig

__all__ = ["DiscoverConfig"]


class DiscoverConfig(AppConfig):
    """From science to companies."""

    name = "kiem.goals.discover"
    label = "discover"
    verbose_name = "Discover"
