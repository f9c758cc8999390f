"""How an index comes to stand in its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.search import Document, TextIndex, build_index
from kiem.flow.search import build as build_module
from kiem.flow.search.schema import TIERS, damped, tier
from kiem.flow.search.spelling import near
from tests.flow.search.conftest import DOCUMENTS


def numbered(count: int) -> Iterator[Document]:
    return (Document(f"n:{number}", "organisation", f"Number {number}", (), "", False, 1) for number in range(count))


def test_an_index_counts_its_documents(tmp_path: Path) -> None:
    assert build_index(tmp_path / "search", DOCUMENTS) == len(DOCUMENTS)
    assert len(TextIndex(tmp_path / "search")) == len(DOCUMENTS)


def test_an_empty_release_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    assert build_index(tmp_path / "search", []) == 0

    index = TextIndex(tmp_path / "search")

    assert len(index) == 0
    assert (index.find("anything").total, index.suggest("a"), index.matching_ids("a")) == (0, [], [])


def test_a_new_index_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    build_index(tmp_path / "search", numbered(3))
    opened = TextIndex(tmp_path / "search")
    build_index(tmp_path / "search", numbered(5))

    assert TextIndex(tmp_path / "search").find("number").total == 5
    assert opened.find("number").total == 3
    assert [path.name for path in tmp_path.iterdir()] == ["search"]


def test_after_an_error_the_old_index_still_stands_and_nothing_is_left_beside(tmp_path: Path) -> None:
    build_index(tmp_path / "search", numbered(3))

    with pytest.raises(ValueError, match="two documents have the id 'n:1'"):
        build_index(tmp_path / "search", [*numbered(4), Document("n:1", "organisation", "Twin", (), "", False, 1)])

    assert TextIndex(tmp_path / "search").find("number").total == 3
    assert [path.name for path in tmp_path.iterdir()] == ["search"]


def test_what_a_crash_left_beside_is_cleared_away(tmp_path: Path) -> None:
    for left in ("search.building", "search.old"):
        (tmp_path / left).mkdir()
        (tmp_path / left / "half.written").touch()

    build_index(tmp_path / "search", numbered(2))

    assert [path.name for path in tmp_path.iterdir()] == ["search"]


@pytest.mark.parametrize("id", ["", "a\tb", "a\nb", "\ud800"])
def test_an_id_that_could_not_be_read_back_stops_the_build(tmp_path: Path, id: str) -> None:
    with pytest.raises(ValueError, match="must be printable"):
        build_index(tmp_path / "search", [Document(id, "organisation", "Odd", (), "", False, 1)])

    assert not (tmp_path / "search").exists()


def test_a_missing_index_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no text index in .*search; `kiem build`"):
        TextIndex(tmp_path / "search")


def test_reading_an_index_changes_nothing_in_its_folder(tmp_path: Path) -> None:
    build_index(tmp_path / "search", numbered(3))
    written = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "search").iterdir()}

    TextIndex(tmp_path / "search").find("number")

    assert {file.name: file.stat().st_mtime_ns for file in (tmp_path / "search").iterdir()} == written
    assert not [name for name in written if name.endswith(".lock")]


def test_everyone_who_may_read_one_file_of_an_index_may_read_all(tmp_path: Path) -> None:
    build_index(tmp_path / "search", numbered(3))

    assert len({file.stat().st_mode for file in (tmp_path / "search").iterdir()}) == 1


def test_the_same_documents_rank_the_same_in_any_order_of_arrival(tmp_path: Path) -> None:
    build_index(tmp_path / "forth", DOCUMENTS)
    build_index(tmp_path / "back", reversed(DOCUMENTS))

    forth, back = TextIndex(tmp_path / "forth"), TextIndex(tmp_path / "back")

    for words in ("winterdam", "cancer", "therapeutics", "university", "therapeutcs"):
        assert forth.find(words) == back.find(words)
        assert [hit.id for hit in forth.suggest(words)] == [hit.id for hit in back.suggest(words)]


def test_progress_is_told_step_by_step_and_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_module, "_STEP", 2)
    told: list[int] = []

    build_index(tmp_path / "search", numbered(5), progress=told.append)

    assert told == [2, 4, 5]


@given(st.floats())
def test_every_weight_has_a_tier_and_a_damped_value(weight: float) -> None:
    assert tier(weight) in TIERS
    assert 0 <= damped(weight) < float("inf")


@given(st.floats(0, 1e12), st.floats(0, 1e12))
def test_more_weight_never_counts_less(one: float, other: float) -> None:
    less, more = sorted((one, other))

    assert tier(less) <= tier(more)
    assert damped(less) <= damped(more)


@given(st.text("abcdé", min_size=1, max_size=8), st.data())
def test_nearness_is_mutual_and_one_edit_at_most(word: str, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(sorted(text for text in near(word) if text.isascii() == word.isascii())))

    assert word in near(other)
    assert word != other
    assert abs(len(word) - len(other)) <= 1
