"""Places in the drawing: within it, a row each, never in the middle, always the same."""

from hypothesis import given
from hypothesis import strategies as st

from kiem.goals.connect.rings import INNER, INNER_REACH, ring_places

COUNTS = st.integers(0, 60)


@given(COUNTS)
def test_there_is_a_place_for_each_and_no_two_share_a_row(count: int) -> None:
    places = ring_places(count)

    assert len(places) == count
    assert len({y for _, y in places}) == count


@given(COUNTS)
def test_places_lie_within_the_drawing_and_not_in_its_middle(count: int) -> None:
    for x, y in ring_places(count):
        assert INNER_REACH <= abs(x) <= 1
        assert abs(y) < 1


@given(COUNTS)
def test_the_first_stand_nearest_to_the_middle(count: int) -> None:
    places = ring_places(count)

    assert all(abs(x) == INNER_REACH for x, _ in places[:INNER])
    assert [abs(y) for _, y in places] == sorted(abs(y) for _, y in places)


@given(COUNTS)
def test_both_sides_hold_as_many(count: int) -> None:
    sides = [x > 0 for x, _ in ring_places(count)]

    assert abs(2 * sum(sides) - count) <= 1


@given(COUNTS)
def test_the_same_count_gives_the_same_places(count: int) -> None:
    assert ring_places(count) == ring_places(count)
