"""Places in the drawing: within it, apart, never in the middle, always the same."""

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from kiem.goals.connect.rings import INNER, ring_places

COUNTS = st.integers(0, 60)


@given(COUNTS)
def test_there_is_a_place_for_each_and_no_two_are_the_same(count: int) -> None:
    places = ring_places(count)

    assert len(places) == count
    assert len(set(places)) == count


@given(COUNTS)
def test_places_lie_within_the_drawing_and_not_in_its_middle(count: int) -> None:
    for x, y in ring_places(count):
        assert 0.45 < hypot(x, y) < 1.01


@given(COUNTS)
def test_the_first_stand_nearer_than_the_others(count: int) -> None:
    distances = [hypot(x, y) for x, y in ring_places(count)]

    assert all(distance < 0.6 for distance in distances[:INNER])
    assert all(distance > 0.9 for distance in distances[INNER:])


@given(COUNTS)
def test_the_same_count_gives_the_same_places(count: int) -> None:
    assert ring_places(count) == ring_places(count)
