"""Who worked with whom: the same seen from both sides, narrowed rightly, with the claims."""

from datetime import date
from decimal import Decimal

import pytest

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.networks import Partner, SharedProject, Span, partners, project_span, shared_projects
from kiem.goals.connect.reads import ELSEWHERE, HERE, Asked, Circle, circle, front, said, together

TODAY = date(2026, 11, 24)
EVERYONE = Asked()


def id_of(catalogue: Catalogue, name: str) -> str:
    return catalogue.where_is(name) or ""


def circle_of(catalogue: Catalogue, name: str, asked: Asked = EVERYONE) -> Circle:
    found = circle(catalogue, id_of(catalogue, name), asked)
    assert found is not None
    return found


def test_partners_stand_the_ecosystems_first_then_by_shared_projects(fictitious: Catalogue) -> None:
    found = circle_of(fictitious, "register:sample-university")

    assert [(one.name, one.projects) for one in found.partners] == [
        ("Fictional Institute", 2),
        ("FAR FICTIONS SA", 2),
        ("SCHOOL OF EXAMPLES", 1),
    ]
    assert (found.total, found.in_ecosystem) == (3, 1)


def test_sharing_is_the_same_from_both_sides(fictitious: Catalogue) -> None:
    for one in ("pic:900000001", "pic:900000002", "pic:900000011", "pic:900000012"):
        mine = id_of(fictitious, one)
        for partner in partners(fictitious, mine):
            back = {other.id: other.projects for other in partners(fictitious, partner.id)}
            assert back[mine] == partner.projects
            assert len(shared_projects(fictitious, mine, partner.id)) == partner.projects


def test_a_span_counts_each_project_once(fictitious: Catalogue) -> None:
    assert project_span(fictitious, id_of(fictitious, "pic:900000001")) == Span(3, date(2022, 1, 1), date(2024, 3, 1))
    assert project_span(fictitious, "knothing") == Span(0, None, None)


def test_the_strongest_are_drawn_by_shared_projects_alone(fictitious: Catalogue) -> None:
    found = circle_of(fictitious, "pic:900000011")

    assert [one.projects for one in found.strongest(2)] == [2, 2]
    assert [one.name for one in found.strongest(2)] == ["Sample University", "SCHOOL OF EXAMPLES"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (Asked(where=(HERE,)), ["Fictional Institute"]),
        (Asked(where=(ELSEWHERE,)), ["FAR FICTIONS SA", "SCHOOL OF EXAMPLES"]),
        (Asked(country=("FR",), type=("company",)), ["FAR FICTIONS SA"]),
        (Asked(where=(HERE, ELSEWHERE), country=("BE",)), ["Fictional Institute"]),
        (Asked(country=("JP",)), []),
    ],
)
def test_choices_narrow_the_partners(fictitious: Catalogue, asked: Asked, names: list[str]) -> None:
    assert [one.name for one in circle_of(fictitious, "pic:900000001", asked).partners] == names


def test_the_counts_of_a_choice_are_those_that_it_gives(fictitious: Catalogue) -> None:
    for facet, counts in circle_of(fictitious, "pic:900000001").counts.items():
        for value, count in counts:
            asked = Asked(**{facet: (value,)})
            assert len(circle_of(fictitious, "pic:900000001", asked).partners) == count


def test_a_partner_whose_country_nobody_says_counts_as_unknown() -> None:
    one = Partner("k1", "Sample", "sample", None, None, None, in_ecosystem=False, projects=1, latest=None)
    shared = SharedProject("k2", "Sample", "sample", None, None, (), ())

    assert (one.country, one.type, shared.last_day) == (None, None, None)


@pytest.mark.parametrize("name", ["knothing", "cordis:101000001"])
def test_what_is_no_organisation_has_no_partners(fictitious: Catalogue, name: str) -> None:
    identifier = fictitious.where_is(name) or name

    assert circle(fictitious, identifier, EVERYONE) is None
    assert together(fictitious, identifier, id_of(fictitious, "register:alpha"), TODAY) is None
    assert together(fictitious, id_of(fictitious, "register:alpha"), identifier, TODAY) is None


def test_two_organisations_share_the_projects_of_both_with_every_part(fictitious: Catalogue) -> None:
    university, institute = id_of(fictitious, "pic:900000001"), id_of(fictitious, "pic:900000002")

    both = together(fictitious, university, institute, TODAY)

    assert both is not None
    newest, oldest = both.projects
    assert (newest.name, str(newest.last_day)) == ("Imaginary enzymes at sea", "2026-05-31")
    assert sorted((part.role, part.contribution) for part in newest.own) == [
        ("participant", Decimal(50000)),
        ("thirdParty", None),
    ]
    assert [part.contribution for part in oldest.other] == [Decimal("100000.5")]
    assert both.state == "fresh"


def test_two_that_never_met_share_nothing(fictitious: Catalogue) -> None:
    both = together(fictitious, id_of(fictitious, "register:alpha"), id_of(fictitious, "register:beta"), TODAY)

    assert both is not None
    assert (both.projects, both.state) == ((), "")


def test_nobody_is_together_with_themselves(fictitious: Catalogue) -> None:
    alpha = id_of(fictitious, "register:alpha")

    assert together(fictitious, alpha, alpha, TODAY) is None


def test_every_shared_project_has_a_claim_of_each(fictitious: Catalogue) -> None:
    university, institute = id_of(fictitious, "pic:900000001"), id_of(fictitious, "pic:900000002")
    both = together(fictitious, university, institute, TODAY)
    assert both is not None

    for project in both.projects:
        claims = said(fictitious, both, project.id)
        assert {one.who for one in claims} == {"Sample University", "Fictional Institute"}
        assert {one.fact.source for one in claims} == {"cordis"}
    assert said(fictitious, both, "knothing") == ()


def test_the_way_in_shows_who_works_most_with_others(fictitious: Catalogue) -> None:
    found = front(fictitious, "")

    assert [(one.name, one.projects) for one in found.busiest] == [("Sample University", 3), ("Fictional Institute", 2)]
    [pair] = found.pairs
    assert ({pair.one_name, pair.other_name}, pair.projects) == ({"Sample University", "Fictional Institute"}, 2)
    assert found.has_projects


def test_words_find_organisations_also_outside_the_ecosystem(fictitious: Catalogue) -> None:
    assert front(fictitious, "far fictions").found[0].name == "FAR FICTIONS SA"
    assert front(fictitious, "zzzz").found == ()


@pytest.mark.parametrize("words", ["", "KU Leuven"])
def test_a_register_without_projects_says_so(register: Catalogue, words: str) -> None:
    found = front(register, words)

    assert (found.has_projects, found.busiest, found.pairs, found.found) == (False, (), (), ())
