"""The frame of a map: outlines that are projected already, and points sized by area."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

__all__ = ["Extent", "Map", "MapPoint", "Outline", "drawn_map", "radius_of"]


LABEL_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Outline:
    """An area as an SVG path in the map's own units; areas outside the territory stay pale."""

    id: str
    label: str
    path: str
    is_outside: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place with how many things stand there; `is_labelled` puts its name beside it.

    With `is_left` the name stands to the left. `radius` and `label_x` are worked out by `drawn_map`.
    """

    label: str
    x: float
    y: float
    count: int
    kind: str = "organisation"
    href: str = ""
    is_labelled: bool = False
    is_left: bool = False
    radius: float = 0.0
    label_x: float = 0.0


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map; `unit` is how many of its units one pixel is at full width."""

    title: str
    summary: str
    width: float
    height: float
    unit: float
    outlines: tuple[Outline, ...]
    points: tuple[MapPoint, ...]

    @property
    def letter(self) -> float:
        """Size of the letters in the map's units, 12 pixels at full width."""
        return round(12 * self.unit, 3)

    @property
    def narrow_letter(self) -> float:
        """Size of the letters on a phone, where the map shows at half its width."""
        return round(23 * self.unit, 3)

    @property
    def stroke(self) -> float:
        """Width of the pale line around letters, three pixels at full width."""
        return round(3 * self.unit, 3)


@dataclass(frozen=True, slots=True)
class Extent:
    """Width and height of the projected map, and the widest it is shown, in pixels."""

    width: float
    height: float
    shown: float = 720.0


def drawn_map(title: str, summary: str, extent: Extent, outlines: Sequence[Outline], points: Sequence[MapPoint]) -> Map:
    """Size the points by area and draw the small ones last, so that none hides under another."""
    most = max((point.count for point in points), default=1)
    unit = extent.width / extent.shown
    sized = [_sized(point, radius_of(point.count, most), unit) for point in points]
    return Map(
        title=title,
        summary=summary,
        width=extent.width,
        height=extent.height,
        unit=unit,
        outlines=tuple(outlines),
        points=tuple(sorted(sized, key=lambda point: -point.radius)),
    )


def radius_of(count: int, most: int) -> float:
    """Radius in pixels whose area grows with the count: 3 for one thing, up to 22 for the most."""
    return round(max(3.0, 22.0 * sqrt(count / most)), 2) if most > 0 else 3.0


def _sized(point: MapPoint, radius: float, unit: float) -> MapPoint:
    away = (radius + LABEL_GAP) * unit
    label_x = round(point.x - away if point.is_left else point.x + away, 3)
    return replace(point, radius=round(radius * unit, 3), label_x=label_x)
