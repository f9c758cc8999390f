"""Laws of ids: given once, kept for good."""

from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.entities import assign_ids, minted

RECORDS = [f"{register}:{number}" for register in ("register", "ror", "pic", "cordis") for number in range(3)]
groupings = st.lists(st.integers(0, 5), min_size=len(RECORDS), max_size=len(RECORDS)).map(
    lambda roots: {record: f"g{root}" for record, root in zip(RECORDS, roots, strict=True)}
)


@given(groupings)
def test_the_same_groups_keep_their_ids(found: dict[str, str]) -> None:
    first = assign_ids(found, {}).id_of
    again = assign_ids(found, first)
    assert again.id_of == first
    assert not again.moved


@given(groupings, groupings)
def test_two_groups_never_share_an_id_and_one_group_never_has_two(
    before: dict[str, str], after: dict[str, str]
) -> None:
    ids = assign_ids(after, assign_ids(before, {}).id_of).id_of
    assert len(set(ids.values())) == len(set(after.values()))
    assert len({(after[record], ids[record]) for record in RECORDS}) == len(set(after.values()))


@given(groupings, groupings)
def test_an_id_that_no_longer_stands_says_where_it_went(before: dict[str, str], after: dict[str, str]) -> None:
    old = assign_ids(before, {}).id_of
    now = assign_ids(after, old)
    gone = set(old.values()) - set(now.id_of.values())
    assert set(now.moved) == gone
    assert set(now.moved.values()) <= set(now.id_of.values())


@given(groupings)
def test_a_new_record_that_joins_a_group_leaves_its_id_alone(found: dict[str, str]) -> None:
    ids = assign_ids(found, {}).id_of
    grown = assign_ids({**found, "ror:new": found["pic:0"]}, ids).id_of
    assert grown == {**ids, "ror:new": ids["pic:0"]}


def test_the_first_record_of_the_register_names_a_joined_entity() -> None:
    before = {"register:a": "kaaaaaaaa", "pic:1": "kbbbbbbbb"}
    now = assign_ids({"register:a": "one", "pic:1": "one"}, before)
    assert now.id_of == {"register:a": "kaaaaaaaa", "pic:1": "kaaaaaaaa"}
    assert now.moved == {"kbbbbbbbb": "kaaaaaaaa"}


def test_of_a_split_entity_the_part_with_the_first_record_keeps_the_id() -> None:
    before = {"register:a": "kaaaaaaaa", "pic:1": "kaaaaaaaa"}
    now = assign_ids({"register:a": "one", "pic:1": "two"}, before).id_of
    assert now["register:a"] == "kaaaaaaaa"
    assert now["pic:1"] == minted("pic:1")


def test_an_id_that_is_taken_is_not_given_again() -> None:
    before = {"register:a": minted("pic:1")}
    now = assign_ids({"register:a": "one", "pic:1": "two"}, before).id_of
    assert now["pic:1"] == minted("pic:1#1")
