"""Laws of who is put together with whom."""

from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.entities import Edge, group

RECORDS = [f"{register}:{number}" for register in ("register", "ror", "pic") for number in range(4)]
records = st.sampled_from(RECORDS)
pairs = st.tuples(records, records).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: (min(pair), max(pair)))
edges = st.lists(
    st.builds(lambda pair, strength: Edge(strength, pair[0], pair[1], "because"), pairs, st.integers(0, 3)), max_size=25
)


def nothing_else() -> Mapping[str, list[str]]:
    """Return the records, none of which carries another's number."""
    return {record: [] for record in RECORDS}


@given(edges, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_in_which_edges_are_given(given_edges: list[Edge], random: object) -> None:
    shuffled = list(given_edges)
    getattr(random, "shuffle")(shuffled)  # noqa: B009  # Hypothesis types its random as object
    assert group(nothing_else(), shuffled).group_of == group(nothing_else(), given_edges).group_of


@given(edges.map(lambda found: [edge for edge in found if edge.strength]))
def test_two_numbers_of_one_register_never_join_without_a_judgement(given_edges: list[Edge]) -> None:
    found = group(nothing_else(), given_edges).group_of
    for record in RECORDS:
        mates = [other for other in RECORDS if found[other] == found[record] and other != record]
        assert all(mate.partition(":")[0] != record.partition(":")[0] for mate in mates)


@given(edges, pairs)
def test_what_was_judged_different_is_never_in_one_group(given_edges: list[Edge], pair: tuple[str, str]) -> None:
    found = group(nothing_else(), given_edges, {pair: "judged different"}).group_of
    assert found[pair[0]] != found[pair[1]]


@given(edges, pairs)
def test_what_was_judged_the_same_is_in_one_group(given_edges: list[Edge], pair: tuple[str, str]) -> None:
    found = group(nothing_else(), [*given_edges, Edge(0, *pair, "judged")]).group_of
    assert found[pair[0]] == found[pair[1]]


@given(edges)
def test_every_edge_is_either_taken_or_a_doubt_with_its_reason(given_edges: list[Edge]) -> None:
    found = group(nothing_else(), given_edges)
    assert len(found.taken) + len(found.doubts) == len(given_edges)
    assert all(doubt.against for doubt in found.doubts)


def test_a_number_that_a_record_carries_keeps_it_from_another_record_of_that_register() -> None:
    numbers = {"register:example": ["ror:0aaaaaa11"], "ror:0bbbbbb22": []}
    found = group(numbers, [Edge(2, "register:example", "ror:0bbbbbb22", "the same name")])
    assert found.group_of["register:example"] != found.group_of["ror:0bbbbbb22"]
    assert found.doubts[0].against == "ror:0aaaaaa11 and ror:0bbbbbb22 are two numbers of one register"


def test_a_long_chain_is_one_group() -> None:
    records_in_a_row = [f"kbo:{number:03d}" for number in range(200)]
    chain = [Edge(1, left, right, "both") for left, right in pairwise(records_in_a_row)]
    found = group({record: [] for record in records_in_a_row}, chain)
    assert set(found.group_of.values()) == {"kbo:000"}


def test_a_record_that_carries_two_numbers_of_a_register_joins_only_one_of_them() -> None:
    numbers = {"register:example": ["ror:0aaaaaa11", "ror:0bbbbbb22"], "ror:0aaaaaa11": [], "ror:0bbbbbb22": []}
    found = group(numbers, [Edge(1, "register:example", ror, f"both carry {ror}") for ror in sorted(numbers)[1:]])
    assert found.group_of["register:example"] == found.group_of["ror:0aaaaaa11"]
    assert [doubt.right for doubt in found.doubts] == ["ror:0bbbbbb22"]


def test_two_numbers_that_a_person_judged_one_are_one_for_whoever_carries_either() -> None:
    numbers = {"pic:1": [], "pic:2": [], "pic:3": [], "register:one": ["pic:1"], "ror:0aaaaaa11": ["pic:2", "pic:3"]}
    edges = [
        Edge(0, "pic:1", "pic:2", "judged the same"),
        *(Edge(1, "pic:1", other, "both") for other in ("register:one", "ror:0aaaaaa11")),
        Edge(2, "pic:1", "pic:3", "the same name"),
    ]
    found = group(numbers, edges)
    assert {record for record, group in found.group_of.items() if group == "pic:1"} == numbers.keys() - {"pic:3"}


def test_what_a_judgement_joined_keeps_the_numbers_of_both() -> None:
    numbers = {"pic:1": ["ror:0aaaaaa11"], "register:one": [], "ror:0bbbbbb22": []}
    edges = [Edge(0, "pic:1", "register:one", "judged the same"), Edge(1, "register:one", "ror:0bbbbbb22", "both")]
    assert [doubt.right for doubt in group(numbers, edges).doubts] == ["ror:0bbbbbb22"]
