"""Who is who in a list of names: every name once, spellings together, strangers apart, whatever the order."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.clusters import Membership, memberships
from kiem.flow.clusters.candidates import candidates
from kiem.flow.clusters.clusters import distinct
from kiem.flow.clusters.evidence import BY_JUDGEMENT, EDGES, SIZES, levels, score
from kiem.flow.clusters.grouping import Linkage, grouped
from kiem.flow.lookup import Mention

NAMES = (
    *("Zennegat Pharma NV", "ZENNEGAT PHARMACEUTICALS", "Zennegat Pharma Deutschland GmbH", "Zenegat Pharma"),
    *("University of Karst", "Université de Karst", "Dept. of Cardiology, University of Karst"),
    *("First Affiliated Hospital of Nuthe", "Second Affiliated Hospital of Nuthe"),
    *("Beispielwerk AG", "Ministry of Health", "…", "AG", "12", "European Example Trial Group (EETG)", "EETG"),
)

MENTIONS = st.lists(st.builds(Mention, st.sampled_from(NAMES), st.sampled_from(["", "BE", "FR"])), max_size=14)


def clusters(names: Sequence[str], countries: Sequence[str] = ()) -> set[frozenset[int]]:
    mentions = [Mention(name, country) for name, country in zip(names, countries or [""] * len(names), strict=True)]
    return partition([one.first for one in memberships(mentions)])


def partition(first: Sequence[int]) -> set[frozenset[int]]:
    return {frozenset(turn for turn, one in enumerate(first) if one == lead) for lead in first}


def together(*names: str) -> bool:
    return len(clusters(names)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Zennegat Pharma NV", "ZENNEGAT PHARMACEUTICALS"),
        ("Zennegat Pharma NV", "Zennegat Pharma Deutschland GmbH"),
        ("Zennegat", "Zennegat Belgium"),
        ("Zennegat Pharma", "Zenegat Pharma", "Zennegat Pharma"),
        ("Kar Nuth Biotech", "KarNuth Biotech NV"),
        ("University of Karstveld", "Universität Karstveld", "Karstveld University"),
        ("Zennegat Pharma", "Oncology Division, Zennegat Pharma"),
        ("European Zennegat Trial Group (EZTG)", "EZTG"),
        ("Zennegat Karst Beispielwerk", "ZKB"),
    ],
)
def test_spellings_sites_and_abbreviations_go_together(names: tuple[str, ...]) -> None:
    assert together(*names)


@pytest.mark.parametrize(
    "names",
    [
        ("First Affiliated Hospital of Nuthe University", "Second Affiliated Hospital of Nuthe University"),
        ("Karstveld Cancer Hospital", "Karstveld Children's Hospital"),
        ("Zennegat Pharma", "Beispielwerk Pharma"),
        ("University of California, Los Angeles", "University of California, Davis"),
        ("Hospital of Karstveld", "Ministry of Agriculture"),
        ("…", "…"),
        ("Karst Institute", "Karst Hospital of Zwolle", "Beispielwerk Bakery"),
    ],
)
def test_what_differs_stays_apart(names: tuple[str, ...]) -> None:
    assert len(clusters(names)) == len(names)


def test_one_name_in_two_countries_is_one_where_it_tells_who_it_is() -> None:
    assert len(clusters(["Ministry of Health"] * 2, ["BE", "FR"])) == 2
    assert len(clusters(["Ministry of Health"] * 2, ["BE", "BE"])) == 1
    assert len(clusters(["Zennegat Pharma"] * 2, ["BE", "FR"])) == 1


def test_nobody_is_a_member_of_an_empty_list() -> None:
    assert memberships([]) == []
    assert memberships([Mention("…"), Mention("")]) == [Membership(0, 1.0), Membership(1, 1.0)]


@settings(deadline=None, max_examples=40)
@given(MENTIONS)
def test_every_name_is_once_in_a_cluster_that_is_called_after_its_first(mentions: list[Mention]) -> None:
    told = memberships(mentions)
    assert len(told) == len(mentions)
    assert all(one.first <= turn and told[one.first].first == one.first for turn, one in enumerate(told))
    assert all(0 <= one.probability <= 1 for one in told)
    assert memberships(mentions) == told


@settings(deadline=None, max_examples=40)
@given(MENTIONS, st.randoms(use_true_random=False))
def test_another_order_makes_the_same_clusters(mentions: list[Mention], dice: object) -> None:
    order = list(range(len(mentions)))
    dice.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis's Random has no public type
    shuffled = memberships([mentions[turn] for turn in order])
    back = {frozenset(order[turn] for turn in group) for group in partition([one.first for one in shuffled])}
    assert back == partition([one.first for one in memberships(mentions)])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([name for name in NAMES if name != "…"]), max_size=10))
def test_one_name_twice_is_one_member_twice(names: list[str]) -> None:
    told = memberships([Mention(name) for name in [*names, *names]])
    assert [one.first for one in told[: len(names)]] == [one.first for one in told[len(names) :]]


def test_each_level_of_evidence_has_its_weight_and_no_more() -> None:
    known, _ = distinct([Mention(name, "BE", "Ghent") for name in NAMES] + [Mention(NAMES[0], "FR", "Lille")])
    pairs = candidates(known)
    told = levels(known, pairs)
    assert set(told) == set(SIZES)
    assert all(level.min() >= 0 and level.max() < SIZES[name] for name, level in told.items())
    assert set(EDGES) <= set(SIZES)
    assert all(len(weights) == SIZES[name] for name, weights in BY_JUDGEMENT.items())
    assert len(score(known, pairs)) == len(pairs)


def test_one_bad_pair_joins_no_two_big_groups() -> None:
    ring = [(one, other) for start in (0, 4) for one in range(start, start + 4) for other in range(one + 1, start + 4)]
    pairs = np.array([*ring, (3, 4)], np.int64)
    scores = np.array([3.0] * len(ring) + [2.0], np.float32)
    assert grouped(9, pairs, scores, Linkage()) == [0, 0, 0, 0, 4, 4, 4, 4, 8]
    assert grouped(9, pairs, scores, Linkage(expected=0)) == [0] * 8 + [8]


def test_groups_that_share_neighbours_are_joined_by_the_average_of_all_their_ties() -> None:
    pairs = np.array([(0, 1), (0, 2), (1, 2), (2, 3), (1, 3)], np.int64)
    even = Linkage(expected=0, missing=0, least=0)
    assert grouped(4, pairs, np.array([5, 1, 1, -9, 2], np.float32), even) == [0, 0, 2, 0]
    assert grouped(4, pairs, np.array([5, 1, 1, 9, 2], np.float32), even) == [0, 0, 0, 0]
    assert grouped(0, np.zeros((0, 2), np.int64), np.zeros(0, np.float32), even) == []
