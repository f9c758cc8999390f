"""The ecosystem on a map: towns as points, on the outlines that the instance was given, or without."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.listing import Asked, answer_of
from kiem.foundation.ui.charts import Extent, Map, MapPoint, Outline, drawn_map

WIDTH = 720.0
LABELLED = 7
SIMPLEST = 0.8
"""Points of an outline closer than this on the drawing, in its units, are left out."""

Ring = list[list[float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that is drawn: west, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Drawing units a degree of longitude."""
        return WIDTH / (self.east - self.west)

    @property
    def height(self) -> float:
        """Height of the drawing; a degree of latitude is as long as it is on the ground in the middle of the frame."""
        return (self.north - self.south) * self.scale / cos(radians((self.north + self.south) / 2))

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place stands on the drawing."""
        return (
            round((lon - self.west) * self.scale, 1),
            round((self.north - lat) / (self.north - self.south) * self.height, 1),
        )


BELGIUM = Frame(2.5, 49.45, 6.45, 51.55)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The map, and how many of the organisations asked for are not on it."""

    chart: Map
    outside: int
    unplaced: int
    has_outlines: bool


def map_of(catalogue: Catalogue, asked: Asked) -> Drawn:
    """Draw the organisations that are asked for within the frame; the others are counted."""
    directory, answer = answer_of(catalogue, asked)
    places = directory.places(answer)
    inside = [p for p in places if BELGIUM.west <= p[1] <= BELGIUM.east and BELGIUM.south <= p[0] <= BELGIUM.north]
    placed, shown = sum(place[3] for place in places), sum(place[3] for place in inside)
    points = [
        MapPoint(town or _("unknown"), *BELGIUM.at(lon, lat), count, is_labelled=turn < LABELLED)
        for turn, (lat, lon, town, count) in enumerate(inside)
    ]
    outlines = outlines_of(getattr(settings, "OUTLINES", None))
    summary = _("%(shown)d organisations in %(places)d places; the larger the circle, the more organisations.") % {
        "shown": shown,
        "places": len(inside),
    }
    chart = drawn_map(
        _("Where the organisations are"), summary, Extent(WIDTH, round(BELGIUM.height, 1)), outlines, points
    )
    return Drawn(chart, placed - shown, len(answer) - placed, bool(outlines))


@lru_cache(maxsize=2)
def outlines_of(file: Path | None) -> tuple[Outline, ...]:
    """Read the outlines of a GeoJSON file (.geojson or .geojson.gz); none where there is no file."""
    if file is None or not file.exists():
        return ()
    raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    features = json.loads(raw)["features"]
    found = []
    for turn, feature in enumerate(features):
        path = " ".join(_path(ring) for ring in _rings(feature["geometry"]))
        name = next((str(value) for value in feature.get("properties", {}).values() if isinstance(value, str)), "")
        found.append(Outline(f"area-{turn}", name, path))
    return tuple(found)


def _rings(geometry: dict[str, object]) -> Iterable[Ring]:
    coordinates = geometry["coordinates"]
    assert isinstance(coordinates, list)  # noqa: S101  # GeoJSON says so; anything else is a broken file
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    for polygon in polygons:
        yield polygon[0]


def _path(ring: Ring) -> str:
    kept: list[tuple[float, float]] = []
    for lon, lat in ring:
        x, y = BELGIUM.at(lon, lat)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= SIMPLEST:
            kept.append((x, y))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"
