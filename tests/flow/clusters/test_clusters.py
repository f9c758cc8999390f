"""Who is who in a list of names: every name once, spellings together, strangers apart, whatever the order."""

import gc
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.clusters import Membership, memberships
from kiem.flow.clusters import candidates as finding
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


def test_a_name_that_does_not_say_where_it_is_is_where_just_one_says_so() -> None:
    def named(*where: tuple[str, str]) -> list[tuple[str, str]]:
        known, of = distinct([Mention("Ministry of Health", country, town) for country, town in where])
        return [(known.names[one].country, known.names[one].town) for one in of]

    assert named(("", ""), ("BE", ""), ("BE", "Ghent")) == [("BE", "ghent")] * 3
    assert named(("", ""), ("BE", ""), ("FR", "")) == [("", ""), ("BE", ""), ("FR", "")]
    assert named(("BE", ""), ("BE", "Ghent"), ("BE", "Aalst")) == [("BE", ""), ("BE", "ghent"), ("BE", "aalst")]
    assert named(("", "Ghent"), ("", "")) == [("", "ghent")] * 2


def test_a_long_list_has_no_neighbours_of_the_alphabet(monkeypatch: pytest.MonkeyPatch) -> None:
    others = ["karvo nelbit osquat pirjam", "drimla fusewo gorhut hylkve", "imbroz jaxtun kwelpy lurgdo"]
    more = ["mofziq nuthra obwick pelsdo", "quarbi rovlum sytzek tumwax", "vebnol wixhar yarcut zulfep"]
    names = [f"Zennegat {words}" for words in (*others, *more)]
    known, _ = distinct([Mention(name) for name in names])
    every = {tuple(pair) for pair in candidates(known).tolist()}
    monkeypatch.setattr(finding, "AT_MOST_BESIDE", 0)
    fewer = {tuple(pair) for pair in candidates(known).tolist()}
    assert fewer < every
    assert all(one < other for one, other in every)


@pytest.mark.parametrize("is_on", [True, False])
def test_whether_python_collects_is_afterwards_as_it_was(is_on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        memberships([Mention("Zennegat")])
        assert gc.isenabled() == is_on
    finally:
        (gc.enable if was_on else gc.disable)()


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


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30), st.integers(0, 2**32 - 1))
def test_who_are_each_others_best_are_joined_as_if_the_best_of_all_were_joined_one_by_one(
    drawn: list[tuple[int, int]], seed: int
) -> None:
    pairs = sorted({(min(pair), max(pair)) for pair in drawn if pair[0] != pair[1]})
    scores = np.random.default_rng(seed).normal(0.5, 2, len(pairs)).astype(np.float32)
    linkage = Linkage(expected=0, missing=0, least=0)
    found = grouped(10, np.array(pairs, np.int64).reshape(-1, 2), scores, linkage)
    assert found == one_by_one(10, dict(zip(pairs, scores.tolist(), strict=True)))


def one_by_one(count: int, score: dict[tuple[int, int], float]) -> list[int]:
    """Join the two groups whose ties are the best on average, again and again, while that is more than nothing."""
    group = list(range(count))
    while True:
        ties: dict[tuple[int, int], list[float]] = {}
        for (one, other), told in score.items():
            ours, theirs = sorted((group[one], group[other]))
            if ours != theirs:
                ties.setdefault((ours, theirs), []).append(told)
        best = max(ties, key=lambda two: sum(ties[two]) / len(ties[two]), default=None)
        if best is None or sum(ties[best]) <= 0:
            return group
        group = [best[0] if one == best[1] else one for one in group]


def test_groups_that_share_neighbours_are_joined_by_the_average_of_all_their_ties() -> None:
    pairs = np.array([(0, 1), (0, 2), (1, 2), (2, 3), (1, 3)], np.int64)
    even = Linkage(expected=0, missing=0, least=0)
    assert grouped(4, pairs, np.array([5, 1, 1, -9, 2], np.float32), even) == [0, 0, 2, 0]
    assert grouped(4, pairs, np.array([5, 1, 1, 9, 2], np.float32), even) == [0, 0, 0, 0]
    assert grouped(0, np.zeros((0, 2), np.int64), np.zeros(0, np.float32), even) == []
