"""The organisations that are asked for on a map, where the instance has outlines to draw on, or by town without."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.listing import Asked, answer_of
from kiem.foundation.catalogue.outlines import WIDTH, Frame, ground_of
from kiem.foundation.ui.charts import Extent, Map, MapPoint, drawn_map
from kiem.foundation.ui.formats import number_words

NEAR = 11.0
"""Places closer than this on the drawing, in its units (some four kilometres), become one point."""

MOST_LABELS = 8
LETTER = 23.0
"""Height of a label on a phone, in the drawing's units; a letter is about half as wide."""

Place = tuple[float, float, str | None, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The map, or the towns where there are no outlines, and how many of the organisations are not on it."""

    chart: Map | None
    towns: tuple[tuple[str, int], ...]
    outside: int
    unplaced: int


@dataclass(slots=True)
class _Cluster:
    """Places that lie so close that they are drawn as one; the first is the largest and gives the position."""

    x: float
    y: float
    towns: Counter[str] = field(default_factory=Counter)

    def is_near(self, x: float, y: float) -> bool:
        return (self.x - x) ** 2 + (self.y - y) ** 2 < NEAR**2

    @property
    def name(self) -> str:
        return self.towns.most_common(1)[0][0]


def map_of(catalogue: Catalogue, asked: Asked) -> Drawn:
    """Draw the organisations that are asked for on the outlines that OUTLINES names; those outside are counted."""
    directory, answer = answer_of(catalogue, asked)
    places = directory.places(answer)
    unplaced = len(answer) - _total(places)
    file: Path | None = getattr(settings, "OUTLINES", None)
    if file is None:
        towns: Counter[str] = Counter()
        for *_where, town, count in places:
            towns[town or _("unknown")] += count
        return Drawn(None, tuple(towns.most_common()), 0, unplaced)
    ground = ground_of(file)
    inside = [place for place in places if ground.frame.holds(place[1], place[0])]
    points = _labelled(_clusters(inside, ground.frame))
    summary = _("%(shown)s organisations in %(places)s places; the larger the circle, the more organisations.") % {
        "shown": number_words(_total(inside)),
        "places": number_words(len(inside)),
    }
    extent = Extent(WIDTH, round(ground.frame.height, 1))
    chart = drawn_map(_("Where the organisations are"), summary, extent, ground.outlines, points)
    return Drawn(chart, (), _total(places) - _total(inside), unplaced)


def _total(places: Iterable[Place]) -> int:
    return sum(place[3] for place in places)


def _clusters(places: Iterable[Place], frame: Frame) -> list[_Cluster]:
    """Gather the places, the largest first, so that a town draws its suburbs in and not the other way round."""
    clusters: list[_Cluster] = []
    for lat, lon, town, count in places:
        x, y = frame.at(lon, lat)
        near = next((cluster for cluster in clusters if cluster.is_near(x, y)), None)
        if near is None:
            clusters.append(near := _Cluster(x, y))
        near.towns[town or _("unknown")] += count
    return clusters


def _labelled(clusters: Sequence[_Cluster]) -> list[MapPoint]:
    """Return the points, the largest with their names, as far as no name runs into another or off the drawing."""
    labels: list[tuple[float, float, float]] = []
    points = []
    for cluster in sorted(clusters, key=lambda one: (-one.towns.total(), one.y, one.x)):
        left, right = cluster.x, cluster.x + LETTER * (1.5 + 0.55 * len(cluster.name))
        is_free = right < WIDTH and all(
            abs(cluster.y - y) > LETTER or right < start or left > end for start, end, y in labels
        )
        if is_labelled := is_free and len(labels) < MOST_LABELS:
            labels.append((left, right, cluster.y))
        points.append(MapPoint(cluster.name, cluster.x, cluster.y, cluster.towns.total(), is_labelled=is_labelled))
    return points
