"""What a steward sees: what is open, what was decided, and two records side by side."""

import datetime
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kiem.flow.entities import Judgement, Judgements
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.catalogue import Catalogue, current
from kiem.foundation.stewardship import reads
from kiem.foundation.stewardship.actions import Choice, decide, take_back
from kiem.foundation.stewardship.comparing import NoSuchPair
from kiem.foundation.stewardship.models import Decision, RecordPair, Verdict
from tests.foundation.accounts.people import somebody
from tests.foundation.stewardship.doubtful import APART, BUSY, ONE, QUIET

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FAR = "their towns are 120 km apart"
BEFORE = datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)


def say(by: User, catalogue: Catalogue, pair: RecordPair, verdict: Verdict) -> Decision:
    return decide(by=by, catalogue=catalogue, choice=Choice(pair, verdict))


def open_pairs(reader: User, catalogue: Catalogue) -> list[RecordPair]:
    return [one.question.pair for one in reads.queue(reader, catalogue).entries]


def before_the_release(decision: Decision) -> None:
    """Let it seem that the decision was made before the release was built."""
    Decision.objects.filter(pk=decision.pk).update(decided_at=BEFORE, written_at=BEFORE)


def states(reader: User, catalogue: Catalogue) -> list[str]:
    return [one.state for one in reads.kept(catalogue, reads.decided(reader))]


def test_what_most_hangs_on_stands_first(catalogue: Catalogue, ada: User) -> None:
    found = reads.queue(ada, catalogue)
    assert open_pairs(ada, catalogue) == [BUSY, QUIET]
    assert found.counts == reads.Counts(open=2, unsure=0, decided=0, waiting=0, unwritten=0)
    assert found.entries[0].question.names == ("Sample University", "Fictional Institute")
    assert found.entries[0].question.against == "pic:900000001 and pic:900000002 are two numbers of one register"


def test_who_is_no_steward_sees_nothing(catalogue: Catalogue) -> None:
    staff = somebody(Role.STAFF)
    assert reads.queue(staff, catalogue).entries == ()
    assert reads.decided(staff) == ()
    assert reads.last_of(staff, "1") is None
    with pytest.raises(NoSuchPair):
        reads.pair_of(staff, catalogue, BUSY)
    assert not reads.is_steward(None)


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT])
def test_what_was_decided_does_not_come_back(catalogue: Catalogue, ada: User, verdict: Verdict) -> None:
    say(ada, catalogue, BUSY, verdict)
    assert open_pairs(ada, catalogue) == [QUIET]
    assert reads.queue(ada, catalogue).counts == reads.Counts(open=1, unsure=0, decided=1, waiting=1, unwritten=0)


def test_a_decision_about_other_records_of_the_two_things_answers_the_question(catalogue: Catalogue, ada: User) -> None:
    say(ada, catalogue, ("register:sample-university", "register:fictional-institute"), Verdict.DIFFERENT)
    assert open_pairs(ada, catalogue) == [QUIET]


def test_what_somebody_was_unsure_of_comes_last(catalogue: Catalogue, ada: User) -> None:
    say(ada, catalogue, BUSY, Verdict.UNSURE)
    found = reads.queue(ada, catalogue)
    assert [one.question.pair for one in found.entries] == [QUIET, BUSY]
    assert (found.counts.open, found.counts.unsure, found.counts.decided) == (2, 1, 0)
    assert reads.decided(ada) == ()


def test_what_was_taken_back_is_open_again(catalogue: Catalogue, ada: User) -> None:
    decision = say(ada, catalogue, BUSY, Verdict.DIFFERENT)
    take_back(by=ada, pair=BUSY, seen=decision.mark)
    assert open_pairs(ada, catalogue) == [BUSY, QUIET]
    assert reads.queue(ada, catalogue).counts.waiting == 0


def test_what_the_release_followed_and_was_taken_back_waits_for_the_next(catalogue: Catalogue, ada: User) -> None:
    decision = say(ada, catalogue, ONE, Verdict.SAME)
    before_the_release(decision)
    assert reads.queue(ada, catalogue).counts.waiting == 0
    take_back(by=ada, pair=ONE, seen=decision.mark)
    assert reads.queue(ada, catalogue).counts.waiting == 1


def test_a_decision_says_what_the_release_makes_of_it(catalogue: Catalogue, ada: User) -> None:
    gone = ("pic:900000001", "ror:0gone0001")
    Decision.objects.create(left=gone[0], right=gone[1], verdict="same", author="x", written_at=BEFORE)
    for pair in (ONE, APART):
        before_the_release(say(ada, catalogue, pair, Verdict.SAME))
    say(ada, catalogue, BUSY, Verdict.DIFFERENT)
    unwritten = say(ada, catalogue, QUIET, Verdict.SAME)
    Decision.objects.filter(pk=unwritten.pk).update(written_at=None)

    found = {one.decision.pair: one for one in reads.kept(catalogue, reads.decided(ada))}

    assert {pair: one.state for pair, one in found.items()} == {
        gone: "gone",
        ONE: "followed",
        APART: "not_followed",
        QUIET: "unwritten",
        BUSY: "waiting",
    }
    assert found[gone].names == ("Sample University", "ror:0gone0001")
    assert reads.queue(ada, catalogue).counts.unwritten == 1


def test_nothing_decided_asks_nothing(catalogue: Catalogue) -> None:
    before = catalogue.store.queries
    assert reads.kept(catalogue, ()) == ()
    assert catalogue.store.queries == before


