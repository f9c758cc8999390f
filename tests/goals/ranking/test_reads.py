"""The peers: unknown stays unknown, and a published ranking is read or kept as it is said."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.foundation.catalogue import Catalogue
from kiem.goals.ranking.reads import Asked, Listed, listed, peers

TODAY = date(2026, 11, 24)
EVERYTHING = Asked()
WORDS = st.text("abc XYZ-:()", min_size=1, max_size=20)


def names(catalogue: Catalogue, asked: Asked) -> list[str]:
    return [peer.thing.name for peer in peers(catalogue, asked, TODAY).shown]


def test_every_peer_of_the_register_is_shown(register: Catalogue) -> None:
    found = peers(register, EVERYTHING, TODAY)

    assert len(found.shown) == found.total == register.count("peer") == 36
    assert all(peer.scope and peer.countries for peer in found.shown)


def test_of_the_registers_peers_few_have_any_number(register: Catalogue) -> None:
    found = peers(register, EVERYTHING, TODAY)

    assert {one.column: one.known for one in found.coverage} == {
        "companies": 10,
        "employees": 10,
        "members": 4,
        "population": 2,
        "founded": 6,
    }
    assert found.with_number == 17
    assert found.with_all == 1


def test_every_published_ranking_of_the_register_can_be_read(register: Catalogue) -> None:
    places = [place for _, place in peers(register, EVERYTHING, TODAY).places]

    assert len(places) == 39
    assert all(place.ranking and place.place and place.state for place in places)


def test_a_number_nobody_publishes_is_unknown_and_stands_last(fictitious: Catalogue) -> None:
    found = peers(fictitious, Asked(sort="companies", descending=True), TODAY)

    assert [peer.measure("companies").value for peer in found.shown] == [Decimal(500), Decimal(300), Decimal(200), None]


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        (Asked(), "ABCD"),
        (Asked(descending=True), "DCBA"),
        (Asked(sort="companies"), "ACBD"),
        (Asked(sort="scope"), "DACB"),
        (Asked(sort="founded"), "ACBD"),
        (Asked(countries=("BE",)), "BC"),
        (Asked(countries=("NL", "FR")), "ABD"),
    ],
)
def test_peers_stand_in_the_order_asked_for(fictitious: Catalogue, asked: Asked, order: str) -> None:
    assert "".join(name.removeprefix("Peer ") for name in names(fictitious, asked)) == order


def test_the_coverage_says_how_many_share_a_year(fictitious: Catalogue) -> None:
    companies, *_, population, founded = peers(fictitious, EVERYTHING, TODAY).coverage

    assert (companies.known, companies.first, companies.last, companies.same_year) == (3, 2015, 2020, 2)
    assert (population.known, population.same_year) == (1, 1)
    assert founded.known == 2


def test_a_founding_year_is_no_number_of_size(fictitious: Catalogue) -> None:
    found = peers(fictitious, EVERYTHING, TODAY)

    assert (found.total, found.with_number, found.with_all) == (4, 3, 1)
    assert dict(found.countries) == {"FR": 2, "BE": 2, "NL": 1}


def test_rankings_stand_together_and_what_cannot_be_read_stands_last(fictitious: Catalogue) -> None:
    places = [(place.ranking, place.year) for _, place in peers(fictitious, EVERYTHING, TODAY).places]

    assert places == [("Other list", None), ("Sample list", 2015), ("Sample list", 2015), (None, None)]


def test_a_cluster_has_its_newest_ranking_first(register: Catalogue) -> None:
    for peer in peers(register, EVERYTHING, TODAY).shown:
        years = [place.year or 0 for place in peer.rankings]
        assert years == sorted(years, reverse=True)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Sample list (France):3:2015", ("Sample list", "France", 3, 2015)),
        ("Sample list:3:2015", ("Sample list", None, 3, 2015)),
        ("Sample: list:3:", ("Sample: list", None, 3, None)),
        ("Sample (list) of all:3:2015", ("Sample (list) of all", None, 3, 2015)),
        ("Sample list :3: 2015", ("Sample list", None, 3, 2015)),
    ],
)
def test_a_ranking_is_read_with_its_place_and_year(words: str, read: tuple[str, str | None, int, int | None]) -> None:
    found = listed(words, "fresh")

    assert (found.ranking, found.of, found.place, found.year) == read
    assert (found.verbatim, found.state) == (words, "fresh")


@pytest.mark.parametrize(
    "words", ["", "best in class", "list:3", ":3:2015", "list:0:2015", "list:x:2015", "list:3:15", "list:³:2015"]
)
def test_a_ranking_that_cannot_be_read_is_kept_as_it_is_said(words: str) -> None:
    assert listed(words) == Listed(words)


@given(WORDS)
def test_no_words_are_lost(words: str) -> None:
    assert listed(words).verbatim == words


@given(st.text("abc XYZ", min_size=1).filter(str.strip), st.integers(1, 99), st.integers(1000, 2999))
def test_what_was_written_is_what_is_read(name: str, place: int, year: int) -> None:
    found = listed(f"{name}:{place}:{year}")

    assert (found.ranking, found.place, found.year) == (name.strip(), place, year)
