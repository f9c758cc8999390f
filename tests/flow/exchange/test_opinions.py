"""What edges say of records that are known here, through ids that are not."""

import datetime
import json

from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.exchange import Opinion, edges_in, opinions

TODAY = datetime.date(2026, 3, 9)
KNOWN = {name: name for name in "abcd"} | {"k1": "a"}


def told(*edges: tuple[str, str, str, str | None, str | None]) -> list[Opinion]:
    lines = [json.dumps([left, right, what, None, user, on]) for left, right, what, user, on in edges]
    return list(opinions(edges_in(lines), KNOWN, TODAY))


def said(*edges: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Return each opinion as its pair and verdict."""
    return [(*one.pair, one.verdict) for one in told(*((*edge, None, None) for edge in edges))]


def test_two_that_hang_on_one_unknown_id_are_the_same() -> None:
    assert said(("NK-1", "a", "positive"), ("NK-1", "b", "positive")) == [("a", "b", "same")]


def test_an_opinion_is_by_whom_and_of_the_day_of_the_edge_that_made_it() -> None:
    [one] = told(
        ("NK-1", "a", "positive", "ann", "2026-03-01"), ("b", "NK-1", "positive", "bob", "2026-03-02T10:00:00")
    )
    assert (one.by, one.decided) == ("bob", datetime.date(2026, 3, 2))
    for never in ("once", None, "0001-01-01", "2026-03-10"):
        [one] = told(("a", "b", "positive", None, never))
        assert (one.by, one.decided) == ("unknown", TODAY)
    assert one.judgement.reason == "taken in from a resolver's file"


def test_each_is_tied_to_the_nearest_of_its_group() -> None:
    edges = [("NK-1", "a", "positive"), ("NK-1", "b", "positive"), ("NK-2", "b", "positive"), ("NK-2", "c", "positive")]
    assert said(*edges) == [("a", "b", "same"), ("b", "c", "same")]


def test_groups_that_meet_far_from_here_are_the_same() -> None:
    edges = [("x", "y", "positive"), ("z", "w", "positive"), ("a", "x", "positive"), ("b", "z", "positive")]
    assert said(*edges) == []
    assert said(*edges, ("y", "w", "positive")) == [("a", "b", "same")]


def test_what_follows_from_the_rest_is_said_as_well() -> None:
    edges = [("a", "b", "positive"), ("b", "c", "positive"), ("NK-1", "a", "positive"), ("NK-1", "c", "positive")]
    assert said(*edges) == [("a", "b", "same"), ("b", "c", "same"), ("a", "c", "same")]
    assert said(*edges, ("x", "y", "positive"), ("y", "z", "positive"), ("x", "z", "positive")) == said(*edges)


def test_a_record_under_two_of_its_names_says_nothing_of_others() -> None:
    assert said(("k1", "a", "positive"), ("k1", "b", "positive")) == [("a", "b", "same")]


def test_the_different_come_last_and_of_whom_they_are_known() -> None:
    edges = [("NK-1", "b", "negative"), ("c", "x", "negative"), ("NK-1", "a", "positive")]
    assert said(*edges) == [("a", "b", "different")]


def test_a_record_may_be_said_to_differ_from_itself() -> None:
    assert said(("k1", "a", "negative")) == [("a", "a", "different")]


IDS = st.sampled_from(["a", "b", "c", "d", "NK-1", "NK-2", "x"])


@given(st.lists(st.tuples(IDS, IDS).filter(lambda pair: pair[0] != pair[1]), max_size=12))
def test_known_records_are_the_same_when_a_chain_of_edges_joins_them(pairs: list[tuple[str, str]]) -> None:
    found = said(*((left, right, "positive") for left, right in pairs))
    assert _groups(pairs) == _groups([(left, right) for left, right, _ in found])


def _groups(pairs: list[tuple[str, str]]) -> set[frozenset[str]]:
    """Return the groups of two or more of the records that the pairs join."""
    groups = [{one} for one in {*"abcd", *(end for pair in pairs for end in pair)}]
    for left, right in pairs:
        touched = [group for group in groups if left in group or right in group]
        groups = [group for group in groups if group not in touched] + [set().union(*touched)]
    return {frozenset(group & set("abcd")) for group in groups if len(group & set("abcd")) > 1}
