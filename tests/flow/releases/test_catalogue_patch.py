"""A catalogue made out of the one before holds what one written whole holds."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiem.flow import run
from kiem.flow.engine import Engine
from kiem.flow.releases import catalogue as catalogue_module
from kiem.flow.releases import copy_catalogue, write_catalogue
from kiem.flow.search import TextIndex, index_text
from kiem.flow.search import texts as texts_module
from tests.flow.test_run import NEW, edit, register

INSTANCE = Path(__file__).parents[3] / "instance"
NOW = "2026-11-25T12:00:00+00:00"
FORMER_SLUG = b"zennegat-beispielwerk"
Content = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two releases of a register: in the second an organisation has another name, one is gone and one is new."""
    instance = tmp_path_factory.mktemp("instance") / "instance"
    shutil.copytree(INSTANCE, instance)
    house = run.House(instance, tmp_path_factory.mktemp("house"))
    former = {**NEW, "slug": "made-up", "name": "Zennegat Beispielwerk"}
    edit(house, lambda rows: [*rows, former], "2026-11-23")
    run.build(house, register(house), NOW)
    edit(house, lambda rows: [*rows[:40], *rows[41:-1], {**former, "name": "Nuthe Beispielwerk"}, NEW], "2026-12-23")
    run.build(house, register(house), NOW)
    return house.shelf.folder(1), house.shelf.folder(2)


@pytest.fixture
def tables(releases: tuple[Path, Path], tmp_path: Path) -> Path:
    """A folder with the tables of the second release alone."""
    for file in releases[1].glob("*.parquet"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture
def before(releases: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the first release."""
    return shutil.copytree(releases[0], tmp_path / "before")


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every catalogue that is written whole from here on."""
    written: list[Path] = []
    write = catalogue_module._write_whole

    def heard(engine: Engine, file: Path) -> None:
        written.append(file)
        write(engine, file)

    monkeypatch.setattr(catalogue_module, "_write_whole", heard)
    return written


def content(folder: Path) -> Content:
    """Return every row of a catalogue."""
    with sqlite3.connect(folder / "catalogue.sqlite") as opened:
        names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        told = [name for name in names if not name.startswith("sqlite_")]
        return {name: sorted(opened.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in told}


def test_its_rows_are_those_of_a_catalogue_written_whole(tables: Path, before: Path, whole: list[Path]) -> None:
    write_catalogue(tables, before)
    patched = content(tables)
    assert whole == []
    write_catalogue(tables)
    assert patched == content(tables)
    assert {name for (name, *_) in content(before)["alias"]} != {name for (name, *_) in patched["alias"]}


def test_a_build_makes_it_so(releases: tuple[Path, Path], tables: Path) -> None:
    write_catalogue(tables)
    assert content(releases[1]) == content(tables)


def test_nothing_of_what_was_taken_out_can_be_read_in_the_file(tables: Path, before: Path, whole: list[Path]) -> None:
    assert FORMER_SLUG in (before / "catalogue.sqlite").read_bytes()
    write_catalogue(tables, before)
    assert whole == []
    assert FORMER_SLUG not in (tables / "catalogue.sqlite").read_bytes()


def test_a_copy_that_was_made_before_is_used(tables: Path, before: Path, whole: list[Path]) -> None:
    copy_catalogue(before, tables)
    (before / "catalogue.sqlite").write_bytes(b"nothing that could be copied now")
    write_catalogue(tables, before)
    patched = content(tables)
    write_catalogue(tables)
    assert (len(whole), patched) == (1, content(tables))


def test_where_there_is_none_there_is_no_copy(tables: Path, before: Path) -> None:
    _lose(before)
    copy_catalogue(before, tables)
    assert not (tables / "catalogue.new").exists()


def _lose(folder: Path) -> None:
    (folder / "catalogue.sqlite").unlink()


def _take_a_row(folder: Path) -> None:
    with sqlite3.connect(folder / "catalogue.sqlite") as opened:
        opened.execute("DELETE FROM alias WHERE rowid = 7")


def _know(folder: Path, which: str) -> None:
    facts = folder / "facts.parquet"
    with Engine(folder / "spill") as engine:
        engine.read("facts", facts)
        engine.write(f"SELECT * FROM facts {which}", folder / "few.parquet")
    (folder / "few.parquet").replace(facts)


def _know_little(folder: Path) -> None:
    _know(folder, "LIMIT 10")


def _know_no_website(folder: Path) -> None:
    _know(folder, "WHERE property <> 'website'")


@pytest.mark.parametrize("harm", [_lose, _take_a_row, _know_little, _know_no_website])
def test_where_the_older_one_does_not_serve_it_is_written_whole(
    tables: Path, before: Path, whole: list[Path], harm: Callable[[Path], None]
) -> None:
    harm(before)
    write_catalogue(tables, before)
    assert len(whole) == 1
    patched = content(tables)
    write_catalogue(tables)
    assert patched == content(tables)


def test_the_text_index_is_patched_and_finds_the_new_name_and_not_the_old(tables: Path, before: Path) -> None:
    index_text(tables, before)
    index = TextIndex(tables / "search")
    assert index.find("Nuthe Beispielwerk").total == 1
    assert index.find("Zennegat Beispielwerk").total == 0
    assert index._searcher.num_segments == 2


@pytest.mark.parametrize("limit", ["MOST_FRESH", "MOST_DEAD"])
def test_the_text_index_is_written_whole_where_too_much_differs(
    tables: Path, before: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(texts_module, limit, 0)
    index_text(tables, before)
    assert TextIndex(tables / "search")._searcher.num_segments == 1


def test_the_text_index_is_written_whole_where_there_is_none(tables: Path, before: Path) -> None:
    shutil.rmtree(before / "search")
    index_text(tables, before)
    assert TextIndex(tables / "search")._searcher.num_segments == 1
