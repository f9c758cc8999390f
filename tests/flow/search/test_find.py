"""What a search finds, in which order, and that no text breaks it."""

import string
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiem.flow.search import Document, TextIndex
from kiem.flow.search import index as index_module
from tests.flow.search.conftest import BIOTECHS, DOCUMENTS, Indexed

ANY_TEXT = st.text(st.characters(), max_size=60)


def names(index: TextIndex, words: str, kind: str | None = None) -> list[str]:
    return [hit.name for hit in index.find(words, kind=kind).hits]


@given(ANY_TEXT)
@example('"(AND')
@example("name:* OR -[a TO z]~2^9")
@example("\ud800 half a character")
@example("\x00")
@example("a" * 100_000)
@example("winterdam " * 10_000)
def test_no_text_raises_an_error(index: TextIndex, text: str) -> None:
    found = index.find(text)

    assert len(found.hits) <= found.total
    assert len(index.suggest(text)) <= 8
    assert len(index.matching_ids(text)) == found.total


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(min_size=1, max_size=80).filter(lambda name: bool(name.strip())), min_size=1, max_size=9))
@example(["one " * 300 + "end"])
@example(["x" * 5_000, "日本語" * 400])
@example(["+", "-", "?"])
def test_a_name_always_finds_its_document_among_the_first_ten(indexed: Indexed, given_names: list[str]) -> None:
    index = indexed(
        Document(f"id:{place}", "organisation", name, (), "", False, place) for place, name in enumerate(given_names)
    )

    missed = [name for name in given_names if name not in [hit.name for hit in index.find(name, limit=10).hits]]

    assert missed == []


def typos(word: str) -> st.SearchStrategy[str]:
    """The word with one letter left out, put in, exchanged or swapped with its neighbour."""
    places = st.integers(0, len(word) - 1)
    letters = st.sampled_from(string.ascii_lowercase)
    return st.one_of(
        places.map(lambda at: word[:at] + word[at + 1 :]),
        st.tuples(places, letters).map(lambda both: word[: both[0]] + both[1] + word[both[0] :]),
        st.tuples(places, letters).map(lambda both: word[: both[0]] + both[1] + word[both[0] + 1 :]),
        places.map(lambda at: word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :] if at else word),
    )


@given(st.data(), st.sampled_from(BIOTECHS))
def test_one_typo_in_a_distinctive_word_still_finds_it(index: TextIndex, data: st.DataObject, name: str) -> None:
    typed = data.draw(typos(name.lower()))

    assert f"{name} Therapeutics" in names(index, typed)
    assert names(index, f"{typed} therapeutics")[0] == f"{name} Therapeutics"


@pytest.mark.parametrize(
    "typed", ["demo bio", "DEMO.BIO", "demo-bio", "demobio", "  demo.bio ", "Demo Bio vzw", "demobio vzw"]
)
def test_dots_hyphens_and_case_make_no_difference(index: TextIndex, typed: str) -> None:
    found = index.find(typed)

    assert (found.hits[0].name, found.fuzzy) == ("demo.bio", False)


@pytest.mark.parametrize(
    "typed",
    [
        "0439.123.456",
        "0439123456",
        "BE0439123456",
        "be 0439.123.456",
        "BE 439.123.456",
        "0712345678",
        "05f950310",
        "https://ror.org/05f950310",
        "https://ror.org/05f950310/",
        "ror:05f950310",
        "999991334",
    ],
)
def test_an_identifier_is_found_however_it_is_written(index: TextIndex, typed: str) -> None:
    found = index.find(typed)

    assert [hit.id for hit in found.hits] == ["register:flanders-demo"]
    assert not found.fuzzy


def test_a_typo_is_never_read_into_a_number(index: TextIndex) -> None:
    assert index.find("0439123457").total == 0


def test_accents_make_no_difference(index: TextIndex) -> None:
    assert (
        names(index, "universite de l'ete") == names(index, "Universite\u0301 de l\u2019Été") == ["Université de l'Été"]
    )


def test_a_hyphenated_word_is_found_written_as_one_and_as_two(index: TextIndex) -> None:
    for typed in ("covid-19", "covid19", "covid 19", "covid19 winterdam"):
        assert names(index, typed) == ["COVID-19 vaccines at Winterdam University"]


def test_a_typo_in_another_alphabet_is_read_too(index: TextIndex) -> None:
    found = index.find("βιοτεχνολογλα")

    assert (found.hits[0].id, found.fuzzy) == ("o:5", True)


def test_a_whole_name_comes_before_more_prominent_things_that_contain_it(indexed: Indexed) -> None:
    index = indexed(
        [
            Document(
                "b", "organisation", "Emberlock Emberlock Emberlock", ("Emberlock Europe",), "emberlock", True, 9e9
            ),
            Document("a", "organisation", "Something else", ("Emberlock",), "", False, 5_000),
            Document("c", "organisation", "Emberlock", (), "", False, 0),
        ]
    )

    assert [hit.id for hit in index.find("emberlock").hits] == ["c", "a", "b"]


def test_a_name_counts_more_than_another_name_and_that_more_than_the_text(indexed: Indexed) -> None:
    index = indexed(
        [
            Document("text", "organisation", "Alpha", ("Beta",), "glasswort plants", False, 1),
            Document("other", "organisation", "Gamma", ("Glasswort plants",), "Delta", False, 1),
            Document("name", "organisation", "Glasswort plants", ("Epsilon",), "Zeta", False, 1),
        ]
    )

    assert [hit.id for hit in index.find("glasswort").hits] == ["name", "other", "text"]


def test_prominence_decides_between_like_names(indexed: Indexed) -> None:
    index = indexed(
        Document(f"id:{weight}", "organisation", f"Heronvale {place}", (), "", False, weight)
        for place, weight in (("north", 3), ("south", 400), ("west", 30))
    )

    assert [hit.id for hit in index.find("heronvale").hits] == ["id:400", "id:30", "id:3"]


