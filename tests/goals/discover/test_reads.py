"""The chain from institute to spin-off to owner, with every fate that a company may have."""

from datetime import date
from decimal import Decimal

import pytest

from kiem.foundation.catalogue import Catalogue
from kiem.goals.discover.reads import SpinOff, Witness, chain_of, families

TODAY = date(2026, 11, 24)
LATER = date(2029, 11, 24)


def spin_off(catalogue: Catalogue, name: str) -> SpinOff:
    return next(one for one in families(catalogue, TODAY).spin_offs if one.end.name == f"{name} Fictions")


def test_every_spin_off_of_the_register_has_an_origin(register: Catalogue) -> None:
    found = families(register, TODAY)

    assert len(found.spin_offs) == 38
    assert sum(len(one.origins) for one in found.spin_offs) == 49
    assert sum(len(one.spin_offs) for one in found.institutes) == 49
    assert all(origin.state for one in found.spin_offs for origin in one.origins)


def test_a_spin_off_of_two_institutes_is_one_company(fictitious: Catalogue) -> None:
    beta = spin_off(fictitious, "Beta")

    assert [origin.end.name for origin in beta.origins] == ["Fictional Institute", "Sample University"]
    assert len(families(fictitious, TODAY).spin_offs) == 8


def test_a_company_that_was_bought_is_acquired_and_its_chain_goes_on(fictitious: Catalogue) -> None:
    [owner] = spin_off(fictitious, "Beta").owners

    assert (owner.end.name, owner.year, owner.amount, owner.unit) == ("Buyer One", 2011, Decimal(2500000), "EUR")
    assert [later.end.name for later in owner.later] == ["Buyer Two"]
    assert owner.state == "fresh"


def test_owners_that_own_each_other_do_not_go_round_for_ever(fictitious: Catalogue) -> None:
    [owner] = spin_off(fictitious, "Beta").owners

    assert owner.later[0].later == ()


def test_an_owner_that_let_go_before_it_was_bought_ends_its_part_of_the_chain(fictitious: Catalogue) -> None:
    first, second = spin_off(fictitious, "Gamma").owners

    assert (first.end.name, first.year, first.until, first.later) == ("Buyer One", 2009, 2012, ())
    assert (second.end.name, second.year, second.until) == ("Buyer Three", 2013, None)


def test_years_to_takeover_count_from_founding_to_the_first_owner(fictitious: Catalogue) -> None:
    assert spin_off(fictitious, "Beta").years == 10
    assert spin_off(fictitious, "Gamma").years == 4


def test_years_are_unknown_where_a_year_is_missing_or_cannot_be(fictitious: Catalogue) -> None:
    assert spin_off(fictitious, "Eta").years is None
    assert spin_off(fictitious, "Theta").years is None
    assert spin_off(fictitious, "Alpha").years is None


def test_an_undated_owner_has_no_later_owners(fictitious: Catalogue) -> None:
    dated, undated = spin_off(fictitious, "Eta").owners

    assert (dated.year, undated.year) == (2008, None)
    assert undated.later == ()


@pytest.mark.parametrize(
    ("name", "fate"),
    [("Alpha", "active"), ("Beta", "acquired"), ("Delta", "dissolved"), ("Epsilon", None), ("Zeta", "merged")],
)
def test_what_nobody_says_of_a_company_is_unknown(fictitious: Catalogue, name: str, fate: str | None) -> None:
    assert spin_off(fictitious, name).fate == fate


def test_a_merged_company_leads_to_what_it_merged_into(fictitious: Catalogue) -> None:
    zeta = spin_off(fictitious, "Zeta")

    assert zeta.merged_into is not None
    assert zeta.merged_into.name == "Alpha Fictions"
    assert zeta.ending == Witness("merged_into", "fresh")


def test_founding_comes_from_the_company_else_from_the_year_of_the_spin_off(fictitious: Catalogue) -> None:
    alpha, delta, epsilon = (spin_off(fictitious, name) for name in ("Alpha", "Delta", "Epsilon"))

    assert (alpha.founded, alpha.founding) == (2000, Witness("founded", "fresh"))
    assert (delta.founded, delta.founding) == (2002, Witness("spin_off_of", "fresh"))
    assert (epsilon.founded, epsilon.founding) == (None, Witness())


def test_a_mark_grows_stale_when_its_source_does(fictitious: Catalogue) -> None:
    beta = next(one for one in families(fictitious, LATER).spin_offs if one.end.name == "Beta Fictions")

    assert beta.owners[0].state == "stale"
    assert beta.founding.state == "stale"


def test_institutes_stand_by_their_spin_offs_and_companies_are_told_apart(fictitious: Catalogue) -> None:
    first, second, third = families(fictitious, TODAY).institutes

    names = [one.end.name for one in (first, second, third)]
    assert names == ["Sample University", "Fictional Institute", "Quiet Company"]
    assert [one.is_company for one in (first, second, third)] == [False, False, True]
    assert (first.active, first.taken_over, first.ended, first.unknown) == (1, 3, 1, 0)
    assert third.unknown == 1


def test_the_median_is_of_those_whose_years_are_known(fictitious: Catalogue) -> None:
    found = families(fictitious, TODAY)

    assert [one.years for one in found.timed] == [4, 10]
    assert found.median_years == Decimal(7)


def test_without_a_takeover_there_is_no_median(cluster_without_spin_offs: Catalogue) -> None:
    found = families(cluster_without_spin_offs, TODAY)

    assert (found.spin_offs, found.timed, found.median_years) == ((), (), None)


def test_an_institute_has_its_own_spin_offs_and_projects(fictitious: Catalogue) -> None:
    found = chain_of(fictitious, fictitious.where_is("register:sample-university") or "", TODAY)

    assert found is not None
    assert [one.end.name.split()[0] for one in found.spin_offs] == ["Alpha", "Beta", "Eta", "Zeta", "Theta"]
    assert found.projects == 3
    assert [(area.name, area.projects) for area in found.areas] == [("biological sciences", 2), ("health sciences", 1)]


@pytest.mark.parametrize("name", ["knothing", "cordis:101000001"])
def test_what_is_no_organisation_has_no_chain(fictitious: Catalogue, name: str) -> None:
    assert chain_of(fictitious, fictitious.where_is(name) or name, TODAY) is None
