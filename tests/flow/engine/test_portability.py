"""The statements that stages hand to the engine can be moved to Apache Spark.

Every statement is recorded at `Engine._run` while the samples are read, made into claims and joined over snapshots.
Each must be understood as DuckDB's dialect and be written as Spark's without a part that Spark cannot say.

What a Spark engine would have to spell itself: `json_valid(x)` (`try_parse_json(x) IS NOT NULL`),
`from_json(x, '{…}')` (its schema as DDL), `read_json_objects` (a reader of text), and
`CREATE OR REPLACE TEMP TABLE` and `COPY … TO`, which belong to the engine and not to the stages.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlglot
from duckdb import DuckDBPyConnection
from sqlglot import ErrorLevel, exp

from kiem.flow.claims import SnapshotFiles, claims_sql, keep_history
from kiem.flow.engine import Engine
from kiem.flow.sources import SourceInput, cards, read_source
from tests.flow.claims.said import kept
from tests.flow.sources.reading import laid_out

SOURCES = Path(__file__).resolve().parents[3] / "kiem" / "flow" / "sources"
Run = Callable[[Engine, str], DuckDBPyConnection]
WRITTEN_BY_THE_ENGINE = ("CREATE OR REPLACE TEMP TABLE ", "CREATE OR REPLACE TEMP VIEW ", "CREATE OR REPLACE VIEW ")
OF_DUCKDB = {"JSON_VALID", "READ_JSON_OBJECTS"}


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every statement of a run over all samples, as the stages wrote it."""
    recorded: list[str] = []
    run = Engine._run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "_run", _recording(recorded, run))
        for name in cards():
            for form in sorted((SOURCES / name / "sample").glob("in*")):
                _read(name, laid_out(form, tmp_path_factory.mktemp(name)))
    return [_of_a_stage(sql) for sql in dict.fromkeys(recorded) if not sql.startswith(("DROP ", "COPY "))]


def _recording(recorded: list[str], run: Run) -> Run:
    def recording(self: Engine, sql: str) -> DuckDBPyConnection:
        recorded.append(sql)
        return run(self, sql)

    return recording


def _read(name: str, path: Path) -> None:
    with Engine(path.parent / "spill") as engine:
        reading = read_source(engine, SourceInput.at(name, path, path.parent / "scratch"))
        files: list[SnapshotFiles] = []
        for day in ("2026-01-01", "2026-02-01"):
            files.append(kept(engine, reading.draft, path.parent, files, day))
        engine.rows(claims_sql("identified", name, "2026-01-01"))
        keep_history(engine, "history", files)


def _of_a_stage(sql: str) -> str:
    opened = [start for start in WRITTEN_BY_THE_ENGINE if sql.startswith(start)]
    return sql.split(" AS ", 1)[1] if opened else sql


def test_every_statement_is_understood_as_duckdbs(statements: list[str]) -> None:
    assert len(statements) > 40
    for sql in statements:
        assert len(sqlglot.parse(sql, read="duckdb", error_level=ErrorLevel.RAISE)) == 1


def test_every_statement_can_be_written_for_spark(statements: list[str]) -> None:
    for sql in statements:
        assert sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE)


def test_the_functions_that_spark_spells_otherwise_are_the_known_ones(statements: list[str]) -> None:
    strangers = {
        str(function.this).upper()
        for sql in statements
        for function in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Anonymous)
    }
    assert strangers == OF_DUCKDB
