"""Words are the same whichever way they are found."""

from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.search.words import analyser, words


@given(st.text(st.characters(max_codepoint=127), max_size=200))
def test_plain_letters_give_the_words_that_the_index_s_own_analyser_gives(text: str) -> None:
    assert words(text) == analyser().analyze(text)
