"""The words of the engine, which every stage stands on."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.flow.engine import Engine, EngineError, quoted


def test_a_kept_table_stays_as_it_was_when_its_source_changes(engine: Engine) -> None:
    engine.keep("source", "SELECT 1 AS n")
    engine.keep("copy", "SELECT n FROM source")
    engine.keep("source", "SELECT 2 AS n")
    assert engine.rows("SELECT n FROM copy") == [(1,)]


def test_a_view_follows_its_source(engine: Engine) -> None:
    engine.keep("source", "SELECT 1 AS n")
    engine.view("seen", "SELECT n FROM source")
    engine.keep("source", "SELECT 2 AS n")
    assert engine.rows("SELECT n FROM seen") == [(2,)]


def test_a_loaded_table_gives_back_the_same_rows(engine: Engine) -> None:
    table = pa.table({"n": [1, None], "words": ["één", None]})
    engine.load("given", table)
    assert engine.arrow("SELECT * FROM given").to_pylist() == table.to_pylist()


def test_a_dropped_table_is_gone_and_dropping_it_again_is_no_mistake(engine: Engine) -> None:
    engine.keep("source", "SELECT 1 AS n")
    engine.drop("source", "source")
    with pytest.raises(EngineError, match="source"):
        engine.rows("SELECT * FROM source")


def test_a_statement_that_fails_is_told_in_the_words_of_the_engine(engine: Engine) -> None:
    with pytest.raises(EngineError, match="no_such_table"):
        engine.keep("copy", "SELECT * FROM no_such_table")


def test_a_count_that_is_no_whole_number_is_a_mistake(engine: Engine) -> None:
    assert engine.count("SELECT count(*) FROM range(3)") == 3
    with pytest.raises(EngineError, match="whole number"):
        engine.count("SELECT 'three'")


def test_the_same_rows_in_the_same_order_are_written_as_the_same_bytes(engine: Engine, tmp_path: Path) -> None:
    statement = "SELECT range AS n, 'word ' || range AS words FROM range(10000) ORDER BY n"
    assert engine.write(statement, tmp_path / "one.parquet") == 10000
    assert engine.write(statement, tmp_path / "two.parquet") == 10000
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_rows_are_written_in_the_order_that_was_asked(engine: Engine, tmp_path: Path) -> None:
    engine.write("SELECT range AS n FROM range(5000) ORDER BY n DESC", tmp_path / "down.parquet")
    assert pq.read_table(tmp_path / "down.parquet")["n"].to_pylist() == list(range(4999, -1, -1))


def test_several_files_are_read_as_one_table(engine: Engine, tmp_path: Path) -> None:
    files = [tmp_path / "it's one.parquet", tmp_path / "two.parquet"]
    for number, file in enumerate(files):
        engine.write(f"SELECT {number} AS n", file)
    engine.read("listed", files)
    engine.read("first", files[0])
    assert engine.rows("SELECT n FROM listed ORDER BY n") == [(0,), (1,)]
    assert engine.rows("SELECT n FROM first") == [(0,)]


def test_rows_come_in_batches_of_at_most_the_size_asked(engine: Engine) -> None:
    batches = list(engine.batches("SELECT range AS n FROM range(10) ORDER BY n", 4))
    assert [row["n"] for batch in batches for row in batch.to_pylist()] == list(range(10))
    assert max(batch.num_rows for batch in batches) <= 4


def test_what_does_not_fit_in_memory_is_spilled_and_comes_out_right(tmp_path: Path) -> None:
    with Engine(tmp_path / "spill", memory="50MB") as small:
        small.keep("big", "SELECT range AS n, sha256(CAST(range AS VARCHAR)) AS h FROM range(600000)")
        small.keep("sorted", "SELECT * FROM big ORDER BY h")
        assert small.count("SELECT count(DISTINCT n) FROM sorted") == 600000


def test_a_closed_engine_answers_no_more(tmp_path: Path) -> None:
    with Engine(tmp_path) as opened:
        pass
    with pytest.raises(EngineError):
        opened.rows("SELECT 1")


@given(text=st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_survives_quoting(desk: Engine, text: str) -> None:
    assert desk.rows(f"SELECT {quoted(text)}") == [(text,)]
