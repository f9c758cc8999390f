"""How a name is written to be compared, and which words are a slip away."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiem.flow.lookup.nearby import Nearby
from kiem.flow.lookup.words import plain, plain_parts, terms

WORDS = st.text(alphabet="abcd", min_size=3, max_size=7)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Université de Zennegat", "university de zennegat"),
        ("Univ. of Zennegat", "university of zennegat"),
        ("UNIV OF  ZENNEGAT (BE)", "university of zennegat be"),
        ("St. Karst's Hosp.", "saint karsts hospital"),
        ("Белград", "belgrad"),
        ("A&B-C", "a b c"),
        ("Zennegat S.p.A.", "zennegat"),
        ("Z.E.N. Karst Sp. z o.o.", "zen karst sp z"),
        ("Karst Co., Ltd.", "karst company"),
        ("AG", "ag"),
        ("Second Karst Hospital", "2nd karst hospital"),
        ("Zennegat III", "zennegat 3"),
        ("Universitätsklinikum Karst", "university hospital karst"),
        ("UMR 7126, Karst", "umr7126 karst"),
        ("City Hospital No. 40", "city hospital no 40"),
        ("Hospital 12 de Octubre", "hospital 12 de octubre"),
        ("…", ""),
    ],
)
def test_a_name_is_compared_in_one_form(written: str, compared: str) -> None:
    assert plain(written) == compared
    assert plain(compared) == compared


def test_the_terms_of_a_name_are_its_words_and_the_pairs_of_those_that_tell_something() -> None:
    assert list(terms("institute of molecular botany")) == [
        *("institute", "of", "molecular", "botany"),
        *("institute_molecular", "botany_molecular"),
    ]
    assert list(terms("")) == []
    assert list(terms("karst", "BE")) == ["karst", "karst|BE"]


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_a_pair_is_the_same_in_either_order(words: list[str]) -> None:
    assert terms(" ".join(words)) == terms(" ".join(reversed(words)))


@given(WORDS, st.data())
def test_a_word_with_one_slip_is_found(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdz"))
    slip = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            ]
        )
    )
    assume(len(slip) >= 3)
    assert 1 in Nearby.learn(["qqqqqqqqqq", word]).of([slip])[0]
    assert 0 not in Nearby.learn(["qqqqqqqqqq", word]).of([slip])[0]


def test_words_of_two_letters_are_near_to_none() -> None:
    assert Nearby.learn(["ab", "abc"]).of(["ab"]) == [[]]
    assert Nearby.learn(["ab", "abc"]).of(["abd"]) == [[1]]


def test_a_word_cut_short_stands_for_those_that_begin_with_it() -> None:
    words = ["computer", "computing", "compass", "zennegat"]
    assert Nearby.learn(words).of(["comput"]) == [[0, 1]]
    assert Nearby.learn(words).of(["com"]) == [[]]
    assert Nearby.learn([f"zennegat{letter}x" for letter in "abcdefghijklm"]).of(["zenneg"]) == [[]]


def test_the_parts_of_a_text_are_between_its_commas() -> None:
    assert plain_parts("UMR 7126, 12 Karst St") == [["umr7126"], ["12", "karst", "saint"]]
    assert plain_parts("Univ. Zennegat, Karst Co., Ltd., , B.E.") == [
        ["university", "zennegat"],
        ["karst", "company"],
        ["ltd"],
        ["be"],
    ]


def test_long_words_are_begun_by_more_than_their_first_letters() -> None:
    words = ["internationaal", "internationale", "internat", "biotop"]
    assert Nearby.learn(words).of(["internationa", "biotop", "internatx"]) == [[0, 1], [3], [2]]
