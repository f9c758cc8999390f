"""The Django app of the story."""

from django.apps import AppConfig

__all__ = ["StoryConfig"]


class StoryConfig(AppConfig):
    """Timeline of the ecosystem."""

    name = "kiem.goals.story"
    label = "story"
    verbose_name = "Story"
