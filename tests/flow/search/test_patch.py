"""An index made out of an older one finds what an index written anew finds."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.search import Document, TextIndex, build_index, patch_index

NAMES = ("Aldersong", "Brightmarsh", "Cedarquill", "Dovetarn")
drawn = st.lists(
    st.tuples(st.integers(0, 9), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), st.integers(0, 3)),
    unique_by=lambda one: one[0],
    max_size=8,
)


def documents(told: list[tuple[int, list[str], int]]) -> dict[str, Document]:
    """Return fictitious documents by their ids."""
    return {
        f"n:{number}": Document(f"n:{number}", "organisation", " ".join(names), (), "", True, float(weight))
        for number, names, weight in told
    }


def patched(folder: Path, before: dict[str, Document], after: dict[str, Document]) -> TextIndex:
    """Return the index of `after`, made out of that of `before`."""
    build_index(folder / "before", before.values())
    gone = [name for name, one in before.items() if after.get(name) != one]
    patch_index(folder / "before", folder / "after", gone, [d for name, d in after.items() if before.get(name) != d])
    return TextIndex(folder / "after")


@settings(max_examples=25)
@given(before=drawn, after=drawn)
def test_it_finds_the_same_as_one_written_anew(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[int, list[str], int]],
    after: list[tuple[int, list[str], int]],
) -> None:
    folder = tmp_path_factory.mktemp("law")
    index = patched(folder, documents(before), documents(after))
    build_index(folder / "anew", documents(after).values())
    anew = TextIndex(folder / "anew")

    assert len(index) == len(anew) == len(after)
    for words in (*NAMES, "aldersong brightmarsh", "n:3", "cedarquil"):
        assert sorted(index.matching_ids(words)) == sorted(anew.matching_ids(words))
        assert index.find(words).total == anew.find(words).total
        assert {(hit.id, hit.name) for hit in index.suggest(words[:5], limit=20)} == {
            (hit.id, hit.name) for hit in anew.suggest(words[:5], limit=20)
        }


def test_equals_of_both_parts_stand_in_order_of_their_ids(tmp_path: Path) -> None:
    before = documents([(number, ["Aldersong"], 1) for number in (1, 3, 5, 7, 9)])
    after = {**before, **documents([(number, ["Aldersong"], 1) for number in (2, 4, 6)])}

    index = patched(tmp_path, before, after)

    pages = [hit.id for offset in (0, 3, 6) for hit in index.find("aldersong", limit=3, offset=offset).hits]
    assert pages == [f"n:{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9)]


def test_the_older_index_stays_as_it_was(tmp_path: Path) -> None:
    before = documents([(1, ["Aldersong"], 1)])
    patched(tmp_path, before, documents([(1, ["Brightmarsh"], 1), (2, ["Dovetarn"], 1)]))

    old = TextIndex(tmp_path / "before")

    assert [hit.name for hit in old.find("aldersong").hits] == ["Aldersong"]
    assert old.find("dovetarn").total == 0
