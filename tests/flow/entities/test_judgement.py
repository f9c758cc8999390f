"""Judgements are data, and can be taken back."""

import datetime
from pathlib import Path

import pytest

from kiem.flow.entities import Judgement, Judgements

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
