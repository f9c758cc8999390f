"""Which words are a slip away from each other, or begin with each other."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.lookup import Nearby

WORDS = st.lists(st.text("abc", min_size=1, max_size=14), max_size=30, unique=True)


def near(nearby: Nearby, words: list[str], asked: str) -> set[str]:
    [places] = nearby.of([asked])
    return {words[place] for place in places}


def test_a_word_is_near_to_its_slips_and_to_what_it_begins() -> None:
    words = ["zennegat", "zenegat", "zennegats", "zennegta", "zennegatshof", "karst", "zennegatsveldhof"]
    nearby = Nearby.learn(words)
    assert near(nearby, words, "zennegat") == {*words} - {"karst"}
    assert near(nearby, words, "zennegatsveld") == {"zennegatsveldhof"}
    assert near(nearby, words, "zennegatsveldx") == set()
    assert near(nearby, words, "ze") == set()


def test_where_very_many_begin_with_a_word_it_says_too_little() -> None:
    long = [f"zennegatsveld{letters}hof" for letters in "abcdefghijklm"]
    short = [f"zenn{letters}{letters}{letters}" for letters in "abcdefghijklm"]
    assert near(Nearby.learn(long), long, "zennegatsveld") == set()
    assert near(Nearby.learn(long[:12]), long, "zennegatsveld") == {*long[:12]}
    assert near(Nearby.learn(short), short, "zenn") == set()


@given(WORDS)
def test_its_own_words_are_near_each_other_as_if_they_were_asked_for(words: list[str]) -> None:
    nearby = Nearby.learn(words)
    ours, theirs = nearby.pairs_within()
    pairs = zip(ours.tolist(), theirs.tolist(), strict=True)
    told = {place: [other for _, other in some] for place, some in groupby(pairs, key=lambda one: one[0])}
    assert [told.get(turn, []) for turn in range(len(words))] == nearby.of(words)
