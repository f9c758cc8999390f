"""The catalogue holds the rows of the tables, and appears whole."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiem.flow import run
from kiem.flow.engine import Engine
from kiem.flow.releases import write_catalogue
from kiem.flow.search import TextIndex, index_text

INSTANCE = Path(__file__).parents[3] / "instance"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the register."""
    house = run.House(INSTANCE, tmp_path_factory.mktemp("house"))
    run.build(house, {"register": INSTANCE / "register"}, "2026-11-23T12:00:00+00:00")
    return house.shelf.folder(1)


@pytest.fixture
def tables(release: Path, tmp_path: Path) -> Path:
    """A folder with the release's tables alone."""
    for file in release.glob("*.parquet"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_the_catalogue_has_every_row_of_the_tables(tables: Path) -> None:
    (tables / "catalogue.new").write_text("what a crash left")
    write_catalogue(tables)
    pairs = {"thing": "things", "claim": "facts", "relation": "relations", "alias": "aliases", "change": "changes"}
    with Engine(tables / "spill") as engine, closing(sqlite3.connect(tables / "catalogue.sqlite")) as catalogue:
        for name, table in pairs.items():
            engine.read(table, tables / f"{table}.parquet")
            [(there,)] = catalogue.execute(f"SELECT count(*) FROM {name}").fetchall()
            assert there == engine.count(f"SELECT count(*) FROM {table}")
    assert not (tables / "catalogue.new").exists()


def test_the_text_index_has_a_document_for_every_thing(tables: Path) -> None:
    index_text(tables)
    with Engine(tables / "spill") as engine:
        engine.read("things", tables / "things.parquet")
        assert len(TextIndex(tables / "search")) == engine.count("SELECT count(*) FROM things")
