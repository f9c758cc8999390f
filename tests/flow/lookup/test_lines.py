"""Texts in one run of bytes are as they were; their hashes are found again, and no others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.lookup.hashes import found_in, hashes
from kiem.flow.lookup.lines import Lines

TEXTS = st.lists(st.text(max_size=8), max_size=40)


@given(TEXTS)
def test_texts_are_given_back_as_they_were(texts: list[str]) -> None:
    lines = Lines.of(texts)
    assert [*lines] == [lines[place] for place in range(len(lines))] == texts
    assert lines[:] == texts
    assert lines[::-2] == texts[::-2]


@given(TEXTS.filter(bool), st.data())
def test_some_of_them_are_read_alone_or_with_all_the_others(texts: list[str], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=30))
    lines = Lines.of(texts * 20)
    for _ in range(2):
        assert lines.at(np.array(places, np.int64)).tolist() == [texts[place] for place in places]


@pytest.mark.parametrize("place", [2, -3])
def test_there_is_nothing_beyond_the_ends(place: int) -> None:
    lines = Lines.of(["karst", "nuthe"])
    assert lines[-1] == "nuthe"
    with pytest.raises(IndexError):
        lines[place]


@given(TEXTS, TEXTS)
def test_a_text_is_found_by_its_hash_where_it_is_known(known: list[str], asked: list[str]) -> None:
    places = found_in(np.unique(hashes(known)), hashes(asked)).tolist()
    assert [place >= 0 for place in places] == [text in known for text in asked]
    assert all(
        (places[one] == places[other]) is (asked[one] == asked[other])
        for one in range(len(asked))
        for other in range(len(asked))
        if min(places[one], places[other]) >= 0
    )


def test_a_hash_is_the_same_on_every_day_and_machine() -> None:
    assert hashes(["", "zennegat"]).tolist() == [3244421341483603138, 18060228514707370599]
