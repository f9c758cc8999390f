"""Where a thing's page stands: the section that its kind belongs to, then its name."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from kiem.foundation.catalogue.values import Thing
from kiem.foundation.ui.context import address_of
from kiem.foundation.ui.frame import Link


def crumbs_of(thing: Thing) -> tuple[Link, ...]:
    """Return the way to a thing: the section of its kind as KIND_SECTIONS names it, as far as it is there."""
    sections: Mapping[str, str] = getattr(settings, "KIND_SECTIONS", {})
    entries: Sequence[Mapping[str, str]] = getattr(settings, "NAVIGATION", ())
    name = sections.get(thing.kind, "")
    found = [(str(entry["label"]), address_of(name)) for entry in entries if entry["url_name"] == name]
    return (*(Link(label, href) for label, href in found if href), Link(thing.name, ""))
