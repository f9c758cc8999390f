"""What makes a claim, and what makes two claims one."""

from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.claims import CLAIM_COLUMNS, Cell, draft_sql
from kiem.flow.engine import Engine
from tests.flow.claims.said import SAID, Said, claims_of, draft

FRAME = {
    "about": "'x:1'",
    "kind": "'organisation'",
    "source": "'ror'",
    "origin": "NULL",
    "basis": "'stated'",
    "licence": "'CC0-1.0'",
    "row_key": "'file:' || line",
}


def ids(engine: Engine, rows: list[Said]) -> list[object]:
    return [one for (one,) in engine.rows(f"SELECT id FROM ({claims_of(draft(engine, rows))})")]


@given(one=SAID, other=SAID)
def test_two_claims_have_one_id_exactly_when_they_say_the_same(desk: Engine, one: Said, other: Said) -> None:
    assert (ids(desk, [one]) == ids(desk, [other])) == (one == other)


@given(rows=st.lists(SAID, min_size=1, max_size=6), data=st.data())
def test_the_order_of_the_rows_does_not_matter(desk: Engine, rows: list[Said], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    columns = ", ".join(CLAIM_COLUMNS)
    first = desk.rows(f"SELECT {columns} FROM ({claims_of(draft(desk, rows))})")
    again = desk.rows(f"SELECT {columns} FROM ({claims_of(draft(desk, shuffled))})")
    assert first == again


@given(rows=st.lists(SAID, min_size=1, max_size=6))
def test_what_is_said_twice_is_one_claim(desk: Engine, rows: list[Said]) -> None:
    distinct = [row for place, row in enumerate(rows) if row not in rows[:place]]
    assert len(ids(desk, rows + rows)) == len(distinct)


def test_the_id_does_not_depend_on_how_it_was_worded_nor_when_it_was_read(engine: Engine) -> None:
    said = {"about": "x:1", "property": "country", "value": "GR", "source": "cordis", "basis": "stated"}
    worded = draft(engine, [said, {**said, "verbatim": "EL"}])
    assert engine.rows(f"SELECT count(*), min(verbatim) FROM ({claims_of(worded)})") == [(1, "EL")]
    later = engine.rows(f"SELECT id FROM ({claims_of(worded, 't', '2027-01-01')})")
    assert [one for (one,) in later] == ids(engine, [said])


def test_an_empty_or_blank_cell_says_nothing(engine: Engine) -> None:
    engine.keep("cells", "SELECT * FROM (VALUES (1, ''), (2, '  '), (3, NULL), (4, ' a ')) AS t(line, word)")
    statement = draft_sql("cells", FRAME, [Cell("name", "word"), Cell("year", number="TRY_CAST(word AS INTEGER)")])
    assert engine.rows(f"SELECT property, value, row_key FROM ({statement})") == [("name", "a", "file:4")]


def test_a_relation_counts_when_its_object_is_there(engine: Engine) -> None:
    engine.keep(
        "cells", "SELECT * FROM (VALUES (1, 'role', 'y:2'), (2, 'role', NULL), (3, NULL, 'y:3')) AS t(line, w, o)"
    )
    statement = draft_sql("cells", FRAME, [Cell("member_of", "w", object="o")])
    assert engine.rows(f"SELECT object, value FROM ({statement}) ORDER BY 1") == [("y:2", "role"), ("y:3", None)]


def test_a_cell_speaks_only_when_its_condition_holds(engine: Engine) -> None:
    engine.keep("cells", "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(line, word)")
    statement = draft_sql("cells", FRAME, [Cell("name", "word", when="line = 2")])
    assert engine.rows(f"SELECT value FROM ({statement})") == [("b",)]


def test_the_words_of_the_source_are_kept_where_they_differ(engine: Engine) -> None:
    engine.keep("cells", "SELECT * FROM (VALUES (1, 'EL', 'GR'), (2, 'BE', 'BE')) AS t(line, said, code)")
    statement = draft_sql("cells", FRAME, [Cell("country", "code", verbatim="said")])
    assert engine.rows(f"SELECT value, verbatim FROM ({statement}) ORDER BY 1") == [("BE", None), ("GR", "EL")]
