"""A name is taken apart once, and has what the rules of words and keys say one by one."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from kiem.flow.search.names import taken_apart
from kiem.flow.search.words import cleaned, joined, keys, words

NASTY = st.lists(
    st.sampled_from(
        (
            *"aZ09 :/.-_&'\n\t\x1c½²éİß\ufb01\uff21\uff11\uff1a\u0301\u0663\ud800中",
            "ror:",
            "vzw",
            "x" * 64,
            "0439123456",
            "12345",
        )
    )
    | st.text(max_size=3),
    max_size=40,
).map("".join)


@given(NASTY)
@example("½ 3½")
@example("a-b " * 400)
def test_a_name_has_its_keys_its_words_and_their_beginnings(text: str) -> None:
    assume(not text.startswith("ror:"))
    found = taken_apart(text, "3")

    assert found.keys == keys(text)
    assert found.spelled == " ".join([cleaned(text), *joined(text)])
    assert found.starts == ["3" + "".join(words(text))[:12] for _ in words(text)[:1]]
    assert found.word_starts == ["3" + word[:12] for word in words(text)[1:9]]


@given(st.from_regex(r"[a-z]{2,12}:[A-Za-z0-9./-]{0,20}[0-9]", fullmatch=True))
def test_an_identifier_has_keys_alone(text: str) -> None:
    assert taken_apart(text, "3") == (keys(text), "", [], [])
