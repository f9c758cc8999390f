"""Plainly fictitious data for the style guide: no organisation, person or number in it exists."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kiem.foundation.ui.charts import (
    BarChart,
    Datum,
    Extent,
    Gantt,
    LineChart,
    Map,
    MapPoint,
    Network,
    Node,
    Observation,
    Outline,
    Series,
    Step,
    Tie,
    bar_chart,
    drawn_map,
    gantt,
    line_chart,
    network,
)
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import Facet, chosen_of, facet_of, pager_of
from kiem.foundation.ui.marks import CLAIM_MARKS, KIND_MARKS
from kiem.foundation.ui.table import Cell, Column

__all__ = ["specimen"]


class SpecimenForm(forms.Form):
    """A form that shows a hint, an error, a choice and a field that may stay empty."""

    name = forms.CharField(label=_("Your organisation"), help_text=_("So that we find its page."))
    headcount = forms.IntegerField(
        label=_("People employed"), help_text=_("It decides the fee band; only staff see it.")
    )
    note = forms.CharField(label=_("Anything else"), required=False, widget=forms.Textarea({"rows": 3}))
    open_to_talk = forms.BooleanField(label=_("Open to talk with possible partners"), required=False)


def specimen(query: QueryDict) -> dict[str, object]:
    """Context of the style guide; the facets and the pager answer to the address."""
    facets = _facets(query)
    return {
        "kinds": tuple(KIND_MARKS),
        "states": tuple((mark.state, mark.label) for mark in CLAIM_MARKS.values()),
        "facets": facets,
        "chosen": chosen_of(facets),
        "pager": pager_of(764, query),
        "columns": _columns(),
        "rows": _rows(),
        "crumbs": (Link("Ecosystem", "#"), Link("Companies", "#"), Link("Example Therapeutics", "")),
        "tabs": (Link("List", "#", "page"), Link("Map", "#"), Link("By year", "#")),
        "downloads": (Link("CSV", "#"), Link("JSON", "#"), Link("SVG", "#")),
        "bars": _bars(),
        "lines": _lines(),
        "calendar": _calendar(),
        "partners": _partners(),
        "places": _places(),
        "form": SpecimenForm({"name": "", "headcount": "twelve"}),
    }


def _facets(query: QueryDict) -> tuple[Facet, ...]:
    return (
        facet_of(
            "sector",
            "Sector",
            (("health", "Health", 412), ("agro", "Agro and food", 97), ("industrial", "Industrial", 61)),
            query,
        ),
        facet_of("region", "Region", (("f", "Farland", 1350), ("n", "Nearland", 48)), query),
    )


def _columns() -> tuple[Column, ...]:
    words = (Column("Organisation"), Column("City"), Column("Founded"))
    return (*words, Column("People", is_number=True), Column("Grants, €", is_number=True))


def _rows() -> tuple[tuple[Cell, ...], ...]:
    told = (
        ("Example Therapeutics", "Exampletown", "2009", "1,204", "fresh", "12,400,000"),
        ("Sample Seeds", "Sampleville", "1998", "87", "stale", "930,500"),
        ("Placeholder Diagnostics", "Exampletown", "unknown", "31", "contradicted", "0"),
        ("Fictional Fermentation", "Nowhere", "2021", "9", "stated", "2,150,000"),
    )
    return tuple(
        (
            Cell(name, href="#"),
            Cell(city),
            Cell(founded),
            Cell(people, is_number=True, state=state, about=f"people at {name}", claims="#claims"),
            Cell(grants, is_number=True),
        )
        for name, city, founded, people, state, grants in told
    )


def _bars() -> BarChart:
    return bar_chart(
        "Fictitious companies by field, 2026",
        "Health leads; nothing is known of marine companies.",
        (
            Datum("Health", 412, 398, 431),
            Datum("Agro and food", 97, 90, 108),
            Datum("Industrial biotechnology", 61, 55, 70),
            Datum("Marine", None),
            Datum("Elsewhere in Europe", 188, is_other=True),
        ),
    )


def _lines() -> LineChart:
    first = (204, 221, 236, None, None, 301, 330, 352, 371)
    second = (88, 90, 97, 95, 104, 111, 109, 120, 131)
    return line_chart(
        "Fictitious companies by year",
        "Both regions grew; 2021 and 2022 were not counted in Farland.",
        (
            Series("Farland", tuple(_seen(2018 + n, value) for n, value in enumerate(first))),
            Series("Nearland", tuple(Observation(2018 + n, value) for n, value in enumerate(second))),
        ),
    )


def _seen(year: int, value: int | None) -> Observation:
    if value is None:
        return Observation(year, None)
    return Observation(year, value, value * 0.94, value * 1.05)


def _calendar() -> Gantt:
    return gantt(
        "From filing to the first patient, a fictitious product",
        "Permission would come on 9 November 2026 if no question stops the clock for longer.",
        (
            Step("Validation", date(2026, 3, 2), date(2026, 3, 12)),
            Step("Assessment, part one", date(2026, 3, 12), date(2026, 7, 20)),
            Step("Questions", date(2026, 5, 4), date(2026, 6, 3), is_stop=True),
            Step("Site approval", date(2026, 7, 20), date(2026, 11, 9), is_unchecked=True),
            Step("Import licence", date(2026, 7, 20), None),
        ),
    )


def _partners() -> Network:
    return network(
        "Who worked with Example Therapeutics",
        "Six fictitious partners; Sample University shares most projects.",
        (
            Node("a", "Example Therapeutics", "organisation", 0, 0, 1, "#"),
            Node("b", "Sample University", "organisation", 0.95, -0.3, 0.7, "#"),
            Node("c", "Placeholder Hospital", "organisation", 0.5, 0.85, 0.4, "#"),
            Node("d", "PROJECT-ONE", "project", -0.75, -0.7, 0.4, "#"),
            Node("e", "Fictional Fund", "instrument", -1, 0.2, 0.3, "#"),
            Node("f", "Fictional Fermentation", "organisation", -0.45, 0.9, 0.2, "#"),
            Node("g", "PROJECT-TWO", "project", 0.1, -1, 0.3, "#"),
        ),
        tuple(
            Tie("a", other, weight, "shared projects")
            for other, weight in (("b", 1.0), ("c", 0.5), ("d", 0.4), ("e", 0.2), ("f", 0.1), ("g", 0.3))
        ),
    )


def _places() -> Map:
    return drawn_map(
        "Where the fictitious companies are",
        "Most stand in Exampletown, in the middle of Farland.",
        Extent(720, 340),
        (
            Outline("f", "Farland", "M40 60 220 20 420 50 520 130 470 250 250 300 90 240z"),
            Outline("n", "Nearland", "M520 130 690 90 700 260 560 320 470 250z", is_outside=True),
        ),
        (
            MapPoint("Exampletown", 270, 150, 96, href="#", is_labelled=True),
            MapPoint("Sampleville", 400, 200, 31, href="#", is_labelled=True),
            MapPoint("Nowhere", 140, 170, 4, href="#", is_labelled=True),
            MapPoint("Otherwhere", 180, 90, 1, href="#"),
        ),
    )
