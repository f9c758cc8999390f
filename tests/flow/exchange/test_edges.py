"""A resolver's file, as nomenklatura writes and reads it."""

import datetime
import json

import pytest

from kiem.flow.entities import Judgement
from kiem.flow.exchange import ExchangeProblem, edges_in, opinions, resolver_lines

ANN, BOB = "ann@example.org", "bob@example.org"
A, B, C = "register:a", "ror:0bbbbbb22", "pic:999999999"


def day(number: int) -> datetime.date:
    return datetime.date(2026, 3, number)


def same(left: str, right: str, by: str = ANN, on: int = 1, back: int | None = None) -> Judgement:
    return Judgement(left, right, "same", by, "one door", day(on), None if back is None else day(back))


def different(left: str, right: str, by: str = ANN, on: int = 1) -> Judgement:
    return Judgement(left, right, "different", by, "", day(on))


def rows(*judgements: Judgement, with_names: bool = False) -> list[list[object]]:
    """Return the lines of a resolver's file as what they say."""
    lines = list(resolver_lines(judgements, with_names=with_names))
    assert all(line.endswith("\n") for line in lines)
    return [json.loads(line) for line in lines]


def test_two_that_are_the_same_are_tied_to_one_canonical_id() -> None:
    first, second = rows(same(B, A, on=2))
    assert first == [first[0], A, "positive", None, "steward at example.org", "2026-03-02"]
    assert second == [first[0], B, "positive", None, "steward at example.org", "2026-03-02"]
    assert str(first[0]).startswith("NK-")
    assert rows(same(A, B, on=2)) == [first, second]


def test_two_that_are_different_are_one_line() -> None:
    assert rows(different(A, B)) == [[B, A, "negative", None, "steward at example.org", "2026-03-01"]]


def test_who_judged_is_told_only_where_it_is_asked_for() -> None:
    assert rows(different(A, B, by="Ann <ann@example.org>"))[0][4] == "Ann <steward at example.org>"
    assert rows(different(A, B), with_names=True)[0][4] == ANN
    assert rows(different(A, B, by=""))[0][4] == "unknown"


def test_what_counts_no_longer_comes_first_with_the_day_on_which_it_ended() -> None:
    found = rows(same(A, C, on=4), same(A, B, on=1), different(A, B, on=3), same(B, C, on=2, back=5))
    assert [(row[2], row[5], row[6:]) for row in found] == [
        ("positive", "2026-03-01", ["2026-03-03"]),
        ("positive", "2026-03-01", ["2026-03-03"]),
        ("positive", "2026-03-02", ["2026-03-05"]),
        ("positive", "2026-03-02", ["2026-03-05"]),
        ("negative", "2026-03-03", []),
        ("positive", "2026-03-04", []),
        ("positive", "2026-03-04", []),
    ]


def test_what_is_written_is_read_again_word_for_word() -> None:
    told = (same(A, B, on=1), same(B, C, BOB, on=2), different("ror:0ddddddd4", A, BOB, on=3))
    known = {name: name for one in told for name in one.pair}
    found = opinions(edges_in(resolver_lines(told, with_names=True)), known, day(9))
    assert [(one.pair, one.verdict, one.by, one.decided) for one in found] == [
        (one.pair, one.verdict, one.by, one.decided) for one in told
    ]


def line(*cells: object) -> str:
    return json.dumps(cells)


def test_a_pair_that_stands_there_again_is_what_it_is_last() -> None:
    edges = edges_in(
        [
            line("a", "b", "positive", None, ANN, "2026-03-01"),
            "\n",
            line("c", "d", "positive", None, ANN, "2026-03-01"),
            line("b", "a", "negative", 0.5, BOB, "2026-03-02T01:02:03"),
            line("d", "c", "unsure", None, BOB, "2026-03-02"),
            line("e", "f", "no_judgement", 0.7, None, None),
            line("NK-x", "g", "positive", None, ANN, "2026-03-01", "2026-03-02"),
            line("NK-x", "Q1", "positive", None, " \0 ", 7, None),
            line("NK-y", "h", "negative", None, "n" * 1000, None),
        ]
    )
    assert [(one.left, one.right, one.judgement, one.user) for one in edges.decided] == [
        ("b", "a", "negative", BOB),
        ("NK-x", "Q1", "positive", None),
        ("NK-y", "h", "negative", "n" * 254),
    ]
    assert (edges.read, edges.undecided, edges.ended) == (8, 2, 1)
    assert edges.ids == ("a", "b", "h")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "line 2 is no JSON array of target, source,"),
        ('{"id": "a"}', "line 2 is no JSON array of target, source,"),
        ('["a", "b", "positive"]', "line 2 is no JSON array of target, source,"),
        ('["a", "\\ud800", "positive", null, null, null]', "line 2 is no JSON array of target, source,"),
        ("[" * 100_000, "line 2 is no JSON array of target, source,"),
        (line("a", "a", "positive", None, None, None), "line 2 does not name two records"),
        (line("a", "", "positive", None, None, None), "line 2 does not name two records"),
        (line("a", 7, "positive", None, None, None), "line 2 does not name two records"),
        (line("a", "b", "maybe", None, None, None), "line 2: judgement 'maybe' is none of positive, negative,"),
        (line("a", "b", [], None, None, None), "line 2: judgement [] is none of positive, negative,"),
    ],
)
def test_a_line_that_is_no_edge_is_told(text: str, problem: str) -> None:
    with pytest.raises(ExchangeProblem) as told:
        edges_in(["\n", text])
    assert str(told.value).startswith(problem)
