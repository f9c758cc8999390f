"""What became of the figures between the release before and the one that serves."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from kiem.flow.figures import Figure, read_figure
from kiem.flow.releases import Manifest
from kiem.foundation.catalogue.door import Catalogue

__all__ = ["Effect", "effects", "made_before"]

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure that is another than in the release before, or a part of one; None is unknown, or no such part.

    `unit` is the English word or ISO 4217 code of the numbers.
    """

    figure: str
    title: Labels
    unit: str
    part: Labels | None
    before: Decimal | None
    after: Decimal | None


def effects(catalogue: Catalogue, claims: Collection[str]) -> tuple[Effect, ...]:
    """Return what differs since the release before in figures, and parts of them, that rest on any of these claims.

    Or rested on them then. Other causes may have changed them too. No query.
    """
    folder = _before(catalogue)
    if folder is None:
        return ()
    wanted = frozenset(claims)
    then, now = _figures(folder), _figures(catalogue.folder)
    return tuple(
        one for name, figure in now.items() if name in then for one in _differences(then[name], figure, wanted)
    )


def made_before(catalogue: Catalogue) -> datetime.datetime | None:
    """Return when the build of the release before began; nothing where there is none any more."""
    folder = _before(catalogue)
    return None if folder is None else datetime.datetime.fromisoformat(Manifest.read(folder).made_at)


def _before(catalogue: Catalogue) -> Path | None:
    number = catalogue.release.previous
    folder = catalogue.folder.with_name(f"{number or 0:04d}")
    return folder if number is not None and folder.is_dir() else None


# A release never changes, and two are looked at.
@lru_cache(maxsize=2)
def _figures(release: Path) -> Mapping[str, Figure]:
    return {figure.id: figure for figure in map(read_figure, sorted((release / "figures").glob("*.json")))}


def _differences(then: Figure, now: Figure, claims: frozenset[str]) -> Iterator[Effect]:
    if then.value != now.value and not claims.isdisjoint(_resting(then) | _resting(now)):
        yield Effect(now.id, now.title, now.unit, None, then.value, now.value)
    before, after = ({point.key: point for point in figure.series} for figure in (then, now))
    for key in dict.fromkeys([*after, *before]):
        points = [points[key] for points in (before, after) if key in points]
        was, is_now = (points[key].value if key in points else None for points in (before, after))
        if was != is_now and not claims.isdisjoint(claim for point in points for claim in point.claims.ids):
            yield Effect(now.id, now.title, now.unit, points[-1].label, was, is_now)


def _resting(figure: Figure) -> frozenset[str]:
    return frozenset(
        claim for part in (figure.claims, *(point.claims for point in figure.series)) for claim in part.ids
    )
