"""Two processes give what one gives."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool

import pytest

from kiem.flow.lookup import THREADS, Lookup, Mention, lookup, shared, sharing
from tests.flow.lookup.fictitious import RECORDS, register

ASKED = list(range(12))


def twice(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    for number in numbers:
        yield 2 * number, os.getpid()


def test_much_is_done_by_others_and_little_here() -> None:
    much, little = list(shared(twice, ASKED, 2)), list(shared(twice, ASKED, 4))
    assert [told for told, _ in much] == [told for told, _ in little] == [2 * number for number in ASKED]
    assert os.getpid() not in {process for _, process in much}
    assert {process for _, process in little} == {os.getpid()}
    assert not sharing.given
    assert list(shared(twice, [], 4)) == []


def test_where_no_process_can_be_made_of_this_one_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert {process for _, process in shared(twice, ASKED, 2)} == {os.getpid()}


def test_who_shares_has_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(THREADS, "count", 2)
    monkeypatch.setattr(sharing, "given", [])
    sharing._begin(twice, [0, 1, 2, 3, 4], os.getppid())
    assert THREADS.count == 1
    assert [told for told, _ in sharing._done((1, 4))] == [2, 4, 6]


def test_two_who_share_at_once_are_not_confused() -> None:
    def thrice(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        for number in numbers:
            yield 3 * number, os.getpid()

    one, other = shared(twice, ASKED, 2), shared(thrice, ASKED, 2)
    both = [(first[0], second[0]) for first, second in zip(one, other, strict=True)]
    assert both == [(2 * number, 3 * number) for number in ASKED]


def test_where_one_of_them_is_killed_nobody_waits_for_it() -> None:
    def dies(numbers: Sequence[int]) -> Iterator[int]:
        if 5 in numbers:
            os.kill(os.getpid(), signal.SIGKILL)
        yield from numbers

    with pytest.raises(BrokenProcessPool):
        list(shared(dies, ASKED, 2))


def test_who_takes_no_more_leaves_no_process_behind() -> None:
    several = shared(twice, ASKED, 2)
    _, process = next(several)
    assert isinstance(several, Generator)
    several.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_names_are_found_alike_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Lookup.learn(register())
    mentions = [Mention(name, country) for _, country, _, names in RECORDS for name in names]
    alone = list(known.find(mentions))
    monkeypatch.setattr(lookup, "AT_ONCE", 2)
    assert list(known.find(mentions)) == alone


def test_a_failure_of_another_is_told_here() -> None:
    def fails(numbers: Sequence[int]) -> Iterator[int]:
        yield 1 // numbers[0]

    with pytest.raises(ZeroDivisionError):
        list(shared(fails, ASKED, 2))


SHARES = """
import os, time
from kiem.flow.lookup import shared
def waits(numbers):
    print(os.getpid(), flush=True)
    time.sleep(600)
    yield from numbers
list(shared(waits, list(range(8)), 2))
"""


def test_who_shares_ends_with_who_asked() -> None:
    with subprocess.Popen([sys.executable, "-c", SHARES], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        both = [int(asking.stdout.readline()) for _ in range(2)]
        asking.kill()
        # It has an end when nobody has it open any more.
        assert asking.communicate(timeout=60)[0] == ""
    assert len({*both}) == 2
