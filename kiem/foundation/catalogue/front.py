"""The first page: what the ecosystem is, in numbers that lead on."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiem.foundation.catalogue.directory import UNKNOWN, Query
from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.labels import label
from kiem.foundation.catalogue.values import Change, ReleaseCard, Thing

LATEST_EVENTS = 5
LARGEST_TYPES = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of the first page and the address, within the site's language, that shows what was counted."""

    label: str
    value: int
    query: str


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page shows."""

    release: ReleaseCard
    organisations: int
    types: tuple[Counted, ...]
    regions: tuple[Counted, ...]
    projects: int
    events: tuple[Thing, ...]
    changes: tuple[Change, ...]


def front_of(catalogue: Catalogue) -> Front:
    """Gather the first page. Four queries."""
    answer = catalogue.ecosystem.ask(Query())
    home_regions = [
        (name, count) for name, count in answer.counts["region"] if name in {"flanders", "brussels", "wallonia"}
    ]
    return Front(
        release=catalogue.release,
        organisations=len(answer),
        types=tuple(
            Counted(label(name, "types_many"), count, f"?type={name}")
            for name, count in _largest(answer.counts["type"])
        ),
        regions=tuple(Counted(label(name, "regions"), count, f"?region={name}") for name, count in home_regions),
        projects=catalogue.count_projects(),
        events=tuple(catalogue.latest("event", LATEST_EVENTS)),
        changes=tuple(catalogue.changes(limit=LATEST_EVENTS)),
    )


def _largest(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the kinds with most organisations that have a name of their own."""
    return [(name, count) for name, count in counts if name not in {"other", UNKNOWN}][:LARGEST_TYPES]
