"""The first page: what the ecosystem is, in numbers that lead on."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiem.foundation.catalogue.directory import UNKNOWN, Query
from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.labels import label
from kiem.foundation.catalogue.values import Change, ReleaseCard, Thing

LATEST_EVENTS = 5
LARGEST_TYPES = 6
HOME = ("flanders", "brussels", "wallonia")
"""The regions of the territory, by which the first page counts."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of the first page and the query of the directory that shows what was counted, where one can."""

    label: str
    value: int
    query: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its companies and all its organisations."""

    label: str
    companies: Counted
    organisations: Counted


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page shows: who is known to be in the territory on the release's day, and beside it all."""

    release: ReleaseCard
    places: str
    organisations: Counted
    everywhere: int
    types: tuple[Counted, ...]
    regions: tuple[Region, ...]
    projects: int
    events: tuple[Thing, ...]
    changes: tuple[Change, ...]


def front_of(catalogue: Catalogue) -> Front:
    """Gather the first page. Four queries."""
    directory, day = catalogue.ecosystem, catalogue.release.date
    here = directory.ask(Query({"region": HOME}, day))
    companies = directory.ask(Query({"region": HOME, "type": ("company",)}, day))
    return Front(
        release=catalogue.release,
        places=", ".join(label(name, "regions") for name in HOME),
        organisations=Counted("", len(here), _address(day, *HOME)),
        everywhere=len(directory.ask(Query())),
        types=tuple(
            Counted(label(name, "types_many"), count, f"{_address(day, *HOME)}&type={name}")
            for name, count in _largest(here.counts["type"])
        ),
        regions=tuple(_regions(dict(here.counts["region"]), dict(companies.counts["region"]), day)),
        projects=catalogue.count_projects(HOME),
        events=tuple(catalogue.latest("event", LATEST_EVENTS)),
        changes=tuple(catalogue.changes(limit=LATEST_EVENTS)),
    )


def _regions(all_of: Mapping[str, int], companies: Mapping[str, int], day: datetime.date) -> Iterator[Region]:
    for name in sorted(set(HOME) & set(all_of), key=lambda one: -all_of[one]):
        query = _address(day, name)
        yield Region(
            label(name, "regions"),
            Counted(label("company", "types_many"), companies.get(name, 0), f"{query}&type=company"),
            Counted("", all_of[name], query),
        )


def _address(day: datetime.date, *regions: str) -> str:
    return f"?on={day.isoformat()}" + "".join(f"&region={name}" for name in regions)


def _largest(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the kinds with most organisations that have a name of their own."""
    return [(name, count) for name, count in counts if name not in {"other", UNKNOWN}][:LARGEST_TYPES]
