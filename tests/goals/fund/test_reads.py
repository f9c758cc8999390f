"""Instruments, read from a release: what is left out and why, and how old what they say is."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.foundation.catalogue import Catalogue
from kiem.goals.fund.reads import FACETS, Age, Asked, Found, Range, instrument_of, instruments, is_open_in

TODAY = date(2026, 11, 24)
ANYTHING = Asked({})
COUNTRIES = {"flanders": "BE", "brussels": "BE", "basel": "CH"}
AMOUNTS = st.decimals(1, 10_000_000, places=0)


def names(found: Found) -> set[str]:
    return {one.thing.name for one in found.instruments}


def test_without_a_question_every_instrument_of_the_register_is_there(register: Catalogue) -> None:
    found = instruments(register, ANYTHING, TODAY)

    assert len(found.instruments) == found.total == register.count("instrument") == 50
    assert found.unstated == 0


@pytest.mark.parametrize("facet", FACETS)
def test_a_facet_s_count_is_what_its_choice_gives(register: Catalogue, facet: str) -> None:
    others = {"kind": ("grant", "loan")} if facet != "kind" else {"region": ("flanders",)}
    asked = Asked(others, countries=COUNTRIES)

    for word, count in instruments(register, asked, TODAY).counts[facet]:
        choice = Asked({**others, facet: (word,)}, countries=COUNTRIES)
        assert len(instruments(register, choice, TODAY).instruments) == count


def test_a_choice_that_nothing_has_is_shown_with_none(register: Catalogue) -> None:
    found = instruments(register, Asked({"kind": ("lottery",)}), TODAY)

    assert found.instruments == ()
    assert ("lottery", 0) in found.counts["kind"]


def test_a_region_finds_what_is_open_in_all_of_it(register: Catalogue) -> None:
    found = instruments(register, Asked({"region": ("flanders",)}, countries=COUNTRIES), TODAY)

    assert {one.region for one in found.instruments} == {"flanders", "BE", "EU"}
    assert "Innoviris R&D support" not in names(found)


@pytest.mark.parametrize(
    ("scope", "place", "is_open"),
    [
        ("flanders", "flanders", True),
        ("flanders", "brussels", False),
        ("flanders", "BE", False),
        ("BE", "flanders", True),
        ("BE", "EU", False),
        ("EU", "flanders", True),
        ("EU", "BE", True),
        ("EU", "EU", True),
        ("EU", "basel", False),
        ("", "flanders", False),
        ("", "", True),
        ("EU", "", False),
    ],
)
def test_what_is_for_a_whole_is_open_in_its_parts(scope: str, place: str, is_open: bool) -> None:
    assert is_open_in(scope, place, COUNTRIES) is is_open


def test_who_may_ask_may_be_several_groups(register: Catalogue) -> None:
    (found,) = instruments(register, Asked({}, words="EIC Transition"), TODAY).instruments

    assert set(found.audiences) == {"sme", "spinoff", "consortium"}
    assert {(one.fact.source, one.fact.basis) for one in found.claims("audience")} == {("register", "assigned")}
    for word in found.audiences:
        assert "EIC Transition" in names(instruments(register, Asked({"audience": (word,)}), TODAY))
    assert names(instruments(register, Asked({"audience": ("research",)}, words="FWO"), TODAY)) == {
        "FWO TBM applied biomedical research",
        "FWO SBO strategic basic research",
    }


def test_a_level_finds_those_that_state_it_and_counts_those_that_state_none(register: Catalogue) -> None:
    found = instruments(register, Asked({}, level=Decimal(5)), TODAY)

    assert names(found) == {"EIC Transition"}
    assert found.unstated == 50 - 3


def test_an_instrument_that_states_nothing_against_it_may_be_kept(register: Catalogue) -> None:
    kept = instruments(register, Asked({}, level=Decimal(5), with_unknown=True), TODAY)

    assert len(kept.instruments) == 50 - 2
    assert kept.unstated == 0
    assert "EIC Pathfinder" not in names(kept)


def test_an_amount_must_lie_between_what_is_stated(register: Catalogue) -> None:
    found = instruments(register, Asked({"kind": ("grant",)}, amount=Decimal(50_000)), TODAY)

    assert "Development project (ontwikkelingsproject)" in names(found)
    assert "Research project (onderzoeksproject)" not in names(found)


def test_an_instrument_that_states_one_thing_and_not_the_other_is_counted_once(register: Catalogue) -> None:
    asked = Asked({"kind": ("grant",)}, level=Decimal(5), amount=Decimal(100_000))
    found = instruments(register, asked, TODAY)

    assert names(found) == {"EIC Transition"}
    kept = instruments(register, Asked(asked.choices, asked.level, asked.amount, with_unknown=True), TODAY)
    assert len(kept.instruments) == len(found.instruments) + found.unstated


def test_all_words_must_occur_whatever_their_case(register: Catalogue) -> None:
    found = instruments(register, Asked({}, words="vlaio PROJECT"), TODAY)

    assert "Research project (onderzoeksproject)" in names(found)
    assert "Win-win loan (winwinlening)" not in names(found)


@pytest.mark.parametrize(
    ("words", "age", "as_of"),
    [
        ("EIC Accelerator (grant)", Age.RECENT, 2025),
        ("Start-up loan (startlening)", Age.OLD, 2023),
        ("Research project (onderzoeksproject)", Age.UNDATED, None),
        ("Eurostars", Age.UNREAD, None),
    ],
)
def test_an_entry_says_how_old_it_is(register: Catalogue, words: str, age: Age, as_of: int | None) -> None:
    (found,) = instruments(register, Asked({}, words=words), TODAY).instruments

    assert (found.age, found.as_of) == (age, as_of)
    assert (found.states["name"] == "stale") == (age is Age.OLD)


def test_what_nobody_states_is_unknown_and_not_nothing(register: Catalogue) -> None:
    (found,) = instruments(register, Asked({}, words="Baekeland"), TODAY).instruments

    assert (found.amount.low, found.amount.high, found.intensity) == (None, None, None)
    assert not found.has_amount_or_rate


def test_one_instrument_comes_with_all_its_claims(register: Catalogue) -> None:
    (listed,) = instruments(register, Asked({}, words="Fund+"), TODAY).instruments

    found = instrument_of(register, listed.thing.id, TODAY)

    assert found is not None
    assert found.has_amount_or_rate
    assert {(one.fact.source, one.fact.number) for one in found.claims("amount_max")} == {("page", Decimal(10_000_000))}
    assert [one.fact for one in found.claims("all")] == list(found.thing.claims)


def test_another_kind_of_thing_is_no_instrument(register: Catalogue) -> None:
    assert instrument_of(register, register.things("peer", limit=1)[0].id, TODAY) is None
    assert instrument_of(register, "nowhere", TODAY) is None


def test_a_list_costs_two_queries(register: Catalogue) -> None:
    before = register.store.queries
    instruments(register, ANYTHING, TODAY)

    assert register.store.queries - before == 2


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_wider_range_never_holds_less(low: Decimal, high: Decimal, number: Decimal) -> None:
    assert (number in Range(low, high)) <= (number in Range(low, None))
    assert (number in Range(low, high)) <= (number in Range(None, high))
    assert number not in Range(None, None)
