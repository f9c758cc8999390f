"""Facets, pages and the address bar that holds their state."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kiem.foundation.ui.lists import LONGEST_FACET, chosen_of, facet_of, long_facet, pager_of, shown_of, with_query

COUNTS = [("health", "Health", 412), ("agro", "Agro and food", 97)]


def test_a_choice_adds_itself_and_keeps_the_rest_of_the_address() -> None:
    facet = facet_of("sector", "Sector", COUNTS, QueryDict("q=cell&sector=agro"))
    assert facet.choices[0].href == "?q=cell&sector=agro&sector=health"


def test_a_chosen_choice_takes_itself_away() -> None:
    facet = facet_of("sector", "Sector", COUNTS, QueryDict("q=cell&sector=agro"))
    assert (facet.choices[1].is_chosen, facet.choices[1].href) == (True, "?q=cell")


def test_any_choice_goes_back_to_page_one() -> None:
    facet = facet_of("sector", "Sector", COUNTS, QueryDict("page=7"))
    assert facet.choices[0].href == "?sector=health"


def test_a_facet_is_open_when_something_in_it_is_chosen() -> None:
    assert facet_of("sector", "Sector", COUNTS, QueryDict("sector=agro")).is_open
    assert not facet_of("sector", "Sector", COUNTS, QueryDict("region=f")).is_open


VALUES = [chr(97 + turn) for turn in range(LONGEST_FACET + 2)]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", VALUES[:LONGEST_FACET]),
        ("sector=p", [*VALUES[:LONGEST_FACET], "p"]),
        ("sector=z", [*VALUES[:LONGEST_FACET], "z"]),
        ("more=region", VALUES[:LONGEST_FACET]),
        ("more=sector&sector=z", [*VALUES, "z"]),
    ],
)
def test_a_long_facet_shows_the_first_the_chosen_and_all_when_asked(query: str, shown: list[str]) -> None:
    assert shown_of("sector", VALUES, QueryDict(query)) == shown


def test_what_a_facet_hides_is_one_address_away() -> None:
    facet = facet_of("sector", "Sector", COUNTS, QueryDict("q=cell&sector=agro&page=2&more=region"), hidden=3)

    assert (facet.hidden, facet.is_whole) == (3, False)
    assert facet.more == "?q=cell&sector=agro&more=region&more=sector#by-sector"
    assert facet_of("sector", "Sector", COUNTS, QueryDict(""), hidden=3).more == "?more=sector#by-sector"
    assert facet_of("sector", "Sector", COUNTS, QueryDict("")).more == ""
    assert facet_of("sector", "Sector", COUNTS, QueryDict("more=sector")).is_open


def test_a_facet_of_many_values_counts_what_it_hides() -> None:
    counted = {value: 90 - turn for turn, value in enumerate(VALUES)}
    facet = long_facet("sector", "Sector", counted, QueryDict("sector=p&sector=z"), str.upper)

    assert [(choice.label, choice.count) for choice in facet.choices[-3:]] == [("N", 77), ("P", 75), ("Z", 0)]
    assert facet.hidden == 1
    assert long_facet("sector", "Sector", counted, QueryDict("more=sector"), str.upper).hidden == 0


def test_what_is_chosen_is_listed_with_its_facet() -> None:
    facet = facet_of("sector", "Sector", COUNTS, QueryDict("sector=agro"))
    assert [(label, choice.value) for label, choice in chosen_of([facet])] == [("Sector", "agro")]


def test_a_parameter_is_set_or_taken_away() -> None:
    assert with_query(QueryDict("a=1&b=2&page=3"), {"a": None, "c": "4"}) == "?b=2&c=4"
    assert with_query(QueryDict(""), {"a": None}) == "?"


def test_an_empty_list_has_one_page_without_rows() -> None:
    pager = pager_of(0, QueryDict(""))
    assert (pager.pages, pager.first, pager.last, pager.previous, pager.next) == (1, 0, 0, "", "")


def test_a_gap_stands_between_pages_that_are_not_neighbours() -> None:
    pager = pager_of(764, QueryDict("page=20"), size=20)
    assert [link.number for link in pager.links] == [1, 0, 18, 19, 20, 21, 22, 0, 39]


def test_page_one_has_no_number_in_its_address() -> None:
    assert pager_of(60, QueryDict("q=x&page=2")).previous == "?q=x"


def test_a_page_that_is_no_number_is_page_one() -> None:
    assert [pager_of(100, QueryDict(f"page={asked}")).number for asked in ("", "x", "-1", "²", "9" * 40)] == [1] * 5


@given(st.integers(0, 5000), st.integers(0, 400), st.integers(1, 100))
def test_the_pages_of_a_list_hold_each_row_once(total: int, asked: int, size: int) -> None:
    pager = pager_of(total, QueryDict(f"page={asked}"), size)
    assert 1 <= pager.number <= pager.pages
    assert pager.last - pager.first + bool(total) == (min(size, total - (pager.number - 1) * size))
    assert bool(pager.next) == (pager.number < pager.pages)
