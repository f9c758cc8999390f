"""A stage speaks SQL that another engine can be given: docs/decisions/0002."""

import shutil
from pathlib import Path

import pytest
import sqlglot
from sqlglot import ErrorLevel
from sqlglot.errors import SqlglotError

from kiem.flow.engine import Engine
from kiem.flow.run import House, build
from tests.promises.tree import HOUSE

FEWEST_STATEMENTS = 30


def test_every_statement_of_a_build_translates_to_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    run = Engine._run

    def overheard(engine: Engine, sql: str) -> object:
        said.append(sql)
        return run(engine, sql)

    monkeypatch.setattr(Engine, "_run", overheard)

    monkeypatch.setattr("kiem.flow.run.Helpers.share", lambda _, jobs, own: [job() for job in [*jobs, own]])
    instance = Path(shutil.copytree(HOUSE / "instance", tmp_path / "instance"))
    house = House(instance, tmp_path / "home")
    build(house, {"register": instance / "register"}, "2026-01-01T00:00:00+00:00")
    # The second release is made out of the first.
    card = instance / "register" / "register.yml"
    card.write_text(card.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    build(house, {"register": instance / "register"}, "2026-01-01T00:00:00+00:00")

    assert len(said) > FEWEST_STATEMENTS
    assert [problem for problem in map(_untranslatable, said) if problem] == []


def _untranslatable(sql: str) -> str | None:
    try:
        sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as problem:
        return f"{problem}\n{sql}"
    return None
