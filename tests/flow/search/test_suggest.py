"""What is offered as one types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.search import Document, TextIndex
from tests.flow.search.conftest import BIOTECHS, Indexed


def names(index: TextIndex, prefix: str) -> list[str]:
    return [hit.name for hit in index.suggest(prefix)]


@given(st.sampled_from(BIOTECHS), st.integers(1, 30))
def test_every_beginning_of_a_name_offers_it(index: TextIndex, name: str, letters: int) -> None:
    whole = f"{name} Therapeutics"

    offered = index.suggest(whole[:letters])

    assert whole in [hit.name for hit in offered]
    assert not any(hit.fuzzy for hit in offered)


def test_a_beginning_of_the_name_comes_before_that_of_a_later_word(index: TextIndex) -> None:
    assert names(index, "univ")[:2] == ["Université de l'Été", "University of Winterdam Press"]
    assert set(names(index, "univ")[2:]) == {
        "Winterdam University",
        "Winterdam University Hospital",
        "COVID-19 vaccines at Winterdam University",
    }


def test_the_prominent_are_offered_first(index: TextIndex) -> None:
    assert names(index, "winterdam")[:2] == ["Winterdam University", "Winterdam University Hospital"]


def test_just_this_name_is_offered_first(indexed: Indexed) -> None:
    index = indexed(
        [
            Document("a", "organisation", "Cedarquill Group", (), "", False, 5_000),
            Document("b", "organisation", "Cedarquill", (), "", False, 0),
        ]
    )

    assert [hit.id for hit in index.suggest("cedarquill")] == ["b", "a"]
    assert [hit.id for hit in index.suggest("cedarquil")] == ["a", "b"]


@pytest.mark.parametrize(
    "typed",
    ["winterdam university h", "winterdam university hospital", "hospital winter", "university hosp", "hospital univ"],
)
def test_words_are_offered_beyond_the_beginning_and_in_any_order(index: TextIndex, typed: str) -> None:
    assert names(index, typed)[0] == "Winterdam University Hospital"


def test_a_long_last_word_is_compared_as_far_as_it_is_typed(index: TextIndex) -> None:
    assert len(names(index, "therapeutic")) == 8
    assert names(index, "therapeutix") == []
    assert names(index, "winterdam university") == names(index, "winterdam univ")
    assert [hit.fuzzy for hit in index.suggest("winterdam univercitie")] == [True, True]


def test_letters_beyond_those_that_are_indexed_still_count(indexed: Indexed) -> None:
    index = indexed(
        Document(name, "organisation", name, (), "", False, 1)
        for name in ("North Immunotherapeutics", "North Immunotherapy Centre")
    )

    assert names(index, "north immunotherapeut") == ["North Immunotherapeutics"]
    assert set(names(index, "north immunotherap")) == {"North Immunotherapeutics", "North Immunotherapy Centre"}
    assert not any(hit.fuzzy for hit in index.suggest("immunotherapeut"))
    assert all(hit.fuzzy for hit in index.suggest("north immunotherapix"))


def test_a_typo_is_forgiven_only_when_nothing_begins_so(index: TextIndex) -> None:
    offered = index.suggest("brigthm")

    assert [(hit.name, hit.fuzzy) for hit in offered] == [("Brightmarsh Therapeutics", True)]
    assert index.suggest("qqzzqq") == []
    assert index.suggest("qq") == []


def test_a_thing_is_offered_once_and_no_more_than_asked(index: TextIndex) -> None:
    offered = index.suggest("w", limit=50)

    assert len({hit.id for hit in offered}) == len(offered)
    assert len(index.suggest("w", limit=2)) == 2
    assert index.suggest("w", limit=0) == []
    assert [hit.score for hit in offered] == sorted((hit.score for hit in offered), reverse=True)


def test_what_is_offered_can_be_narrowed(index: TextIndex) -> None:
    assert {hit.kind for hit in index.suggest("c", kind="project")} == {"project"}
    assert {hit.id for hit in index.suggest("winterdam", ecosystem=True)} == {"o:2", "o:3"}


def test_nothing_typed_offers_nothing(index: TextIndex) -> None:
    assert index.suggest("") == index.suggest(" - ") == []
