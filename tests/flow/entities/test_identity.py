"""Laws of ids: given once, kept for good."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.entities import Given, Ledger, assign_ids, former_ids, minted

RECORDS = [f"{register}:{number}" for register in ("register", "ror", "pic", "cordis") for number in range(3)]
groupings = st.lists(st.integers(0, 6), min_size=len(RECORDS), max_size=len(RECORDS)).map(
    # Those of the last group are not there.
    lambda roots: {record: f"g{root}" for record, root in zip(RECORDS, roots, strict=True) if root < 6}
)
Grouping = dict[str, str]


def lived(several: list[Grouping]) -> list[Ledger]:
    """Return what each release knew, where these groups came one after the other."""
    ledgers = [Ledger()]
    for release, groups in enumerate(several, start=2):
        found = assign_ids(groups, ledgers[-1])
        ledgers.append(Ledger(found.given, found.id_of, release))
    return ledgers[1:]


@given(groupings)
def test_the_same_groups_keep_their_ids(found: Grouping) -> None:
    first, again = lived([found, found])
    assert (again.id_of, again.given) == (first.id_of, first.given)


@given(groupings, groupings)
def test_two_groups_never_share_an_id_and_one_group_never_has_two(before: Grouping, after: Grouping) -> None:
    ids = lived([before, after])[-1].id_of
    assert len(set(ids.values())) == len(set(after.values()))
    assert len({(after[record], ids[record]) for record in after}) == len(set(after.values()))


@given(st.lists(groupings, min_size=2, max_size=5))
def test_an_id_answers_as_long_as_a_record_is_there_that_had_it(several: list[Grouping]) -> None:
    ledgers = lived(several)
    for before, after in pairwise(ledgers):
        kept = {entity for record, entity in before.id_of.items() if record in after.id_of}
        assert all(after.given[entity].record in after.id_of for entity in kept)


@given(st.lists(groupings.filter(lambda found: len(found) == len(RECORDS)), min_size=3, max_size=6))
def test_a_group_that_comes_again_has_its_id_again(several: list[Grouping]) -> None:
    seen: dict[frozenset[str], str] = {}
    for ledger in lived(several):
        for entity in set(ledger.id_of.values()):
            group = frozenset(record for record, its in ledger.id_of.items() if its == entity)
            assert seen.setdefault(group, entity) == entity


@given(groupings.filter(lambda found: "pic:0" in found))
def test_a_new_record_that_joins_a_group_leaves_its_id_alone(found: Grouping) -> None:
    ids, grown = (ledger.id_of for ledger in lived([found, {**found, "register:new": found["pic:0"]}]))
    assert grown == {**ids, "register:new": ids["pic:0"]}


def test_of_ids_of_one_release_that_of_the_first_record_names_a_joined_entity() -> None:
    before, now = lived([{"register:a": "one", "pic:1": "two"}, {"register:a": "one", "pic:1": "one"}])
    assert now.id_of == {"register:a": minted("register:a"), "pic:1": minted("register:a")}
    assert now.given[before.id_of["pic:1"]].record == "pic:1"


def test_of_ids_of_two_releases_the_older_names_a_joined_entity() -> None:
    both = {"register:a": "one", "pic:1": "two"}
    now = lived([{"pic:1": "two"}, both, {**both, "register:a": "two"}])[-1]
    assert set(now.id_of.values()) == {minted("pic:1")}


def test_a_better_known_record_that_came_later_does_not_take_the_id_along() -> None:
    now = lived([{"pic:1": "one"}, {"pic:1": "one", "register:a": "one"}, {"pic:1": "one", "register:a": "two"}])[-1]
    assert now.id_of == {"pic:1": minted("pic:1"), "register:a": minted("register:a")}


def test_the_id_of_a_record_that_is_gone_stays_with_the_rest_of_its_entity() -> None:
    first = {"register:a": "one", "pic:1": "one", "pic:2": "two"}
    now = lived([first, {"pic:1": "one", "pic:2": "two"}])[-1]
    assert now.id_of["pic:1"] == minted("register:a")
    assert now.given[minted("register:a")] == Given("pic:1", 1)


def test_the_id_of_a_record_that_is_gone_and_comes_again_is_its_own_again() -> None:
    both = {"register:a": "one", "pic:1": "two"}
    [first, _, now] = lived([both, {"pic:1": "two"}, both])
    assert now.id_of == first.id_of


def test_an_id_that_is_taken_is_not_given_again() -> None:
    taken = Ledger({minted("pic:1"): Given("register:a", 1)}, {"register:a": minted("pic:1")}, 2)
    now = assign_ids({"register:a": "one", "pic:1": "two"}, taken).id_of
    assert now["pic:1"] == minted("pic:1#1")


def test_a_release_of_before_ids_were_kept_names_the_records_that_they_were_made_for() -> None:
    stood, other, went = minted("pic:1"), "kaaaaaaaa", minted("pic:2")
    id_of = {"register:a": stood, "pic:1": stood, "pic:2": stood, "ror:1": other, "pic:3": other}
    found = former_ids(id_of, {went: stood, "kbbbbbbbb": other, other: stood, "kcccccccc": "kdddddddd"})
    assert found == {
        stood: Given("pic:1", 0),
        other: Given("ror:1", 0),
        went: Given("pic:2", 1),
        "kbbbbbbbb": Given("ror:1", 1),
    }
