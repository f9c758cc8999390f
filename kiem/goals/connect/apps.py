"""The Django app of the connections."""

from django.apps import AppConfig

__all__ = ["ConnectConfig"]


class ConnectConfig(AppConfig):
    """Who has worked with whom."""

    name = "kiem.goals.connect"
    label = "connect"
    verbose_name = "Connect"
