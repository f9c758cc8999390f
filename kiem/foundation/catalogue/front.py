"""The first page: what the ecosystem is, in numbers that lead on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kiem.foundation.catalogue.directory import UNKNOWN, Query
from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.labels import label
from kiem.foundation.catalogue.values import Change, ReleaseCard, Thing

LATEST_EVENTS = 5
LARGEST_TYPES = 6
HOME_REGIONS = frozenset({"flanders", "brussels", "wallonia"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of the first page and the query of the directory that shows what was counted, where one can."""

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
    regions = [
        Counted(label(name, "regions"), count, f"?region={name}")
        for name, count in answer.counts["region"]
        if name in HOME_REGIONS
    ]
    elsewhere = len(answer) - sum(one.value for one in regions)
    if regions and elsewhere > 0:
        regions.append(Counted(_("elsewhere, or not known"), elsewhere, ""))
    return Front(
        release=catalogue.release,
        organisations=len(answer),
        types=tuple(
            Counted(label(name, "types_many"), count, f"?type={name}")
            for name, count in _largest(answer.counts["type"])
        ),
        regions=tuple(regions),
        projects=catalogue.count_projects(),
        events=tuple(catalogue.latest("event", LATEST_EVENTS)),
        changes=tuple(catalogue.changes(limit=LATEST_EVENTS)),
    )


def _largest(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the kinds with most organisations that have a name of their own."""
    return [(name, count) for name, count in counts if name not in {"other", UNKNOWN}][:LARGEST_TYPES]
