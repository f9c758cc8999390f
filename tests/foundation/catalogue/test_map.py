"""The map: outlines where the instance has them, a table of towns where it has none, and nobody lost between."""

import gzip
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import Settings

from kiem.foundation.catalogue import Catalogue, views
from kiem.foundation.catalogue.directory import Query
from kiem.foundation.catalogue.listing import answer_of, asked_of
from kiem.foundation.catalogue.map import _Cluster as Gathered
from kiem.foundation.catalogue.map import _labelled as labelled
from kiem.foundation.catalogue.map import map_of
from kiem.foundation.catalogue.outlines import WIDTH, ground_of
from kiem.foundation.ui.charts import MapPoint
from tests.foundation.catalogue.pages import LANGUAGES, html_of, text_of

# A square around Ghent and Leuven, and a triangle with a hole; both invented.
SQUARE = [[3.5, 50.7], [4.9, 50.7], [4.9, 51.2], [3.5, 51.2], [3.5, 50.7]]
TRIANGLES = [[[[3.0, 50.7], [3.4, 50.7], [3.2, 51.0], [3.0, 50.7]], [[3.1, 50.75], [3.3, 50.75], [3.2, 50.8]]]]


@pytest.fixture
def outlines(tmp_path: Path) -> Path:
    """Return a file of two invented areas and a point, which is no area."""
    shapes = [
        {"properties": {"number": 1, "name": "Example Land"}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}},
        {"properties": None, "geometry": {"type": "MultiPolygon", "coordinates": TRIANGLES}},
        {"properties": {}, "geometry": {"type": "Point", "coordinates": [4.0, 51.0]}},
    ]
    file = tmp_path / "example.geojson.gz"
    file.write_bytes(gzip.compress(json.dumps({"type": "FeatureCollection", "features": shapes}).encode()))
    return file


def test_outlines_are_drawn_once_within_the_drawing(outlines: Path) -> None:
    ground = ground_of(outlines)
    assert [one.label for one in ground.outlines] == ["Example Land", "", ""]
    numbers = [float(number) for one in ground.outlines for number in re.findall(r"[\d.]+", one.path)]
    assert all(0 <= number <= max(WIDTH, ground.frame.height) for number in numbers)
    assert ground_of(outlines) is ground


def test_a_file_without_an_area_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "empty.geojson"
    file.write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(ValueError, match="no polygon"):
        ground_of(file)


@pytest.mark.parametrize("asked", ["", "type=company", "q=leuven"])
def test_everyone_is_on_the_map_or_counted_beside_it(
    catalogue: Catalogue, outlines: Path, settings: Settings, asked: str
) -> None:
    settings.OUTLINES = outlines
    question = asked_of(QueryDict(asked))
    drawn = map_of(catalogue, question)
    assert drawn.chart
    on_it = sum(point.count for point in drawn.chart.points)
    assert on_it > 0
    assert on_it + drawn.outside + drawn.unplaced == len(answer_of(catalogue, question)[1])


def test_no_name_on_the_map_runs_into_another(catalogue: Catalogue, outlines: Path, settings: Settings) -> None:
    settings.OUTLINES = outlines
    chart = map_of(catalogue, asked_of(QueryDict(""))).chart
    assert chart
    named = [point for point in chart.points if point.is_labelled]
    assert {"Ghent", "Leuven"} & {point.label for point in named}
    assert [(one.label, other.label) for one in named for other in named if is_over(one, other)] == []


def test_a_name_on_the_map_stands_to_the_left_where_a_large_place_lies_to_the_right() -> None:
    west, east = Gathered(200, 100, Counter({"West": 100})), Gathered(240, 100, Counter({"East": 90}))
    drawn = {one.label: one for one in labelled([west, east])}
    assert (drawn["West"].is_left, drawn["East"].is_left) == (True, False)
    assert drawn["West"].is_labelled
    assert drawn["East"].is_labelled


def is_over(one: MapPoint, other: MapPoint) -> bool:
    """Tell whether the name of a point runs into another's, at twelve units a line and seven a letter."""
    left, right = sorted((one, other), key=lambda point: point.x)
    is_beside = right.x - left.x > 7 * len(left.label)
    return one is not other and abs(one.y - other.y) < 12 and not is_beside


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_draws_what_is_asked_for(
    client: Client, catalogue: Catalogue, outlines: Path, settings: Settings, language: str
) -> None:
    settings.OUTLINES = outlines
    html = html_of(client, f"/{language}/ecosystem/?view=map&type=company")
    companies = dict(catalogue.ecosystem.ask(Query()).counts["type"])["company"]
    assert '<path class="land"' in html
    assert str(companies) in text_of(html)
    assert "Ghent" in html


def test_without_outlines_the_towns_stand_in_a_table(client: Client, catalogue: Catalogue, settings: Settings) -> None:
    settings.OUTLINES = None
    drawn = map_of(catalogue, asked_of(QueryDict("")))
    html = html_of(client, "/en/ecosystem/?view=map")
    assert drawn.chart is None
    assert sum(count for _, count in drawn.towns) + drawn.unplaced == len(catalogue.ecosystem.ids)
    assert drawn.towns[0][1] == max(count for _, count in drawn.towns)
    assert "This instance has no outlines to draw a map on" in html
    assert html.count('<th scope="row">') == min(len(drawn.towns), views.TOWNS_PAGE)
    assert "outside the map" not in html


def test_many_towns_stand_on_several_pages_and_none_is_left_out(
    client: Client, catalogue: Catalogue, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OUTLINES = None
    towns = [town for town, _ in map_of(catalogue, asked_of(QueryDict(""))).towns]
    monkeypatch.setattr(views, "TOWNS_PAGE", 40)
    pages = range(1, -(-len(towns) // 40) + 1)
    found = [html_of(client, f"/en/ecosystem/?view=map&page={number}") for number in pages]
    assert [unescape(town) for html in found for town in re.findall(r'<th scope="row">(.*?)</th>', html)] == towns
    assert 'href="?view=map&amp;page=2" rel="next"' in found[0]


@pytest.mark.shared
def test_belgiums_provinces_are_a_ground(shared: Path) -> None:
    ground = ground_of(shared / "data/belgium-geo/provinces.geojson.gz")
    assert len(ground.outlines) >= 10
    assert ground.frame.holds(3.72, 51.05)
    assert not ground.frame.holds(2.35, 48.86)
