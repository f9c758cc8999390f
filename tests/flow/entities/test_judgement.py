"""Judgements are data, and can be taken back."""

import datetime
import multiprocessing
from pathlib import Path

import pytest

from kiem.flow.entities import Judgement, JudgementProblem, Judgements

DAY = datetime.date(2026, 11, 1)
SAME = Judgement("register:a", "ror:0aaaaaa11", "same", "a.steward@example.org", "one address, one number", DAY)


def test_there_are_no_judgements_before_the_first(tmp_path: Path) -> None:
    assert Judgements(tmp_path / "judgements.csv").all() == ()


def test_a_judgement_is_kept_word_for_word(tmp_path: Path) -> None:
    kept = Judgements(tmp_path / "house" / "judgements.csv")
    kept.judge(SAME)
    assert kept.all() == (SAME,)
    assert kept.standing() == (SAME,)


def test_a_judgement_taken_back_stays_in_the_record_and_counts_no_longer(tmp_path: Path) -> None:
    kept = Judgements(tmp_path / "judgements.csv")
    kept.judge(SAME)
    assert kept.take_back("ror:0aaaaaa11", "register:a", DAY) == 1
    assert kept.standing() == ()
    assert kept.all()[0].taken_back == DAY
    assert kept.take_back("register:a", "ror:0aaaaaa11", DAY) == 0


def test_the_last_judgement_of_a_pair_counts(tmp_path: Path) -> None:
    kept = Judgements(tmp_path / "judgements.csv")
    kept.judge(SAME)
    different = Judgement("ror:0aaaaaa11", "register:a", "different", "b.steward@example.org", "two towns", DAY)
    kept.judge(different)
    assert kept.standing() == (different,)


@pytest.mark.parametrize(("right", "verdict"), [("ror:0aaaaaa11", "perhaps"), ("register:a", "same")])
def test_a_judgement_that_says_nothing_is_refused(right: str, verdict: str) -> None:
    with pytest.raises(ValueError, match="says same or different"):
        Judgement("register:a", right, verdict, "a.steward@example.org", "", DAY)


def test_several_are_judged_at_once_and_just_those_taken_back(tmp_path: Path) -> None:
    kept = Judgements.of(tmp_path)
    other = Judgement("register:a", "register:b", "different", "b.steward@example.org", "two towns", DAY)
    again = Judgement("ror:0aaaaaa11", "register:a", "same", "b.steward@example.org", "one door", DAY)
    kept.judge(SAME, other, again)
    assert kept.all() == (SAME, other, again)
    assert kept.end([SAME, other], DAY) == 2
    assert kept.standing() == (again,)
    assert kept.end([SAME], DAY) == 0


def test_what_is_settled_is_the_only_judgement_that_counts(tmp_path: Path) -> None:
    kept = Judgements.of(tmp_path)
    different = Judgement("ror:0aaaaaa11", "register:a", "different", "b.steward@example.org", "two towns", DAY)
    kept.judge(SAME)

    assert kept.settle(SAME.pair, different, DAY)

    assert kept.standing() == (different,)
    assert kept.all()[0].taken_back == DAY
    assert kept.settle(SAME.pair, None, DAY)
    assert kept.standing() == ()


def test_to_settle_again_what_is_settled_changes_nothing(tmp_path: Path) -> None:
    kept = Judgements.of(tmp_path)
    assert kept.settle(SAME.pair, SAME, DAY)
    before = (tmp_path / "judgements.csv").stat().st_ino

    assert not kept.settle(SAME.pair, SAME, DAY)
    assert not kept.settle(("register:b", "ror:0aaaaaa11"), None, DAY)

    assert (tmp_path / "judgements.csv").stat().st_ino == before


def test_a_write_that_is_cut_off_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Judgements.of(tmp_path)
    kept.judge(SAME)

    def killed(_descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            kept.take_back(*SAME.pair, DAY)

    assert kept.all() == (SAME,)
    assert kept.take_back(*SAME.pair, DAY) == 1


def judge_some(home: Path, who: int) -> None:
    """Judge ten pairs, as one steward of several does."""
    for turn in range(10):
        Judgements.of(home).judge(
            Judgement(f"register:{who}", f"ror:{turn}", "same", f"steward{who}@example.org", "", DAY)
        )


def test_several_who_judge_at_once_lose_nothing(tmp_path: Path) -> None:
    stewards = [multiprocessing.get_context("spawn").Process(target=judge_some, args=(tmp_path, n)) for n in range(3)]
    for one in stewards:
        one.start()
    for one in stewards:
        one.join()
    assert len(Judgements.of(tmp_path).standing()) == 30


HEADER = b"left,right,verdict,by,reason,decided,taken_back\n"


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (b"left,right\nx:1,x:2\n", "line 2: it has no verdict;"),
        (HEADER + b"x:1,x:2,same,a@example.org,why,2026-11-01,\nx:1,x:3,sa", "line 3: it has no by;"),
        (HEADER + b"x:1,x:2,maybe,a@example.org,why,2026-11-01,\n", "line 2: A judgement says same or different"),
        (HEADER + b"x:1,x:2,same,a@example.org,why,yesterday,\n", "line 2: Invalid isoformat string"),
        (HEADER + b"x:1,x:2,same,a@example.org,caf\xe9,2026-11-01,\n", "judgements.csv: it is not UTF-8;"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_is_not_written_over(
    tmp_path: Path, told: bytes, message: str
) -> None:
    file = tmp_path / "judgements.csv"
    file.write_bytes(told)
    with pytest.raises(JudgementProblem) as problem:
        Judgements(file).all()
    assert message in str(problem.value)
    assert "\n" not in str(problem.value)
    with pytest.raises(JudgementProblem):
        Judgements(file).judge(SAME)
    assert file.read_bytes() == told
