"""A CSV at the edge: every row is read or set apart with its line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.sources.refusals import Refusals
from kiem.flow.sources.sheet import LONGEST_ROW, Sheet

CELL = st.text(alphabet='ab;,"\n\r é', max_size=4)
ROWS = st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6)
# What a careless hand or a broken program does to a file.
LINE = st.sampled_from([b"1;2;3", b'"1";"2";"3"', b"1;2", b"1;2;3;4", b'"1"2";3;4', b'"1;2;3', b"", b"\xff;2;3", b"  "])


def sheet(content: bytes, delimiter: str = ";") -> tuple[Sheet, list[tuple[int, list[str]]], Refusals]:
    refusals = Refusals()
    opened = Sheet("file.csv", io.BufferedReader(io.BytesIO(content)), refusals, delimiter)
    return opened, list(opened), refusals


@given(rows=ROWS, delimiter=st.sampled_from([",", ";"]))
def test_what_was_written_as_csv_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([["a", "b", "c"], *rows])
    _, read, refusals = sheet(text.getvalue().encode(), delimiter)
    assert [cells for _, cells in read] == rows
    assert not refusals.rows


@given(lines=st.lists(LINE, max_size=12))
def test_every_line_that_is_not_blank_is_read_or_refused(lines: list[bytes]) -> None:
    opened, read, refusals = sheet(b"a;b;c\n" + b"".join(line + b"\n" for line in lines))
    assert opened.rows == len(read) + len(refusals.rows)
    met = {line for line, _ in read} | {row["line"] for row in refusals.rows}
    assert len(met) == opened.rows
    good = {number for number, line in enumerate(lines, start=2) if line in {b"1;2;3", b'"1";"2";"3"'}}
    unquoted = all(line != b'"1;2;3' for line in lines)
    assert not unquoted or {line for line, _ in read} == good


def test_an_open_quote_does_not_swallow_the_rows_after_it() -> None:
    _, read, refusals = sheet(b'a;b;c\n"1;2;3\n4;5;6\n7;"8";9\n')
    assert read == [(3, ["4", "5", "6"]), (4, ["7", "8", "9"])]
    assert [(row["line"], row["verbatim"]) for row in refusals.rows] == [(2, '"1;2;3')]


def test_an_open_quote_is_given_up_after_a_thousand_lines() -> None:
    _, read, refusals = sheet(b'a;b;c\n"1;2;3\n' + b"4;5;6\n" * (LONGEST_ROW + 5))
    assert len(read) == LONGEST_ROW + 5
    assert [row["reason"] for row in refusals.rows] == ["not CSV (a quote is not closed within 1000 lines)"]


def test_a_line_break_inside_quotes_is_part_of_the_cell_and_lines_go_on_counting() -> None:
    _, read, _ = sheet('\ufeffa;b;c\n"1\n1";2;3\n\n4;5;6\n'.encode())
    assert read == [(2, ["1\n1", "2", "3"]), (5, ["4", "5", "6"])]


def test_a_row_that_is_not_utf8_is_shown_as_far_as_it_is_text() -> None:
    _, read, refusals = sheet(b"a;b;c\nCaf\xe9;2;3\nCaf\xc3\xa9;2;3\n")
    assert read == [(3, ["Café", "2", "3"])]
    assert refusals.rows == [{"table_name": "file.csv", "line": 2, "reason": "not UTF-8", "verbatim": "Caf\ufffd;2;3"}]


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_an_empty_file_has_no_header(content: bytes) -> None:
    opened, read, _ = sheet(content)
    assert (opened.header, read) == ((), [])


def test_long_words_are_cut_in_quarantine() -> None:
    _, _, refusals = sheet(b"a;b;c\n" + b"x" * 2000 + b"\n")
    assert len(str(refusals.rows[0]["verbatim"])) == 500
