"""The next build follows what stewards decided, and what they took back."""

from pathlib import Path

import pytest
from django.utils import timezone

from kiem.flow.run import House, build
from kiem.foundation.accounts.models import User
from kiem.foundation.catalogue import Catalogue, current
from kiem.foundation.catalogue.records import members
from kiem.foundation.stewardship import reads
from kiem.foundation.stewardship.actions import Choice, decide, take_back
from kiem.foundation.stewardship.models import RecordPair, Verdict
from tests.conftest import INSTANCE
from tests.foundation.stewardship.doubtful import BUSY, ONE, QUIET

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def built_again(home: Path) -> Catalogue:
    """Build now, from what was read before."""
    build(House(INSTANCE, home), {}, timezone.now().isoformat())
    return current()


def is_one(reader: User, catalogue: Catalogue, pair: RecordPair) -> bool:
    return reads.pair_of(reader, catalogue, pair).compared.is_one


def test_the_next_build_joins_parts_and_remembers(home: Path, catalogue: Catalogue, ada: User) -> None:
    former = members(catalogue, BUSY)[BUSY[1]].thing
    joined = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME, "one board"))
    decide(by=ada, catalogue=catalogue, choice=Choice(QUIET, Verdict.DIFFERENT))
    decide(by=ada, catalogue=catalogue, choice=Choice(ONE, Verdict.DIFFERENT))

    second = built_again(home)

    assert {pair: is_one(ada, second, pair) for pair in (BUSY, QUIET, ONE)} == {BUSY: True, QUIET: False, ONE: False}
    found = reads.queue(ada, second)
    assert (found.entries, found.counts.waiting) == ((), 0)
    assert {one.state for one in reads.kept(second, reads.decided(ada))} == {"followed"}

    take_back(by=ada, pair=BUSY, seen=joined.mark)
    assert reads.queue(ada, second).counts.waiting == 1
    third = built_again(home)

    assert not is_one(ada, third, BUSY)
    assert members(third, BUSY)[BUSY[1]].thing == former
    assert BUSY in [one.question.pair for one in reads.queue(ada, third).entries]
