"""Words and keys are the same whichever way they are found."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiem.flow.search.words import KEY_LENGTH, LONGEST_TEXT, analyser, joined, keys, words

PLAIN = st.text(st.characters(max_codepoint=127), max_size=200)


@given(PLAIN)
def test_plain_letters_give_the_words_that_the_index_s_own_analyser_gives(text: str) -> None:
    assert words(text) == analyser().analyze(text)


@given(PLAIN | st.text("aB1-&. \t\x1c", max_size=80))
def test_what_signs_hold_together_is_what_each_chunk_has_more_than_one_word_of(text: str) -> None:
    held = [parts for chunk in text.split() if len(parts := analyser().analyze(chunk)) > 1]

    assert joined(text) == [whole for parts in held if len(whole := "".join(parts)) < 64]


@given(PLAIN)
def test_the_first_key_is_all_words_of_a_text(text: str) -> None:
    found = "".join(analyser().analyze(text))
    assume(found)

    assert keys(text)[0] == found[:KEY_LENGTH]


@given(st.text(max_size=200) | st.text("aé½1-\ufb01.:/ ", max_size=80))
def test_no_key_is_empty_or_comes_twice(text: str) -> None:
    assert keys(text) == [key for key in dict.fromkeys(keys(text)) if key]


@given(st.from_regex(r"[A-Za-z0-9.é_-]{4,300}[0-9]", fullmatch=True), st.sampled_from((":", "/", ": ", "://a/")))
def test_an_identifier_is_known_without_what_stands_before_it(identifier: str, before: str) -> None:
    assert keys(identifier)[0] in keys(f"ror{before}{identifier}")
    assert keys(identifier)[0] in keys(f"ror{before}{identifier}/ ")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", []),
        (" \t", []),
        ("!!! ?", ["!!!?"]),
        ("ror:05f950310", ["ror05f950310", "05f950310"]),
        ("BE 0439.123.456", ["be0439123456", "0439123456"]),
        ("BE439123456", ["be439123456", "0439123456", "be0439123456"]),
        ("kbo:0439123456", ["kbo0439123456", "0439123456", "be0439123456"]),
        ("12:a", ["12a"]),
        ("a" * 63 + " b", ["a" * 63 + "b"]),
        ("a" * 70, ["a" * 70]),
        ("ab " * LONGEST_TEXT, ["ab" * (KEY_LENGTH // 2)]),
    ],
)
def test_a_text_is_known_under_letters_and_digits_most_literal_first(text: str, known: list[str]) -> None:
    assert keys(text) == known
