"""Who is meant by a name: found however it is written, with a probability, its reasons, and none as an answer."""

import pickle

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.engine import Engine
from kiem.flow.lookup import (
    LINK,
    NONE,
    REVIEW,
    Answer,
    Lookup,
    Mention,
    Register,
    decision,
    lookup,
    register_of,
)
from kiem.flow.lookup.comparing import EDGES
from kiem.flow.lookup.indexes import GramIndex, WordIndex
from kiem.flow.lookup.sparse import nearest, rows_of, unit_rows
from kiem.flow.lookup.words import plain
from tests.flow.lookup.fictitious import RECORDS, register

WRITTEN = st.one_of(
    st.sampled_from([name for _, _, _, names in RECORDS for name in names]),
    st.text(alphabet="abn zeghtu", max_size=20),
)


@pytest.fixture(scope="module")
def known() -> Lookup:
    return Lookup.learn(register())


def first(known: Lookup, text: str, country: str = "", town: str = "") -> Answer:
    [answers] = known.find([Mention(text, country, town)])
    return answers[0]


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("University of Zennegat", "x:1"),
        ("Univ. Zennegat", "x:1"),
        ("Zennegat University", "x:1"),
        ("Department of Physics, University of Zennegat", "x:1"),
        ("Zenegat University", "x:1"),
        ("UZEN", "x:1"),
        ("Institute of Molecular Botany", "x:2"),
        ("Beispielwrek Pharmaceuticals", "x:5"),
        ("Beispielwerk Marine Research", "x:6"),
        ("Beizpielwerkk Farmaceuticals", "x:5"),
    ],
)
def test_a_name_is_found_however_it_is_written(known: Lookup, text: str, record: str) -> None:
    assert first(known, text).record == record


def test_of_two_of_one_name_the_country_and_the_town_decide(known: Lookup) -> None:
    assert first(known, "Nuthe Institute of Technology", "DE").record == "x:4"
    assert first(known, "Nuthe Institute of Technology", "NL").record == "x:3"
    assert first(known, "Nuthe Institute of Technology", "", "Berlin").record == "x:4"
    unsure, sure = first(known, "Nuthe Institute of Technology"), first(known, "Nuthe Institute of Technology", "DE")
    assert unsure.probability < sure.probability
    assert unsure.decision != LINK


def test_where_nobody_comes_near_none_is_the_answer(known: Lookup) -> None:
    for text in ("", "…", "qqqq"):
        assert list(known.find([Mention(text)])) == [(Answer(None, 0.0, NONE, {}),)]


def test_nobody_is_found_in_an_empty_register() -> None:
    empty = Lookup.learn(Register.of([], []))
    assert [answers[0].record for answers in empty.find([Mention("Karst Hospital"), Mention("")])] == [None, None]


def test_a_stranger_is_not_linked(known: Lookup) -> None:
    assert first(known, "Institute of Nothing").decision != LINK


def test_each_answer_tells_what_each_piece_of_evidence_added(known: Lookup) -> None:
    [answers] = known.find([Mention("Karst Hospital", "BE", "Ghent")])
    assert answers[0].decision == LINK
    assert set(answers[0].reasons) == set(EDGES)
    assert answers[0].reasons["country"] > 0
    assert first(known, "Karst Hospital").reasons["country"] == 0
    assert first(known, "Karst Hospital", "FR").reasons["country"] < 0


def test_answers_are_in_order_each_record_once_and_only_the_first_is_decided(known: Lookup) -> None:
    [answers] = known.find([Mention("Zennegat")], most=2)
    assert [one.record for one in answers] in (["x:1", "x:2"], ["x:2", "x:1"])
    assert answers[0].probability >= answers[1].probability
    assert answers[1].decision == NONE
    [alone] = known.find([Mention("Zennegat")], most=1)
    assert alone == answers[:1]


@settings(deadline=None)
@given(st.lists(st.builds(Mention, WRITTEN, st.sampled_from(["", "BE", "DE"])), max_size=12))
def test_many_at_once_are_answered_as_each_alone(known: Lookup, mentions: list[Mention]) -> None:
    together = list(known.find(mentions))
    alone = [answers for mention in mentions for answers in known.find([mention])]
    assert [[one.record for one in answers] for answers in together] == [
        [one.record for one in answers] for answers in alone
    ]
    for ours, theirs in zip(together, alone, strict=True):
        assert [one.probability for one in ours] == pytest.approx([one.probability for one in theirs], abs=2e-4)


