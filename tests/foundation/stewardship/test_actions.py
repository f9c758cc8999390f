"""What stewards say of two records, and how it comes to where the next build reads it."""

import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kiem.flow.entities import Judgement, Judgements
from kiem.foundation.accounts.actions import NotAllowed
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.actions import name_of
from kiem.foundation.audit.models import AuditEvent
from kiem.foundation.catalogue import Catalogue
from kiem.foundation.stewardship.actions import Choice, DecidedMeanwhile, decide, take_back, write_down
from kiem.foundation.stewardship.comparing import NoSuchPair
from kiem.foundation.stewardship.models import Decision, RecordPair, Verdict
from tests.foundation.accounts.people import somebody
from tests.foundation.stewardship.doubtful import APART, BUSY, QUIET

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = datetime.date(2026, 11, 1)
BY_HAND = Judgement(*BUSY, "same", "somebody@example.org", "one address", DAY)


def events() -> list[str]:
    """Return what the audit heard, oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("what", flat=True))


def standing(home: Path) -> list[tuple[str, str, str]]:
    """Return what the next build will read of the judgements that count."""
    return [(one.left, one.right, one.verdict) for one in Judgements.of(home).standing()]


def test_what_a_steward_says_is_kept_told_and_written_for_the_build(
    home: Path, catalogue: Catalogue, ada: User
) -> None:
    decision = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY[::-1], Verdict.DIFFERENT, " two \r\n towns "))

    assert (decision.pair, decision.by, decision.reason) == (BUSY, ada, "two towns")
    assert Judgements.of(home).standing() == (
        Judgement(*BUSY, "different", "ada@example.org", "two towns", timezone.localdate()),
    )
    decision.refresh_from_db()
    assert decision.written_at is not None
    event = AuditEvent.objects.get()
    assert (event.what, event.by, event.about) == ("stewardship.decided", ada, name_of(decision))
    assert event.details == {"left": BUSY[0], "right": BUSY[1], "verdict": "different", "reason": "two towns"}


def test_who_is_unsure_tells_the_build_nothing(home: Path, catalogue: Catalogue, ada: User) -> None:
    decision = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.UNSURE))
    assert standing(home) == []
    assert decision.judgement is None
    assert str(decision) == f"{BUSY[0]} {BUSY[1]} unsure"


@pytest.mark.parametrize("role", [Role.MEMBER, Role.STAFF])
def test_who_is_no_steward_decides_nothing(home: Path, catalogue: Catalogue, role: Role) -> None:
    person = somebody(role)
    with pytest.raises(NotAllowed, match="Data steward"):
        decide(by=person, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))
    with pytest.raises(NotAllowed, match="Data steward"):
        take_back(by=person, pair=BUSY, seen="")
    with pytest.raises(NotAllowed, match="Data steward"):
        write_down(by=person)
    assert (Decision.objects.count(), standing(home), events()) == (0, [], [])


def test_a_steward_who_was_let_out_decides_nothing(catalogue: Catalogue) -> None:
    person = somebody(Role.STEWARD, is_active=False)
    with pytest.raises(NotAllowed):
        decide(by=person, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))


@pytest.mark.parametrize(
    "pair",
    [("pic:900000001", "ror:0nothing1"), ("pic:900000001", "pic:900000001"), ("pic:900000001", "cordis:101000001")],
)
def test_of_what_is_no_pair_nothing_is_said(catalogue: Catalogue, ada: User, pair: RecordPair) -> None:
    with pytest.raises(NoSuchPair):
        decide(by=ada, catalogue=catalogue, choice=Choice(pair, Verdict.SAME))
    assert not Decision.objects.exists()


def test_a_second_steward_hears_what_the_first_decided_and_nothing_is_written_over(
    home: Path, catalogue: Catalogue, ada: User, grace: User
) -> None:
    first = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME, "one board"))

    with pytest.raises(DecidedMeanwhile) as told:
        decide(by=grace, catalogue=catalogue, choice=Choice(BUSY, Verdict.DIFFERENT))

    assert told.value.standing == first
    assert standing(home) == [(*BUSY, "same")]
    assert events() == ["stewardship.decided"]


def test_who_saw_what_was_decided_may_decide_otherwise(
    home: Path, catalogue: Catalogue, ada: User, grace: User
) -> None:
    first = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))

    decide(by=grace, catalogue=catalogue, choice=Choice(BUSY, Verdict.DIFFERENT, seen=first.mark))

    first.refresh_from_db()
    assert (first.taken_back_by, first.taken_back_at is not None) == (grace, True)
    assert standing(home) == [(*BUSY, "different")]
    assert [one.taken_back for one in Judgements.of(home).all()] == [timezone.localdate(), None]
    newest = AuditEvent.objects.first()
    assert newest is not None
    assert newest.details["instead_of"] == "same"


def test_to_press_twice_is_to_decide_once(catalogue: Catalogue, ada: User) -> None:
    choice = Choice(BUSY, Verdict.SAME, "one board")
    assert decide(by=ada, catalogue=catalogue, choice=choice) == decide(by=ada, catalogue=catalogue, choice=choice)
    assert events() == ["stewardship.decided"]


def test_who_is_unsure_again_looked_again(catalogue: Catalogue, ada: User) -> None:
    first = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.UNSURE))
    again = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.UNSURE, seen=first.mark))
    assert again.decided_at > first.decided_at
    first.refresh_from_db()
    assert first.written_at is not None


def test_what_was_decided_is_taken_back_with_one_action(home: Path, catalogue: Catalogue, ada: User) -> None:
    decision = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))

    take_back(by=ada, pair=BUSY[::-1], seen=decision.mark)

    assert standing(home) == []
    assert Judgements.of(home).all()[0].taken_back == timezone.localdate()
    assert events() == ["stewardship.decided", "stewardship.taken_back"]
    assert AuditEvent.objects.filter(about=name_of(decision)).count() == 2


def test_what_nobody_saw_is_not_taken_back(home: Path, catalogue: Catalogue, ada: User, grace: User) -> None:
    first = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))
    second = decide(by=grace, catalogue=catalogue, choice=Choice(BUSY, Verdict.DIFFERENT, seen=first.mark))

    with pytest.raises(DecidedMeanwhile) as told:
        take_back(by=ada, pair=BUSY, seen=first.mark)

    assert told.value.standing == second
    with pytest.raises(DecidedMeanwhile) as nothing:
        take_back(by=ada, pair=QUIET, seen=first.mark)
    assert nothing.value.standing is None
    assert standing(home) == [(*BUSY, "different")]


def test_a_judgement_that_only_the_file_knew_is_seen_and_replaced(home: Path, catalogue: Catalogue, ada: User) -> None:
    Judgements.of(home).judge(BY_HAND)

    with pytest.raises(DecidedMeanwhile) as told:
        decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.DIFFERENT))
    assert told.value.standing is not None
    decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.DIFFERENT, seen=told.value.standing.mark))

    assert told.value.standing.who == "somebody@example.org"
    assert standing(home) == [(*BUSY, "different")]
    assert [(one.author, one.by) for one in Decision.objects.order_by("pk")] == [
        ("somebody@example.org", None),
        ("ada@example.org", ada),
    ]


def test_a_judgement_that_only_the_file_knew_is_taken_back(home: Path, ada: User) -> None:
    Judgements.of(home).judge(BY_HAND)
    take_back(by=ada, pair=BUSY, seen="same-2026-11-01")
    assert standing(home) == []
    assert Decision.objects.get().taken_back_by == ada


def test_what_could_not_be_written_is_kept_and_written_with_the_next(
    home: Path, catalogue: Catalogue, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        first = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))
        assert not write_down(by=ada)
    first.refresh_from_db()
    assert (first.written_at, standing(home)) == (None, [])

    decide(by=ada, catalogue=catalogue, choice=Choice(QUIET, Verdict.DIFFERENT))

    assert standing(home) == [(*BUSY, "same"), (*QUIET, "different")]
    first.refresh_from_db()
    assert first.written_at is not None


def test_who_is_killed_between_deciding_and_writing_loses_nothing(
    home: Path, catalogue: Catalogue, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))
    assert standing(home) == []

    assert write_down(by=ada)
    assert write_down(by=ada)

    assert standing(home) == [(*BUSY, "same")]
    assert len(Judgements.of(home).all()) == 1
    assert events() == ["stewardship.decided", "stewardship.written", "stewardship.written"]


def test_who_is_killed_between_writing_and_noting_it_writes_nothing_twice(
    home: Path, catalogue: Catalogue, ada: User
) -> None:
    decision = decide(by=ada, catalogue=catalogue, choice=Choice(BUSY, Verdict.SAME))
    Decision.objects.filter(pk=decision.pk).update(written_at=None)
    assert write_down(by=ada)
    assert len(Judgements.of(home).all()) == 1


def test_two_records_that_no_doubt_names_are_brought_together(home: Path, catalogue: Catalogue, ada: User) -> None:
    decide(by=ada, catalogue=catalogue, choice=Choice(APART, Verdict.SAME))
    assert standing(home) == [(*APART, "same")]


@pytest.mark.parametrize("wrong", [{"right": "a:1"}, {"verdict": "perhaps"}], ids=["one record", "no verdict"])
def test_the_database_refuses_a_decision_of_nothing(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**{"left": "a:1", "right": "b:1", "verdict": "same", "author": "x", **wrong})


def test_the_database_refuses_a_second_decision_that_counts() -> None:
    Decision.objects.create(left="a:1", right="b:1", verdict="same", author="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(left="a:1", right="b:1", verdict="different", author="y")
