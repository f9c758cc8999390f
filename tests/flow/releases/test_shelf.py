"""Releases on their shelf: whole, and switched in one moment."""

from pathlib import Path

import pytest

from kiem.flow.releases import Manifest, Shelf, SourceEntry, file_hash

ENTRY = SourceEntry(
    name="register",
    snapshot="register@2026-11-01#0123456789abcdef",
    date="2026-11-01",
    licence="EUPL-1.2",
    read=3,
    claims=2,
    quarantined=1,
    title={"en": "A register", "nl": "Een register", "fr": "Un registre"},
    publisher={"en": "Its editors", "nl": "De redactie", "fr": "La rédaction"},
    address="https://example.org/register",
    stale_after_days=365,
    caveats=({"en": "thin", "nl": "dun", "fr": "mince"},),
)


def manifest(number: int) -> Manifest:
    """Return the manifest of an example release."""
    return Manifest(
        number=number,
        key="key",
        made_at="2026-11-01T00:00:00+00:00",
        code="code",
        previous=number - 1 or None,
        sources=(ENTRY,),
        entities=2,
        relations=1,
        doubts=0,
        licences=("EUPL-1.2",),
        tables={"things.parquet": "hash"},
        rules={"rules/ecosystem.yml": "hash"},
    )


def test_an_empty_shelf_serves_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "releases")
    assert shelf.current() is None
    assert shelf.numbers() == []


def test_a_release_put_on_the_shelf_serves_only_once_it_is_published(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "releases")
    staged = tmp_path / "staged"
    (staged / "search").mkdir(parents=True)
    (staged / "search" / "part").write_text("text")
    manifest(1).write(staged)
    folder = shelf.put(staged, 1)
    assert not staged.exists()
    assert shelf.current() is None
    shelf.publish(1)
    assert shelf.current() == 1
    assert shelf.manifest(1) == manifest(1)
    assert (folder / "search" / "part").read_text() == "text"


def test_what_a_cut_off_build_left_in_a_release_s_place_gives_way(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "releases")
    (shelf.folder(1) / "half").mkdir(parents=True)
    staged = tmp_path / "staged"
    staged.mkdir()
    (staged / "whole").touch()
    assert [path.name for path in shelf.put(staged, 1).iterdir()] == ["whole"]


def test_the_pointer_names_the_newest_release_published(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "releases")
    for number in (1, 2):
        shelf.folder(number).mkdir()
        shelf.publish(number)
    assert shelf.current() == 2
    assert shelf.numbers() == [1, 2]


def test_the_hash_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"abc")
    assert file_hash(file) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_manifest_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"manifest\.json"):
        Manifest.read(tmp_path)
