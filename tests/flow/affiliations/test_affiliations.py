"""Which organisations an affiliation names: one, several or none, with a probability and its reasons."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.affiliations import Affiliations, Surroundings, surroundings_of
from kiem.flow.affiliations.affiliations import BESIDE
from kiem.flow.affiliations.candidates import Finder
from kiem.flow.affiliations.judging import COUNTS, GROUNDS, grounds, judge, levels
from kiem.flow.lookup import LINK, NONE, REVIEW, Answer, Lookup, Mention, Register, register_of
from tests.flow.affiliations.fictitious import RECORDS, claims

NAMES = [name for *_, names in RECORDS for name in names]
PIECES = st.lists(
    st.one_of(
        st.sampled_from([*NAMES, "Department of Chemistry", "Ghent", "Belgium", "The Netherlands", "P.O. Box 7", "MI"]),
        st.text(max_size=12),
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Register, Surroundings]]:
    with claims(tmp_path_factory.mktemp("spill")) as engine:
        register = register_of(engine)
        yield register, surroundings_of(engine, register)


@pytest.fixture(scope="module")
def known(house: tuple[Register, Surroundings]) -> Affiliations:
    return Affiliations(*house)


def answers(known: Affiliations, text: str, country: str = "", town: str = "") -> tuple[Answer, ...]:
    [found] = known.find([Mention(text, country, town)])
    return found


def linked(known: Affiliations, text: str) -> set[str | None]:
    return {one.record for one in answers(known, text) if one.decision == LINK}


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("Department of Chemistry, University of Zennegat, Ghent, Belgium", {"x:1"}),
        ("Dept. of Chemistry, Univ. Zennegat, B-9000 Ghent, Belgium", {"x:1"}),
        ("1Department of ChemistryUniversity of Zennegat, Ghent", {"x:1"}),
        ("Karst Hospital, Ghent, Belgium; Zennegat Institute of Molecular Botany, Leuven, Belgium", {"x:2", "x:7"}),
        ("Karst Hospital, Belgium; Ghent; Karst Hospital, Belgium;", {"x:7"}),
        ("Department of Chemistry; Karst Hospital; Ghent", {"x:7"}),
        ("Second Division of the Department of Chemistry and Cold Things, Karst Hospital, Ghent, Belgium", {"x:7"}),
        ("Nuthe Institute of Technology, Delft, The Netherlands", {"x:3"}),
        ("Nuthe Institute of Technology, Berlin, Germany", {"x:4"}),
        ("Beispielwerk Pharmaceuticals, Lyon, France", {"x:5"}),
        ("Ghent, Belgium", set()),
        ("", set()),
        ("#TAB# &amp; <i>", set()),
    ],
)
def test_what_a_text_names_is_linked(known: Affiliations, text: str, records: set[str]) -> None:
    assert linked(known, text) == records


def test_a_text_that_names_nobody_has_one_answer(known: Affiliations) -> None:
    assert answers(known, "Ghent, Belgium") == (Answer(None, 0.0, NONE, {}),)


def test_a_country_or_town_beside_a_text_counts_where_it_names_none(known: Affiliations) -> None:
    text = "Nuthe Institute of Technology"
    assert answers(known, text, "NL")[0].record == "x:3"
    assert answers(known, text, "DE")[0].record == "x:4"
    assert answers(known, text, town="Berlin")[0].record == "x:4"
    assert answers(known, f"{text}, Germany", "NL")[0].record == "x:4"


def test_the_reasons_add_up_to_the_odds(known: Affiliations) -> None:
    best = answers(known, "University of Zennegat, Ghent, Belgium")[0]
    assert BESIDE in best.reasons
    odds = judge().first.base + sum(best.reasons.values())
    assert 1 / (1 + np.exp(-odds)) == pytest.approx(best.probability, abs=0.02)
    assert "alike" in judge().first.of


def test_what_is_no_more_than_possible_has_no_reasons(known: Affiliations) -> None:
    for one in answers(known, "Institute of Technology"):
        assert bool(one.reasons) == (one.decision in {LINK, REVIEW})
    assert {judge().decision(sure) for sure in (1.0, 0.3, 0.01)} == {LINK, REVIEW, NONE}


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES.map(", ".join), min_size=1, max_size=4))
def test_every_text_is_answered_and_alone_as_among_others(known: Affiliations, texts: list[str]) -> None:
    together = list(known.find([Mention(text) for text in texts]))
    assert len(together) == len(texts)
    for text, found in zip(texts, together, strict=True):
        assert found == answers(known, text)
        assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)
        assert len({one.record for one in found}) == len(found)


def test_each_candidate_has_every_ground(house: tuple[Register, Surroundings]) -> None:
    register, around = house
    candidates = Finder(Lookup.learn(register), around).candidates([Mention("UZEN, Old College of Zennegat, Ghent")])
    level = levels(candidates.evidence)
    assert dict.fromkeys(COUNTS, True) == {name: int(level[name].max()) < COUNTS[name] for name in COUNTS}
    total = np.zeros(len(candidates.text), np.float32)
    told = grounds(candidates, total, around)
    assert told.shape == (len(candidates.text), len(GROUNDS))
    by_record = dict(zip((register.records[one] for one in candidates.record.tolist()), told, strict=True))
    acronym, former, follower = (GROUNDS.index(name) for name in ("acronym", "former", "follower"))
    assert by_record["x:1"][acronym] == 2
    assert by_record["x:1"][former] == 0
    assert by_record["x:10"][follower] == 0
    assert by_record["x:10"][GROUNDS.index("active")] == 0


def test_hong_kong_is_near_china(house: tuple[Register, Surroundings]) -> None:
    register, around = house
    candidates = Finder(Lookup.learn(register), around).candidates(
        [Mention("Qilin University of Weaving, Hong Kong"), Mention("Qilin University of Weaving, Belgium")]
    )
    qilin = register.records.index("x:8")
    agree = candidates.evidence["country"][candidates.record == qilin]
    assert agree.tolist() == [4.0, 0.0]


def test_a_state_stands_for_its_country(house: tuple[Register, Surroundings]) -> None:
    register, around = house
    candidates = Finder(Lookup.learn(register), around).candidates([Mention("Karst Hospital, Ann Arbor, MI 48109")])
    assert set(candidates.evidence["country"][candidates.record == register.records.index("x:7")].tolist()) == {0.0}


def test_a_register_of_nobody_answers_nobody(tmp_path: Path) -> None:
    with claims(tmp_path) as engine:
        engine.keep("claims", "SELECT * FROM claims WHERE FALSE")
        register = register_of(engine)
        known = Affiliations(register, surroundings_of(engine, register))
    assert answers(known, "University of Zennegat, Belgium") == (Answer(None, 0.0, NONE, {}),)
