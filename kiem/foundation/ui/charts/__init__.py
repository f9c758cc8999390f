"""The geometry of every drawing, free of Django: values go in, places in a viewBox come out."""

from kiem.foundation.ui.charts.bars import Bar, BarChart, Datum, bar_chart
from kiem.foundation.ui.charts.gantt import Gantt, GanttRow, Step, gantt
from kiem.foundation.ui.charts.lines import Line, LineChart, Observation, Series, line_chart
from kiem.foundation.ui.charts.map import Extent, Map, MapPoint, Outline, drawn_map, radius_of
from kiem.foundation.ui.charts.network import Network, Node, Tie, network
from kiem.foundation.ui.charts.scale import Scale, Tick, nice_step, places

__all__ = [
    "Bar",
    "BarChart",
    "Datum",
    "Extent",
    "Gantt",
    "GanttRow",
    "Line",
    "LineChart",
    "Map",
    "MapPoint",
    "Network",
    "Node",
    "Observation",
    "Outline",
    "Scale",
    "Series",
    "Step",
    "Tick",
    "Tie",
    "bar_chart",
    "drawn_map",
    "gantt",
    "line_chart",
    "network",
    "nice_step",
    "places",
    "radius_of",
]
