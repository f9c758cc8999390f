"""A drawing as a file: it stands alone, in its own colours, and says where it comes from."""

from datetime import date
from xml.etree import ElementTree

import pytest

from kiem.foundation.ui.charts import (
    Datum,
    Node,
    Observation,
    Series,
    Step,
    Tie,
    bar_chart,
    gantt,
    line_chart,
    network,
)
from kiem.foundation.ui.svg import Chart, chart_file

BARS = [Datum("One", 5, 4, 6), Datum("Two", None), Datum("Three", 2, is_other=True)]
SEEN = (Observation(2018, 1, 0, 2), Observation(2019, 2, 1, 3))
NODES = [Node("a", "A", "peer", 0, 0), Node("b", "B", "event", 1, 0)]
DRAWN: dict[str, Chart] = {
    "bars": bar_chart("A & B", "One leads.", BARS),
    "lines": line_chart("A & B", "", [Series("x", SEEN), Series("y", SEEN)]),
    "gantt": gantt("A & B", "", [Step("One", date(2026, 1, 1), date(2026, 3, 1), is_stop=True)]),
    "network": network("A & B", "", NODES, [Tie("a", "b")]),
}


@pytest.mark.parametrize("chart", DRAWN.values(), ids=DRAWN.keys())
def test_a_file_is_well_formed_and_names_its_source(chart: Chart) -> None:
    written = chart_file(chart, "Sample register <7>")
    words = "".join(ElementTree.fromstring(written).itertext())
    assert "Source: Sample register <7>" in words
    assert "A & B" in words


@pytest.mark.parametrize("chart", DRAWN.values(), ids=DRAWN.keys())
def test_a_file_needs_no_stylesheet(chart: Chart) -> None:
    written = chart_file(chart, "Sample register")
    assert [word for word in ("class=", "style", "var(", "{") if word in written] == []


def test_each_line_of_a_file_keeps_its_own_colour() -> None:
    written = chart_file(DRAWN["lines"], "Sample register")
    assert written.count('stroke="#35700f"') == 1
    assert written.count('stroke="#1d4ba2"') == 1
