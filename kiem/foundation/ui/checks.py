"""System checks: a navigation entry that leads nowhere is said at start, not met by a reader."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register

from kiem.foundation.ui.context import address_of

__all__ = ["navigation_leads_somewhere"]


@register(Tags.urls)
def navigation_leads_somewhere(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Warn (ui.W001) of each entry of NAVIGATION and FOOTER whose page does not exist."""
    del app_configs, kwargs
    entries = [*getattr(settings, "NAVIGATION", ()), *getattr(settings, "FOOTER", ())]
    return [
        checks.Warning(
            f"Navigation entry {entry['label']!s} leads to no page: {entry['url_name']}.",
            hint="Give the page this url_name, or take the entry out of the settings.",
            id="ui.W001",
        )
        for entry in entries
        if not address_of(entry["url_name"])
    ]
