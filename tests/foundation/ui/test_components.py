"""Components in a page: marks with names, tables beneath drawings, no word in a place for style."""

import re
from collections.abc import Mapping

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client

from kiem.foundation.ui.charts import Datum, bar_chart
from kiem.foundation.ui.marks import CLAIM_MARKS, KIND_MARKS
from kiem.foundation.ui.views import preferences

UI = "{% load ui %}"


def _rendered(source: str, context: Mapping[str, object] | None = None) -> str:
    return str(engines["django"].from_string(UI + source).render(dict(context or {})))


def _component(name: str, **context: object) -> str:
    return render_to_string(f"ui/components/{name}.html", context)


@pytest.mark.parametrize("state", CLAIM_MARKS)
def test_a_claim_mark_says_what_it_is_about_and_its_state(state: str) -> None:
    mark = _rendered("{% claim_mark state 'people' 'head count' %}", {"state": state})
    assert f'aria-label="Who says so: people ({CLAIM_MARKS[state].label})"' in mark
    assert 'href="?claims=head%20count#claims"' in mark


def test_the_states_of_a_claim_differ_in_shape_and_not_in_colour_alone() -> None:
    assert len({(mark.filled, mark.hollow) for mark in CLAIM_MARKS.values()}) == 4


def test_the_kinds_of_thing_differ_in_shape_and_not_in_colour_alone() -> None:
    assert len({mark.path for mark in KIND_MARKS.values()}) == 7


def test_a_claim_mark_leads_to_an_address_that_is_given() -> None:
    assert 'href="/press/figures/one#claims"' in _rendered(
        "{% claim_mark 'stale' 'one' '' '/press/figures/one#claims' %}"
    )


def test_words_in_a_claim_mark_cannot_become_markup() -> None:
    assert "<b>" not in _rendered("{% claim_mark 'fresh' about about %}", {"about": '"><b>'})


def test_an_unknown_state_or_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="the states are fresh, stale, contradicted, stated"):
        _rendered("{% claim_mark 'rotten' 'people' %}")
    with pytest.raises(ValueError, match="the kinds are organisation, project"):
        _rendered("{% kind 'person' %}")


def test_a_kind_has_a_shape_and_a_word() -> None:
    assert re.search(r'class="k-project".*</svg>project</span>', _rendered("{% kind 'project' %}"))
    assert _rendered("{% kind 'organisation' 'company' %}").endswith("company</span>")
    assert "k-event" in _rendered("{% kind_shape 'event' %}")


def test_a_figure_without_a_value_is_unknown_and_not_nought() -> None:
    figure = _component("figure", label="Capital", value=None)
    assert 'class="unknown">unknown<' in figure
    assert ">0<" not in figure


def test_a_figure_stands_with_unit_date_interval_and_shelf_life() -> None:
    words = {"low": 1180, "high": 1236, "as_of": "2026-11-03", "good_until": "2027-05"}
    figure = _component("figure", label="Companies", value=1204, unit="companies", **words)
    assert '1,204 <span class="unit">companies' in figure
    assert "between 1,180 and 1,236 · as of 3 November 2026 · good until May 2027" in figure


def test_a_chart_is_also_a_table_with_its_unknowns() -> None:
    chart = bar_chart("Companies", "Health leads.", [Datum("Health", 412, href="#h"), Datum("Marine", None, 1, 2)])
    drawn = _component("bar_chart", id="c", chart=chart)
    assert '<td class="num">412</td>' in drawn
    assert '<td class="num"><span class="unknown">unknown</span></td>' in drawn
    assert '<title id="c-wide-title">Companies</title><desc id="c-wide-desc">Health leads.</desc>' in drawn


def test_numbers_in_a_drawing_keep_their_points_in_every_language(reader: Client) -> None:
    page = reader.get("/style", headers={"accept-language": "nl"}).content.decode()
    assert re.findall(r'\b(?:x|y|cx|cy|r|width|height|x1|viewBox)="[^"]*,[^"]*"', page) == []


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_the_style_guide_shows_every_component_without_inline_style_or_script(reader: Client, language: str) -> None:
    page = reader.get("/style?sector=agro&page=3", headers={"accept-language": language}).content.decode()
    assert re.findall(r"""<[^>]+\s(?:style|on\w+)=""", page) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style", page) == []


def test_ids_on_the_style_guide_are_used_once(reader: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', reader.get("/style").content.decode())
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    ("address", "status"), [("/nothing/here", 404), ("/refused", 403), ("/broken", 500), ("/busy", 429)]
)
def test_an_error_is_told_in_the_look_of_the_site(reader: Client, address: str, status: int) -> None:
    answer = reader.get(address)
    assert answer.status_code == status
    assert "ui/kiem.css" in answer.content.decode()


def test_a_reader_who_asks_too_much_is_told_how_long_to_wait(reader: Client) -> None:
    answer = reader.get("/busy")
    assert (answer.headers["Retry-After"], "Please wait 30 seconds" in answer.content.decode()) == ("30", True)


def test_a_form_field_says_why_it_asks_and_what_is_wrong_beside_it(reader: Client) -> None:
    page = reader.get("/style").content.decode()
    assert '<p class="why" id="id_headcount_helptext">It decides the fee band; only staff see it.</p>' in page
    assert re.search(r'name="headcount"[^>]*aria-invalid="true"[^>]*aria-describedby="id_headcount_helptext', page)


def test_preferences_need_no_token_so_that_public_pages_stay_public() -> None:
    assert getattr(preferences, "csrf_exempt", False) is True
