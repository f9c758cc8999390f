"""The release that serves is the one that was published last, and it is opened once."""

from pathlib import Path

import pytest
from pytest_django import Settings

from kiem.flow.releases import Shelf
from kiem.foundation.catalogue import Catalogue, NoRelease, current


def test_a_release_serves_from_the_moment_that_it_is_published(
    catalogue: Catalogue, tmp_path: Path, settings: Settings
) -> None:
    settings.KIEM_HOME = tmp_path
    with pytest.raises(NoRelease):
        current()
    shelf = Shelf(tmp_path / "releases")
    for number in (1, 2):
        shelf.folder(number).symlink_to(catalogue.folder)
    shelf.publish(1)
    first = current()
    assert (first.folder, current()) == (shelf.folder(1), first)
    shelf.publish(2)
    assert current().folder == shelf.folder(2)


def test_a_release_that_is_published_again_is_not_opened_again(
    catalogue: Catalogue, tmp_path: Path, settings: Settings
) -> None:
    settings.KIEM_HOME = tmp_path
    shelf = Shelf(tmp_path / "releases")
    shelf.folder(1).symlink_to(catalogue.folder)
    shelf.publish(1)
    first = current()
    shelf.publish(1)
    assert current() is first
