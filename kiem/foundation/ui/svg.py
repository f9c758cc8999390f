"""A drawing as a file of its own, for a newspaper's page: title, source and colours inside."""

import re
from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kiem.foundation.ui.charts import BarChart, Gantt, LineChart, Network
from kiem.foundation.ui.tokens import KINDS, STYLESHEET, TOKEN

__all__ = ["Chart", "chart_file"]

ABOVE = 64
BENEATH = 42
Chart = BarChart | LineChart | Gantt | Network
TEMPLATES = {BarChart: "bars", LineChart: "lines", Gantt: "gantt", Network: "network"}
CLASSES = re.compile(r'\sclass="([^"]*)"')
SERIES = re.compile(r'<g class="series-(\d)">(.*?)</g>', re.DOTALL)
SERIES_INK = {"1": "accent", "2": "kind-project", "3": "kind-event", "4": "kind-instrument"}

# What kiem.css says of a drawing's classes, as attributes: a file has no stylesheet and must not
# bring one, since the site's own policy forbids style inside a page.
ATTRIBUTES: Mapping[str, str] = {
    "end": 'text-anchor="end"',
    "middle": 'text-anchor="middle"',
    "strong": 'font-weight="600"',
    "soft-text": 'fill="{ink-soft}"',
    "halo": 'paint-order="stroke" stroke="{paper}" stroke-width="3" stroke-linejoin="round"',
    "axis": 'stroke="{ink}"',
    "grid": 'stroke="{rule}"',
    "bar": 'fill="{accent}"',
    "bar second": 'fill="{edge}"',
    "missing": 'fill="none" stroke="{edge}" stroke-dasharray="3 3"',
    "interval": 'fill="none" stroke="{ink}" stroke-width="1.4"',
    "interval-edge": 'fill="none" stroke="{paper}" stroke-width="4"',
    "band": 'fill="{accent}" opacity=".16"',
    "line": 'fill="none" stroke="{accent}" stroke-width="2" stroke-linejoin="round"',
    "dot": 'fill="{accent}" stroke="{paper}" stroke-width="1.5"',
    "tie": 'fill="none" stroke="{edge}"',
    "node": 'stroke="{paper}" stroke-width="1.5"',
    "stop": 'fill="none" stroke="{warn}" stroke-width="1.4" stroke-dasharray="4 3"',
    **{f"k-{kind}": f'fill="{{kind-{kind}}}"' for kind in KINDS},
}


def chart_file(chart: Chart, source: str) -> str:
    """Draw a chart as a whole SVG document in the light theme, with `source` beneath it.

    The document needs no stylesheet, no script and no font but a sans.
    """
    drawing = chart.drawings[0]
    context = {"chart": chart, "drawing": drawing, "id": "chart"}
    plot = render_to_string(f"ui/drawings/{TEMPLATES[type(chart)]}.svg", context)
    inks = _inks()
    frame = {
        "plot": _as_it_is(plot),
        "chart": chart,
        "drawing": drawing,
        "source": source,
        "source_y": drawing.height + 26,
        "height": drawing.height + ABOVE + BENEATH,
        "ink": inks["ink"],
        "soft": inks["ink-soft"],
        "paper": inks["paper"],
    }
    return render_to_string("ui/drawings/file.svg", frame)


def _as_it_is(plot: str) -> SafeString:
    coloured = SERIES.sub(lambda found: f"<g>{_plain(found[2], SERIES_INK[found[1]])}</g>", plot)
    # The template has escaped every text already; only class names were exchanged.
    return mark_safe(_plain(coloured, "accent"))  # noqa: S308


def _plain(markup: str, accent: str) -> str:
    inks = _inks()
    inks["accent"] = inks[accent]

    def attributes(found: re.Match[str]) -> str:
        return "".join(" " + words.format_map(inks) for words in _words(found[1]))

    return CLASSES.sub(attributes, markup)


def _words(classes: str) -> list[str]:
    if classes in ATTRIBUTES:
        return [ATTRIBUTES[classes]]
    return [ATTRIBUTES[name] for name in classes.split() if name in ATTRIBUTES]


def _inks() -> dict[str, str]:
    """Light colours of the stylesheet by token name."""
    return {name: light for name, light, _ in TOKEN.findall(STYLESHEET.read_text(encoding="utf-8"))}
