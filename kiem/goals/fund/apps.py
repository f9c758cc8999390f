"""The Django app of the goal Fund."""

from django.apps import AppConfig

__all__ = ["FundConfig"]


class FundConfig(AppConfig):
    """Funding instruments."""

    name = "kiem.goals.fund"
    label = "fund"
    verbose_name = "Fund"
