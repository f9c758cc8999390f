"""A release of the default instance's own register."""

from pathlib import Path

import pytest

from kiem.flow.run import House, build

INSTANCE = Path(__file__).parents[3] / "instance"


@pytest.fixture(scope="session")
def register_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a release made from the committed register alone."""
    home = tmp_path_factory.mktemp("figures")
    house = House(INSTANCE, home)
    build(house, {"register": INSTANCE / "register"}, "2026-11-23T12:00:00+00:00")
    return house.shelf.folder(1)