def test_equals_are_sorted_by_id_on_every_page(indexed: Indexed) -> None:
    ids = [f"id:{number:03d}" for number in range(150)]
    index = indexed(Document(id, "organisation", "Fernwhistle", (), "", False, 1) for id in reversed(ids))

    pages = [index.find("fernwhistle", limit=20, offset=offset) for offset in range(0, 160, 20)]

    assert [hit.id for page in pages for hit in page.hits] == ids
    assert {page.total for page in pages} == {150}


def test_pages_follow_each_other_over_whole_names_and_words(index: TextIndex) -> None:
    whole = index.find("winterdam university")
    pages = [index.find("winterdam university", limit=1, offset=offset) for offset in range(5)]

    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert [page.total for page in pages] == [4] * 5
    assert whole.hits[0].id == "o:2"
    assert [hit.score for hit in whole.hits] == sorted((hit.score for hit in whole.hits), reverse=True)


def test_a_page_of_nothing_still_tells_how_many_there_are(index: TextIndex) -> None:
    assert index.find("winterdam", limit=0) == index.find("winterdam", limit=-1)
    assert (index.find("winterdam", limit=0).hits, index.find("winterdam", limit=0).total) == ((), 4)


def test_common_words_give_the_same_hits_as_rare_ones_the_prominent_first(
    index: TextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index.find("winterdam")
    monkeypatch.setattr(index_module, "_COMMON", 1)

    found = index.find("winterdam")
    pages = [index.find("winterdam", limit=1, offset=offset) for offset in range(4)]

    assert [hit.id for hit in found.hits] == ["o:2", "o:3", "p:1", "o:4"]
    assert [page.hits[0].id for page in pages] == ["o:2", "o:3", "p:1", "o:4"]
    assert {page.total for page in pages} == {before.total} == {4}


def test_a_very_common_word_is_wanted_but_leaves_the_rank_to_the_others(
    index: TextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_VERY_COMMON", 4)

    assert [hit.id for hit in index.find("winterdam cancer").hits] == ["o:3"]
    assert index.find("winterdam university").total == 4


def test_a_kind_or_the_ecosystem_narrows_the_search(index: TextIndex) -> None:
    assert names(index, "vaccines", kind="project") == [
        "Cancer vaccines",
        "COVID-19 vaccines at Winterdam University",
    ]
    assert index.find("vaccines", kind="organisation").total == 1
    assert {hit.id for hit in index.find("winterdam", ecosystem=True).hits} == {"o:2", "o:3"}
    assert {hit.id for hit in index.find("winterdam", ecosystem=False).hits} == {"o:4", "p:1"}
    assert set(index.matching_ids("winterdam", kind="organisation", ecosystem=False)) == {"o:4"}


def test_an_exact_hit_is_never_mixed_with_a_guess(indexed: Indexed) -> None:
    index = indexed(
        Document(name, "organisation", name, (), "", False, 1) for name in ("Dovetarn", "Dovetarm", "Dovetarnx")
    )

    assert [hit.name for hit in index.find("dovetarn").hits] == ["Dovetarn"]
    assert not index.find("dovetarn").fuzzy


def test_a_guess_says_that_it_is_one(index: TextIndex) -> None:
    found = index.find("brihgtmarsh therapeutics")

    assert found.fuzzy
    assert [(hit.id, hit.fuzzy) for hit in found.hits] == [("b:brightmarsh", True)]
    assert index.matching_ids("brihgtmarsh therapeutics") == ["b:brightmarsh"]


def test_a_last_word_may_still_be_unfinished(index: TextIndex) -> None:
    found = index.find("winterdam hosp")

    assert ([hit.id for hit in found.hits], found.fuzzy) == (["o:3"], False)


def test_a_typo_may_make_another_known_word(indexed: Indexed) -> None:
    index = indexed(
        Document(name, "organisation", name, (), "", False, 1) for name in ("Dovetarn Clinic", "Dovetarm Works")
    )

    found = index.find("dovetarm clinic")

    assert ([hit.id for hit in found.hits], found.fuzzy) == (["Dovetarn Clinic"], True)


def test_a_whole_name_with_a_typo_and_without_its_space_is_found(index: TextIndex) -> None:
    assert names(index, "winterdamunivercity")[0] == "Winterdam University"


def test_a_word_that_is_near_to_nothing_does_not_hide_the_rest(index: TextIndex) -> None:
    assert names(index, "winterdam hospital qqzzqqzz")[0] == "Winterdam University Hospital"
    assert index.find("winterdam qqzzqqzz").total == 0


def test_words_that_no_document_has_together_find_nothing(index: TextIndex) -> None:
    assert index.find("aldersong glasswort").total == 0


def test_nothing_is_found_for_nothing(index: TextIndex) -> None:
    assert index.find("").total == index.find(" \t").total == 0
    assert index.matching_ids("") == []
    assert not index.find("qqzzqqzz").fuzzy


def test_a_name_without_letters_is_found_too(index: TextIndex) -> None:
    assert names(index, "!!!") == ["!!!"]


def test_matching_ids_are_those_of_all_pages_up_to_the_cap(index: TextIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(index.matching_ids("therapeutics")) == sorted(f"b:{name.lower()}" for name in BIOTECHS)
    monkeypatch.setattr(index_module, "MATCHING_CAP", 3)

    assert len(index.matching_ids("therapeutics")) == 3


def test_threads_share_an_index(index: TextIndex) -> None:
    asked = [document.name for document in DOCUMENTS] * 20
    alone = [index.find(name) for name in asked]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(index.find, asked))

    assert together == alone