def test_a_judgement_that_only_the_file_knows_counts(home: Path, catalogue: Catalogue, ada: User) -> None:
    Judgements.of(home).judge(Judgement(*BUSY, "different", "somebody@example.org", "", datetime.date(2026, 11, 1)))
    assert open_pairs(ada, catalogue) == [QUIET]
    assert states(ada, catalogue) == ["followed"]
    found = reads.pair_of(ada, catalogue, BUSY)
    assert (found.decision and found.decision.who, found.is_waiting) == ("somebody@example.org", False)


@pytest.mark.parametrize(("hours", "state"), [(1, "waiting"), (-1, "not_followed")])
def test_one_that_came_into_the_file_after_the_release_waits_whatever_its_day(
    home: Path, catalogue: Catalogue, ada: User, hours: int, state: str
) -> None:
    Judgements.of(home).judge(Judgement(*APART, "same", "somebody@example.org", "", datetime.date(2020, 1, 1)))
    moment = (reads.made_at(catalogue) + datetime.timedelta(hours=hours)).timestamp()
    os.utime(home / "judgements.csv", (moment, moment))
    assert states(ada, catalogue) == [state]
    assert reads.pair_of(ada, catalogue, APART).is_waiting == (state == "waiting")


def test_two_records_stand_side_by_side(catalogue: Catalogue, ada: User) -> None:
    found = reads.pair_of(ada, catalogue, BUSY).compared

    assert {(line.property, line.scheme): line.state for line in found.lines} == {
        ("name", ""): "differs",
        ("identifier", "kbo"): "equal",
        ("identifier", "pic"): "differs",
        ("type", ""): "differs",
        ("country", ""): "equal",
        ("city", ""): "equal",
        ("sme", ""): "equal",
    }
    assert (found.left.others, found.left.thing.name) == (("register:sample-university",), "Sample University")
    assert found.left.claims > 0 < found.left.relations
    assert found.left.figures > 0
    assert [one.reason for one in found.doubts] == ["both carry kbo:0999999922"]
    assert (found.is_one, found.joins) == (False, ())


def test_two_records_of_one_thing_say_why_they_were_joined(catalogue: Catalogue, ada: User) -> None:
    found = reads.pair_of(ada, catalogue, ONE).compared
    assert found.is_one
    assert "both carry pic:900000001" in [one.reason for one in found.joins]
    assert found.doubts == ()
    lines = {line.property: line for line in found.lines}
    assert (lines["name"].state, lines["sme"].state) == ("equal", "one")


def test_a_relation_is_told_by_the_name_of_the_other_thing(catalogue: Catalogue, ada: User) -> None:
    found = reads.pair_of(ada, catalogue, ("register:alpha", "register:beta")).compared
    line = next(one for one in found.lines if one.property == "spin_off_of")
    assert [said.other for said in line.left] == ["Sample University"]
    assert [said.other for said in line.right] == ["Fictional Institute", "Sample University"]
    assert line.state == "partly"


def test_the_next_question_follows_in_turn_and_ends_with_what_somebody_was_unsure_of(
    catalogue: Catalogue, ada: User
) -> None:
    busy, quiet = (reads.pair_of(ada, catalogue, pair).compared.about for pair in (BUSY, QUIET))
    assert reads.next_pair(ada, catalogue, busy) == QUIET
    assert reads.next_pair(ada, catalogue, quiet) == BUSY
    assert reads.next_pair(ada, catalogue, ("knothing", "kother")) is None
    say(ada, catalogue, BUSY, Verdict.UNSURE)
    assert reads.next_pair(ada, catalogue, quiet) == BUSY
    assert reads.next_pair(ada, catalogue, busy) == QUIET
    say(ada, catalogue, QUIET, Verdict.SAME)
    assert reads.next_pair(ada, catalogue, busy) is None


def test_a_steward_sees_what_they_did_last_and_nobody_elses(catalogue: Catalogue, ada: User, grace: User) -> None:
    decision = say(ada, catalogue, BUSY, Verdict.SAME)
    assert reads.last_of(ada, str(decision.pk)) == decision
    assert reads.last_of(grace, str(decision.pk)) is None
    assert [reads.last_of(ada, wrong) for wrong in ("", "x", "9" * 30)] == [None] * 3


def speak_against_what_joined(home: Path, pair: RecordPair) -> None:
    """Let the release have its doubts about the two that it joined."""
    file = home / "releases" / "0001" / "joins.parquet"
    rows = pq.read_table(file).to_pylist()
    told = [{**row, "against": FAR if (row["left_record"], row["right_record"]) == pair else None} for row in rows]
    pq.write_table(pa.Table.from_pylist(told), file)


def test_what_was_joined_though_something_speaks_against_it_is_asked_too(home: Path, ada: User) -> None:
    speak_against_what_joined(home, ONE)
    catalogue = current()
    assert open_pairs(ada, catalogue) == [BUSY, ONE, QUIET]
    [asked] = [one.question for one in reads.queue(ada, catalogue).entries if one.question.is_one]
    assert (asked.against, set(asked.names), asked.doubts) == (FAR, {"Sample University"}, 2)
    assert [join.against for join in reads.pair_of(ada, catalogue, ONE).compared.joins if join.against][:1] == [FAR]

    busy, one = (reads.pair_of(ada, catalogue, pair).compared.about for pair in (BUSY, ONE))
    assert reads.next_pair(ada, catalogue, busy) == ONE
    say(ada, catalogue, ONE, Verdict.SAME)
    assert reads.next_pair(ada, catalogue, one) == QUIET
    assert open_pairs(ada, catalogue) == [BUSY, QUIET]
