"""The projects of the ecosystem: found by words, by organisation, by what they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.chains import ProjectLine, ecosystem_projects, kept_projects
from kiem.goals.discover.projects import FACETS, ProjectsAsked, area_of, programme_of, projects

EVERYTHING = ProjectsAsked()


def acronyms(catalogue: Catalogue, asked: ProjectsAsked) -> list[str | None]:
    return [line.acronym for line in projects(catalogue, asked).lines]


def test_only_projects_with_a_participant_from_the_ecosystem_are_there_the_newest_first(fictitious: Catalogue) -> None:
    assert acronyms(fictitious, EVERYTHING) == ["NOFIELD", "SEAZYME", "FISHVAX"]


def test_a_project_knows_its_ecosystem_participants_once_each(fictitious: Catalogue) -> None:
    university = fictitious.where_is("register:sample-university")

    for line in projects(fictitious, EVERYTHING).lines:
        assert len(line.organisations) == len(set(line.organisations))
        assert university in line.organisations


def test_words_find_a_project_by_its_title(fictitious: Catalogue) -> None:
    assert acronyms(fictitious, ProjectsAsked(words="enzymes")) == ["SEAZYME"]
    assert acronyms(fictitious, ProjectsAsked(words="nothing like it")) == []


def test_an_organisation_keeps_only_its_projects(fictitious: Catalogue) -> None:
    institute = fictitious.where_is("register:fictional-institute") or ""

    found = projects(fictitious, ProjectsAsked(organisation=institute))

    assert [line.acronym for line in found.lines] == ["SEAZYME", "FISHVAX"]
    assert found.organisation is not None
    assert found.organisation.name == "Fictional Institute"


def test_an_organisation_that_is_not_there_has_no_project(fictitious: Catalogue) -> None:
    found = projects(fictitious, ProjectsAsked(organisation="knothing"))

    assert (found.lines, found.organisation, found.total) == ((), None, 3)


def test_the_counts_of_a_choice_are_those_that_it_gives(fictitious: Catalogue) -> None:
    for facet, counts in projects(fictitious, EVERYTHING).counts.items():
        for value, count in counts:
            assert len(acronyms(fictitious, ProjectsAsked(chosen={facet: (value,)}))) == count


def test_a_facets_counts_leave_its_own_choice_out(fictitious: Catalogue) -> None:
    found = projects(fictitious, ProjectsAsked(chosen={"programme": ("HORIZON.2.1",)}))

    assert dict(found.counts["programme"]) == {"HORIZON.2.1": 2, "HORIZON.1.2": 1}
    assert dict(found.counts["year"]) == {"2023": 1, "2022": 1}


def test_a_project_without_a_field_is_found_under_unknown_and_unknown_stands_last(fictitious: Catalogue) -> None:
    found = projects(fictitious, ProjectsAsked(chosen={"field": ("unknown",)}))

    assert [line.acronym for line in found.lines] == ["NOFIELD"]
    assert found.counts["field"][-1] == ("unknown", 1)


def test_programmes_have_the_names_that_the_source_gives(fictitious: Catalogue) -> None:
    assert projects(fictitious, EVERYTHING).programmes == {"HORIZON.2.1": "Health", "HORIZON.1.2": "Fellowships"}


def test_years_stand_newest_first(fictitious: Catalogue) -> None:
    assert [value for value, _ in projects(fictitious, EVERYTHING).counts["year"]] == ["2024", "2023", "2022"]


def test_a_register_without_projects_has_none(register: Catalogue) -> None:
    found = projects(register, EVERYTHING)

    assert (found.lines, found.total) == ((), 0)
    assert all(found.counts[facet] == () for facet in FACETS)


def test_projects_are_read_once_for_a_release(fictitious: Catalogue) -> None:
    first = kept_projects(fictitious)
    before = fictitious.store.queries

    assert kept_projects(fictitious) is first
    assert fictitious.store.queries == before
    assert ecosystem_projects(fictitious) == first


def test_a_project_without_dates_and_words_is_a_line_of_unknowns() -> None:
    line = ProjectLine("k1", "Sample", "sample", None, None, None, ("k2",), (), (), ())

    assert line.last_day is None


def test_a_projects_last_day_is_the_day_before_its_end(fictitious: Catalogue) -> None:
    [line] = [one for one in kept_projects(fictitious) if one.acronym == "FISHVAX"]

    assert str(line.last_day) == "2024-12-31"


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/natural sciences/biological sciences/zoology", "/natural sciences/biological sciences"),
        ("/natural sciences", "/natural sciences"),
    ],
)
def test_an_area_is_the_second_level_of_a_field(path: str, area: str) -> None:
    assert area_of(path) == area


@given(st.lists(st.text("abc ", min_size=1, max_size=5).filter(str.strip), min_size=1, max_size=5))
def test_the_area_of_an_area_is_itself(parts: list[str]) -> None:
    area = area_of("/" + "/".join(parts))

    assert area_of(area) == area


@pytest.mark.parametrize(
    ("words", "code"),
    [("HORIZON.2.1.5 Tools", "HORIZON.2.1"), ("HORIZON.2.1 Health", "HORIZON.2.1"), ("HORIZON.2", "HORIZON.2")],
)
def test_a_programme_is_the_first_three_parts_of_its_code(words: str, code: str) -> None:
    assert programme_of(words) == code
