"""What was said of questions of a kind stands beside the next one of that kind."""

import pytest

from kiem.foundation.accounts.models import User
from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.evidence import kind_of_evidence
from kiem.foundation.stewardship import reads
from kiem.foundation.stewardship.actions import Choice, decide, take_back
from kiem.foundation.stewardship.models import Decision, Verdict
from kiem.foundation.stewardship.precedents import Precedents, precedents
from tests.foundation.stewardship.doubtful import APART, BUSY, QUIET
from tests.foundation.stewardship.test_pages import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

KIND, OTHER = "number vat / two numbers", "number kbo / two numbers"
"""Of the quiet pair, and of the busy one."""


def earlier(count: int, verdict: Verdict, kind: str = KIND) -> None:
    """Let so many such questions have been answered so."""
    for turn in range(count):
        Decision.objects.create(left=f"x:{kind}{verdict}{turn}", right="y:1", verdict=verdict, asked=kind)


@pytest.mark.parametrize(
    ("same", "different", "likely"),
    [(0, 0, ""), (4, 0, ""), (5, 0, "same"), (0, 5, "different"), (9, 1, ""), (20, 1, "same"), (3, 30, "different")],
)
def test_one_answer_is_likely_where_enough_said_it(same: int, different: int, likely: str) -> None:
    assert Precedents(same, different).likely == likely


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("both carry vat:BE0999999922", "number vat"),
        ("their towns are 120 km apart", "far"),
        ("judged different on 2026-11-20: why", "judged different"),
        ("something new", ""),
    ],
)
def test_evidence_is_of_a_kind(told: str, kind: str) -> None:
    assert kind_of_evidence(told) == kind


def test_an_answer_keeps_what_kind_of_question_it_answered(catalogue: Catalogue, ada: User) -> None:
    decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))
    decide(by=ada, catalogue=catalogue, choice=Choice(APART, Verdict.DIFFERENT))
    assert {one.pair: one.asked for one in Decision.objects.all()} == {BUSY: OTHER, APART: ""}
    assert precedents() == {OTHER: Precedents(1, 0)}
    assert precedents(besides=BUSY) == {}
    again = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.UNSURE, seen=reads.decided(ada)[-1].mark))
    assert (again.asked, precedents()) == (OTHER, {})


def test_what_was_taken_back_is_no_precedent(catalogue: Catalogue, ada: User) -> None:
    told = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))
    take_back(by=ada, pair=BUSY, seen=told.mark)
    assert precedents() == {}


def test_a_question_is_shown_with_what_was_said_of_others(catalogue: Catalogue, ada: User) -> None:
    earlier(1, Verdict.SAME)
    earlier(11, Verdict.DIFFERENT)
    earlier(3, Verdict.SAME, "name / far")
    assert [one.precedents for one in reads.queue(ada, catalogue).entries] == [Precedents(), Precedents(1, 11)]
    browser = browser_of(ada)
    assert (
        "likely not the same: said 11 \u00d7 of such, the same 1 \u00d7" in browser.get("/en/steward/").content.decode()
    )
    page = browser.get(f"/en/steward/{QUIET[0]}/{QUIET[1]}/").content.decode()
    assert "Said of other questions of this kind: 1 \u00d7 the same, 11 \u00d7 not the same." in page
    assert "These are likely not the same." in page
