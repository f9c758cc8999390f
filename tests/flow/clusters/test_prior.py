"""How many pairs of a list are one, told from their odds alone."""

import numpy as np
import pytest

from kiem.flow.clusters.prior import BY_TENS, FURTHEST, LONG, STRICTER, STRICTEST, shift, strictness
from kiem.flow.lookup import Floats, Ints

LEARNED = 0.3


def drawn(share: float, count: int = 20_000) -> tuple[Ints, Floats]:
    """Return pairs, of which a share is one, with odds as evidence gives them that was learned where it was 0.3.

    The evidence is normal, with a mean of 1 for those that are one and of -1 for others: its odds are twice its value.
    """
    dice = np.random.default_rng(5)
    evidence = dice.normal(np.where(dice.random(count) < share, 1.0, -1.0))
    pairs = np.arange(2 * count).reshape(-1, 2)
    return pairs, (2 * evidence + np.log(LEARNED / (1 - LEARNED))).astype(np.float32)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_the_share_of_a_list_is_found_from_the_odds(share: float) -> None:
    moved = shift(*drawn(share), LEARNED)
    found = 1 / (1 + np.exp(-moved - np.log(LEARNED / (1 - LEARNED))))
    assert found == pytest.approx(share, abs=0.02)


def test_a_list_of_strangers_moves_no_further_than_it_may() -> None:
    assert shift(*drawn(0.0), LEARNED) == -FURTHEST
    assert shift(*drawn(1.0), LEARNED) == FURTHEST
    assert shift(np.zeros((0, 2), np.int64), np.zeros(0, np.float32), LEARNED) == 0


def test_each_name_counts_alike_however_many_pairs_it_has() -> None:
    # One name with a hundred pairs that are one, and a hundred pairs of names that are not.
    pairs = np.array([(0, turn) for turn in range(1, 101)] + [(200 + turn, 400 + turn) for turn in range(100)])
    scores = np.array([4.0] * 100 + [-4.0] * 100, np.float32)
    moved = shift(pairs, scores, LEARNED)
    assert moved < shift(np.arange(400).reshape(-1, 2), scores, LEARNED)


def test_fewer_likely_pairs_and_more_names_make_it_stricter() -> None:
    assert strictness(0.5, 1) == strictness(0.0, LONG) == 0
    assert strictness(-0.1, LONG) == pytest.approx(STRICTER * 0.1)
    assert strictness(-FURTHEST, 1) == STRICTEST
    assert strictness(0.0, 100 * LONG) == pytest.approx(2 * BY_TENS)
