"""Laws of who is who over time: whatever arrives, changes, goes, comes back, is judged and is taken back.

That a full rebuild gives the same ids as the steps did means three things, and each is a law here. From the last
release, of all that was ever said and judged: the same ids, in one go. From nothing, step by step: the same ids again,
in whatever order the rows of a step come. From nothing in one go: the same groups; their ids may be others, because a
group has the id that it had before its better known records came.
"""

import random
from collections import Counter
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.engine import Engine
from kiem.flow.entities import Ledger
from tests.flow.entities.passing import House, Judged, Release, Step, histories, pairs

EXCLUSIVE = ("register", "ror", "pic")
several = settings(max_examples=12)


@several
@given(history=histories)
def test_ids_never_change_silently(desk: Engine, history: list[Step]) -> None:
    releases = House(desk).live(history).releases
    for number, release in enumerate(releases):
        every_id_ever_given_answers(releases[: number + 1])
        a_group_that_comes_again_has_its_id_again(releases[:number], release)
    for before, after in pairwise(releases):
        a_record_has_another_id_only_where_its_group_joined_or_parted(before, after)


def every_id_ever_given_answers(releases: list[Release]) -> None:
    now, standing = releases[-1], set(releases[-1].id_of.values())
    ever = {identifier for release in releases for identifier in release.id_of.values()}
    assert all(one in standing or now.aliases[one] in standing for one in ever)
    assert all(now.aliases[record] == entity for record, entity in now.id_of.items())


def a_group_that_comes_again_has_its_id_again(earlier: list[Release], now: Release) -> None:
    for release in earlier:
        assert all(now.id_of[min(group)] == release.id_of[min(group)] for group in release.groups & now.groups)


def a_record_has_another_id_only_where_its_group_joined_or_parted(before: Release, after: Release) -> None:
    for record, was in before.id_of.items():
        known = after.group_of[record] & before.id_of.keys()
        assert after.id_of[record] == was or known != before.group_of[record]


@several
@given(history=histories)
def test_who_is_one_follows_judgements_first_then_numbers(desk: Engine, history: list[Step]) -> None:
    house = House(desk).live(history)
    for release in house.releases:
        what_was_judged_is_so_unless_another_judgement_parts_it(release)
        what_is_followed_is_within_a_group_and_what_is_refused_between_two(release)
    two_numbers_of_one_register_are_never_one_without_a_judgement(house)
    whatever_records_share_is_followed_or_a_doubt(house)


def what_was_judged_is_so_unless_another_judgement_parts_it(release: Release) -> None:
    for (left, right), verdict in release.judged.items():
        if {left, right} <= release.id_of.keys():
            told = [against for (*ends, _), against in release.doubts.items() if ends == [left, right]]
            is_parted = verdict == "different" or any(one.startswith("judged different on ") for one in told)
            assert is_parted == (release.id_of[left] != release.id_of[right])


def what_is_followed_is_within_a_group_and_what_is_refused_between_two(release: Release) -> None:
    assert all(release.id_of[left] == release.id_of[right] for left, right, _ in release.joins)
    assert all(release.id_of[left] != release.id_of[right] for left, right, _ in release.doubts)


def two_numbers_of_one_register_are_never_one_without_a_judgement(house: House) -> None:
    judged = {record for pair, verdict in house.judged.items() if verdict == "same" for record in pair}
    for group in house.last.groups:
        for left, right in combinations(() if group & judged else sorted(group), 2):
            for register in EXCLUSIVE:
                ours, theirs = house.numbers(left, register), house.numbers(right, register)
                assert not ours or not theirs or ours & theirs


def whatever_records_share_is_followed_or_a_doubt(house: House) -> None:
    told = {reason for *_, reason in house.last.joins | house.last.doubts.keys()}
    carried = Counter(number for record in house.last.id_of for number in house.numbers(record, ""))
    assert {f"both carry {number}" for number, times in carried.items() if times > 1} <= told


@several
@given(history=histories)
def test_a_rebuild_from_the_last_release_changes_no_id_and_one_from_nothing_no_group(
    desk: Engine, history: list[Step]
) -> None:
    house = House(desk).live(history)
    assert house.resolved(house.last.ledger(len(history) + 1)) == house.last
    # What a source took back of a record that is still there counts no longer.
    from_nothing = house.resolved(Ledger(), house.last_said)
    assert from_nothing.groups == house.last.groups
    assert (from_nothing.joins, from_nothing.doubts) == (house.last.joins, house.last.doubts)


@several
@given(history=histories, seed=st.integers())
def test_the_same_steps_give_the_same_ids_in_whatever_order_the_rows_of_a_step_come(
    desk: Engine, history: list[Step], seed: int
) -> None:
    shuffled = House(desk, shuffle=random.Random(seed)).live(history)
    assert shuffled.releases == House(desk).live(history).releases


@several
@given(history=histories, pair=pairs, verdict=st.sampled_from(("same", "different")))
def test_a_judgement_taken_back_leaves_everything_as_it_was_and_every_id_between_answers(
    desk: Engine, history: list[Step], pair: tuple[str, str], verdict: str
) -> None:
    house = House(desk).live([*history, [Judged(pair)]])
    before = house.last
    house.live([[Judged(pair, verdict)], [Judged(pair)]])
    assert (house.last.id_of, house.last.joins, house.last.doubts) == (before.id_of, before.joins, before.doubts)
    assert before.aliases.items() <= house.last.aliases.items()
    every_id_ever_given_answers(house.releases)
