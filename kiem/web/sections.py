"""What the site consists of. A new goal adds ONE LINE here: it becomes an app, and its pages stand under its word."""

from dataclasses import dataclass

__all__ = ["SECTIONS", "Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """An app with pages: its `urls` stand under `/<language>/<at>`, its `sitemap` (if any) joins the site's."""

    app: str
    at: str


# In the order of the navigation (NAVIGATION in settings.py); goals stand under a word of their own.
SECTIONS = (
    Section("kiem.foundation.catalogue", ""),
    Section("kiem.foundation.stewardship", "steward/"),
    Section("kiem.goals.discover", "discover/"),
    Section("kiem.goals.connect", "connect/"),
    Section("kiem.goals.testbeds", "test/"),
    Section("kiem.goals.fund", "fund/"),
    Section("kiem.goals.press", "press/"),
    Section("kiem.goals.story", "story/"),
    Section("kiem.goals.ranking", "rank/"),
)
