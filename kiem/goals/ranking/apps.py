"""The Django app of the ranking."""

from django.apps import AppConfig

__all__ = ["RankingConfig"]


class RankingConfig(AppConfig):
    """Peer clusters side by side."""

    name = "kiem.goals.ranking"
    label = "ranking"
    verbose_name = "Rank"
