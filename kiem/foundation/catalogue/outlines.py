"""The outlines that an instance draws its map on: a GeoJSON file, made once into paths on a flat drawing."""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from pathlib import Path

from kiem.foundation.ui.charts import Outline

WIDTH = 720.0
MARGIN = 0.02
"""How much of the outlines' own width and height is left free around them."""

SIMPLEST = 0.8
"""Points of an outline closer than this on the drawing, in its units, are left out."""

Ring = Sequence[Sequence[float]]


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

    def holds(self, lon: float, lat: float) -> bool:
        """Tell whether a place is within the frame."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place stands on the drawing."""
        return (
            round((lon - self.west) * self.scale, 1),
            round((self.north - lat) / (self.north - self.south) * self.height, 1),
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What a map is drawn on: the frame and the outlines in it."""

    frame: Frame
    outlines: tuple[Outline, ...]


@lru_cache(maxsize=2)
def ground_of(file: Path) -> Ground:
    """Read a GeoJSON file (`.geojson` or `.geojson.gz`) of polygons; it is read once. ValueError where it is none."""
    raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    features: list[Mapping[str, object]] = json.loads(raw)["features"]
    shapes = [list(_rings(feature)) for feature in features]
    frame = _frame([corner for rings in shapes for ring in rings for corner in ring])
    outlines = (
        Outline(f"area-{turn}", _name(feature), " ".join(_path(ring, frame) for ring in rings))
        for turn, (feature, rings) in enumerate(zip(features, shapes, strict=True))
    )
    return Ground(frame, tuple(outlines))


def _frame(corners: Sequence[Sequence[float]]) -> Frame:
    if not corners:
        message = "the outlines hold no polygon"
        raise ValueError(message)
    lons, lats = [corner[0] for corner in corners], [corner[1] for corner in corners]
    beside, above = (max(lons) - min(lons)) * MARGIN, (max(lats) - min(lats)) * MARGIN
    return Frame(min(lons) - beside, min(lats) - above, max(lons) + beside, max(lats) + above)


def _name(feature: Mapping[str, object]) -> str:
    properties = feature.get("properties")
    values = properties.values() if isinstance(properties, dict) else ()
    return next((value for value in values if isinstance(value, str)), "")


def _rings(feature: Mapping[str, object]) -> Iterable[Ring]:
    """Return the outer ring of each polygon; holes are too small to be seen."""
    geometry = feature["geometry"]
    if isinstance(geometry, dict) and geometry["type"] in {"Polygon", "MultiPolygon"}:
        coordinates = geometry["coordinates"]
        for polygon in [coordinates] if geometry["type"] == "Polygon" else coordinates:
            yield polygon[0]


def _path(ring: Ring, frame: Frame) -> str:
    kept: list[tuple[float, float]] = []
    for corner in ring:
        x, y = frame.at(corner[0], corner[1])
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= SIMPLEST:
            kept.append((x, y))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"
