"""What others judged never changes what is decided here."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.entities import Judgement
from kiem.flow.exchange import Opinion, brought_in, weighed

BY = "partner@example.net"


def day(number: int) -> datetime.date:
    return datetime.date(2026, 3, number)


def here(left: str, right: str, verdict: str, on: int = 1, back: int | None = None) -> Judgement:
    return Judgement(left, right, verdict, "ann@example.org", "why", day(on), None if back is None else day(back))


def there(left: str, right: str, verdict: str, on: int = 2) -> Opinion:
    return Opinion(left, right, verdict, BY, day(on))


def test_what_is_new_here_is_taken_in_with_who_and_when() -> None:
    taking = weighed([there("b", "a", "same"), there("c", "a", "different")], [])
    assert [(one.left, one.right, one.verdict, one.by, one.decided) for one in taking.new] == [
        ("a", "b", "same", BY, day(2)),
        ("a", "c", "different", BY, day(2)),
    ]


def test_what_is_said_or_implied_here_is_left_alone() -> None:
    house = [here("a", "b", "same"), here("b", "c", "same"), here("c", "d", "different"), here("a", "c", "same")]
    told = [there("a", "b", "same"), there("a", "c", "same"), there("d", "a", "different")]
    taking = weighed(told, house)
    assert (taking.new, taking.already, taking.against) == ((), 3, ())


def test_what_contradicts_here_is_not_taken_in() -> None:
    house = [
        here("a", "b", "same"),
        here("c", "d", "different"),
        here("e", "a", "same"),
        here("x", "y", "same", back=1),
    ]
    told = [there("e", "b", "different"), there("d", "c", "same"), there("a", "a", "different")]
    taking = weighed(told, house)
    assert (taking.new, taking.already, taking.against) == ((), 0, tuple(told))


def test_what_would_join_two_that_are_parted_here_contradicts() -> None:
    house = [here("a", "d", "different")]
    told = [there("a", "b", "same"), there("c", "d", "same"), there("b", "c", "same")]
    taking = weighed(told, house)
    assert [one.pair for one in taking.new] == [("a", "b"), ("c", "d")]
    assert taking.against == (told[2],)


def test_a_file_that_contradicts_itself_is_taken_at_its_first_word() -> None:
    told = [there("a", "b", "same"), there("b", "a", "different")]
    taking = weighed(told, [])
    assert (len(taking.new), taking.against) == (1, (told[1],))


def test_what_a_steward_took_back_since_stays_taken_back() -> None:
    house = [here("a", "b", "same", on=1, back=5)]
    assert weighed([there("a", "b", "same", on=5)], house).taken_back == 1
    assert weighed([there("a", "b", "same", on=6)], house).taken_back == 0
    assert len(weighed([there("a", "b", "same", on=6)], house).new) == 1


def test_only_what_came_from_the_file_is_brought_in_by_it() -> None:
    told = [there("a", "b", "same"), there("c", "d", "same"), there("e", "f", "different")]
    taken = weighed(told[:1], []).new
    ended = Judgement("e", "f", "different", BY, "taken in from a resolver's file", day(2), day(3))
    house = [*taken, here("c", "d", "same"), ended]
    assert brought_in(told, house) == taken
    assert brought_in([there("a", "b", "different")], house) == ()


PAIRS = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.sampled_from(["same", "different"]))


@given(st.lists(PAIRS, max_size=12))
def test_to_take_in_the_same_again_changes_nothing(told: list[tuple[str, str, str]]) -> None:
    opinions = [there(*one) for one in told]
    first = weighed(opinions, [])
    second = weighed(opinions, first.new)
    assert second.new == ()
    assert second.already + len(second.against) == len(told)
    assert len(second.against) == len(first.against)