def test_what_is_asked_in_several_turns_comes_in_one_order(known: Lookup, monkeypatch: pytest.MonkeyPatch) -> None:
    mentions = [Mention(name) for _, _, _, names in RECORDS for name in names]
    whole = list(known.find(mentions))
    monkeypatch.setattr(lookup, "AT_ONCE", 3)
    assert list(known.find(mentions)) == whole


def test_the_probability_decides() -> None:
    accepted = decision.Acceptance(0.0, {}, 0.9, 0.3)
    assert [accepted.decision(one) for one in (0.95, 0.9, 0.5, 0.3, 0.2)] == [LINK, LINK, REVIEW, REVIEW, NONE]


@settings(deadline=None)
@given(WRITTEN)
def test_how_much_of_a_name_is_covered_is_a_share(text: str) -> None:
    names = list(register().names)
    index = WordIndex.learn(names, [""] * len(names), np.arange(len(names)))
    every = np.arange(len(names))
    said, has = index.coverage(index.ask([plain(text)], ["BE"]), np.zeros(len(names), np.int64), every)
    assert ((said >= 0) & (said <= 1.0001) & (has >= 0) & (has <= 1.0001)).all()
    own, whole = index.coverage(index.ask(names, [""] * len(names)), every, every)
    assert own == pytest.approx(1)
    assert whole == pytest.approx(1)


def test_a_name_is_nearest_to_itself_by_its_letters() -> None:
    names = sorted({"karst", *register().names})
    found = GramIndex.learn(names).nearest(names, 1)
    assert found.indices.tolist() == list(range(len(names)))
    assert GramIndex.learn([]).nearest(["karst"], 1).nnz == 0


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 5)), min_size=1), st.integers(1, 4))
def test_few_rows_and_many_have_the_same_nearest(cells: list[tuple[int, int]], most: int) -> None:
    row, term = (np.array(column, np.int64) for column in zip(*cells, strict=True))
    rows = unit_rows(rows_of(row, term, (12, 6)), np.linspace(1, 2, 6).astype(np.float32))
    known = rows.T.tocsr()
    many = nearest(rows, known, most, 0.1)
    for turn in range(12):
        one = nearest(rows.getrow(turn), known, most, 0.1)
        assert sorted(one.data) == pytest.approx(sorted(many.getrow(turn).data))


def test_a_register_is_read_from_claims(engine: Engine) -> None:
    said = [
        ("ror:1", "name", "Université de Zennegat", None),
        ("ror:1", "alias", "UZ", None),
        ("ror:1", "alias", "Universite de Zennegat", None),
        ("ror:1", "country", "BE", None),
        ("ror:1", "city", "Gent (Ledeberg)", None),
        ("ror:2", "name", "…", None),
        ("ror:2", "alias", "Formerly", "2026-01-01"),
    ]
    columns = ("about", "property", "value", "withdrawn_at")
    table = {name: [row[turn] for row in said] for turn, name in enumerate(columns)}
    engine.load("claims", pa.table({**table, "kind": ["organisation"] * len(said)}))
    read = register_of(engine)
    assert [*read.records] == ["ror:1", "ror:2"]
    assert ([*read.countries], [*read.towns]) == (["BE", ""], ["gent ledeberg", ""])
    assert ([*read.names], read.owner.tolist()) == (["university de zennegat", "uz"], [0, 0])


def test_reasons_are_the_same_after_a_journey(known: Lookup) -> None:
    [answers] = known.find([Mention("Zenegat Univ", "BE")])
    again = pickle.loads(pickle.dumps(answers))
    assert again == answers
    reasons = answers[0].reasons
    assert dict(reasons) == again[0].reasons
    assert (len(reasons), hash(reasons)) == (len(EDGES), hash(again[0].reasons))
    others: list[object] = [{**reasons, "country": 99.0}, 1]
    assert reasons not in others


def test_a_word_that_no_name_has_counts_as_often_as_it_is_written() -> None:
    index = WordIndex.learn(["karst hospital"], [""], np.array([0]))
    assert index.ask(["qqqqq karst qqqqq wwwww", "karst", ""], [""] * 3).unknown.tolist() == [3, 0, 0]
