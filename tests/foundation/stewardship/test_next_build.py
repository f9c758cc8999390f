"""The next build follows what stewards decided, and what they took back."""

import shutil
from decimal import Decimal
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
from tests.foundation.stewardship.test_pages import browser_of

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


def test_what_a_decision_changed_in_figures_is_told_with_the_release_that_follows_it(
    home: Path, catalogue: Catalogue, ada: User
) -> None:
    decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))
    decide(by=ada, catalogue=catalogue, choice=Choice(QUIET, Verdict.DIFFERENT))
    assert [one.effects for one in reads.kept(catalogue, reads.decided(ada))] == [(), ()]

    second = built_again(home)

    told = {one.decision.pair: one.effects for one in reads.kept(second, reads.decided(ada))}
    assert told[QUIET] == ()
    changed = {(one.figure, one.part["en"] if one.part else ""): (one.before, one.after) for one in told[BUSY]}
    assert changed == {
        ("eu-contribution-by-kind", "university"): (Decimal(450_000), Decimal("610000.5")),
        ("eu-contribution-by-kind", "research institute"): (Decimal("160000.5"), None),
    }
    page = browser_of(ada).get("/en/steward/decided/").content.decode()
    assert "Figures that rest on them, before this release and in it:" in page
    assert "€450,000 → €610,000" in page.replace("\u00a0", "")

    decide(by=ada, catalogue=second, choice=Choice(ONE, Verdict.DIFFERENT))
    third = built_again(home)
    assert next(one for one in reads.kept(third, reads.decided(ada)) if one.decision.pair == BUSY).effects == ()
    shutil.rmtree(second.folder)
    assert all(one.effects == () for one in reads.kept(third, reads.decided(ada)))
