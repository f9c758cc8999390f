"""The directory: every count beside the list is the count of a list."""

import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from kiem.flow.releases import Shelf
from kiem.foundation.catalogue.directory import FACETS, SORTS, Directory, Query
from kiem.foundation.catalogue.store import Store
from tests.foundation.catalogue.naive import Organisation, counts, fits, is_dated, is_perhaps, organisations

DAYS = st.none() | st.dates(datetime.date(1400, 1, 1), datetime.date(2027, 12, 31))


@pytest.fixture(scope="module")
def folder(house: Path) -> Path:
    """Return the release's folder."""
    return Shelf(house / "releases").folder(1)


@pytest.fixture(scope="module")
def directory(folder: Path) -> Directory:
    """Return the directory of the register's ecosystem."""
    return Directory(folder / "things.parquet", ecosystem_only=True)


@pytest.fixture(scope="module")
def everyone(folder: Path) -> list[Organisation]:
    """Return the same organisations from the release's other file."""
    return organisations(Store(folder / "catalogue.sqlite"))


def asked(data: DataObject, everyone: list[Organisation]) -> Query:
    """Draw a question: some values of some facets, some that nobody has, a day, the ids of a search."""
    names = data.draw(st.lists(st.sampled_from(FACETS), unique=True, max_size=3))
    chosen = {}
    for name in names:
        there = sorted({value for one in everyone for value in one.values[name]})
        chosen[name] = tuple(data.draw(st.lists(st.sampled_from([*there, "nobody"]), min_size=1, max_size=3)))
    ids = st.lists(st.sampled_from([*(one.id for one in everyone), "kabsent"]), unique=True)
    found = data.draw(st.none() | ids.map(tuple))
    return Query(chosen, data.draw(DAYS), found, data.draw(st.sampled_from(SORTS)))


@given(data=st.data())
def test_every_count_is_that_of_the_list_which_the_choice_would_give(
    data: DataObject, directory: Directory, everyone: list[Organisation]
) -> None:
    query = asked(data, everyone)
    answer = directory.ask(query)
    assert {name: dict(pairs) for name, pairs in answer.counts.items()} == counts(everyone, query)


@given(data=st.data())
def test_the_list_holds_those_who_fit_each_once_and_counts_those_without_a_date_apart(
    data: DataObject, directory: Directory, everyone: list[Organisation]
) -> None:
    query = asked(data, everyone)
    answer = directory.ask(query)
    fitting = [one for one in everyone if fits(one, query)]
    page = directory.page(answer, 0, len(everyone))
    assert sorted(page) == sorted(one.id for one in fitting if is_dated(one, query))
    assert answer.undated == sum(is_perhaps(one, query) for one in fitting)
    assert len(answer) == len(page)


@given(data=st.data(), size=st.integers(1, 300))
def test_the_pages_together_are_the_list(
    data: DataObject, size: int, directory: Directory, everyone: list[Organisation]
) -> None:
    answer = directory.ask(asked(data, everyone))
    pages = [directory.page(answer, first, size) for first in range(0, len(everyone), size)]
    assert [one for page in pages for one in page] == directory.page(answer, 0, len(everyone))


def test_names_are_in_order_whatever_their_capitals(directory: Directory, everyone: list[Organisation]) -> None:
    names = {one.id: one.name.casefold() for one in everyone}
    shown = [names[one] for one in directory.page(directory.ask(Query()), 0, 2000)]
    assert shown == sorted(shown)


def test_the_oldest_come_first_and_those_without_a_date_last(
    directory: Directory, everyone: list[Organisation]
) -> None:
    started = {one.id: one.started or datetime.date.max for one in everyone}
    shown = [started[one] for one in directory.page(directory.ask(Query(sort="founded")), 0, 2000)]
    assert shown == sorted(shown)
    assert shown[-1] == datetime.date.max


def test_a_search_keeps_its_own_order_until_another_is_asked_for(
    directory: Directory, everyone: list[Organisation]
) -> None:
    found = tuple(one.id for one in everyone[40:20:-1])
    names = {one.id: one.name.casefold() for one in everyone}
    by_name = directory.page(directory.ask(Query(found=found, sort="name")), 0, 100)
    assert directory.page(directory.ask(Query(found=found)), 0, 100) == list(found)
    assert by_name == sorted(found, key=lambda one: names[one])


def test_the_places_hold_everyone_whose_place_is_known(directory: Directory) -> None:
    answer = directory.ask(Query())
    places = directory.places(answer)
    assert sum(place[3] for place in places) == int(np.count_nonzero(~np.isnan(directory.lat)))
    assert [place[3] for place in places] == sorted((place[3] for place in places), reverse=True)
    assert all(town for *_, town, _ in places)
