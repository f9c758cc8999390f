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
from kiem.foundation.ui.charts import Extent, Map, MapPoint, drawn_map, radius_of
from kiem.foundation.ui.formats import number_words

NEAR = 11.0
"""Places closer than this on the drawing, in its units (some four kilometres), become one point."""

MOST_LABELS = 8
LARGE = 5.0
"""Radius from which on no name may cover a point; small points are many, and a name may lie over one."""
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


@dataclass(frozen=True, slots=True)
class _Box:
    """Room that a name or a point takes: from left to right, and as much above its middle as beneath."""

    left: float
    right: float
    y: float
    half: float

    @property
    def is_inside(self) -> bool:
        return self.left > 0 and self.right < WIDTH

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and abs(self.y - other.y) < self.half + other.half


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
    """Return the points, the largest with their names where these cover no other name and no large point."""
    ordered = sorted(clusters, key=lambda one: (-one.towns.total(), one.y, one.x))
    most = max((one.towns.total() for one in ordered), default=1)
    large = [
        _Box(one.x - radius, one.x + radius, one.y, radius)
        for one in ordered
        if (radius := radius_of(one.towns.total(), most)) >= LARGE
    ]
    names: list[_Box] = []
    points = []
    for one in ordered:
        taken = [*names, *(box for box in large if (box.left + box.right, box.y) != (2 * one.x, one.y))]
        sides = _name_boxes(one, radius_of(one.towns.total(), most)) if len(names) < MOST_LABELS else ()
        free = next((side for side in sides if side.is_inside and not any(side.meets(box) for box in taken)), None)
        if free:
            names.append(free)
        is_left = free is not None and free.left < one.x
        total = one.towns.total()
        points.append(MapPoint(one.name, one.x, one.y, total, is_labelled=free is not None, is_left=is_left))
    return points


def _name_boxes(cluster: _Cluster, radius: float) -> tuple[_Box, _Box]:
    """Return where the name may stand: to the right of the point, else to the left."""
    near, length = radius + LETTER / 4, LETTER * (0.5 + 0.55 * len(cluster.name))
    right = _Box(cluster.x + near, cluster.x + near + length, cluster.y, LETTER / 2)
    return right, _Box(cluster.x - near - length, cluster.x - near, cluster.y, LETTER / 2)
