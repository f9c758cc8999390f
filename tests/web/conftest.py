"""A home with two releases of organisations that do not exist, so that something changed between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

from kiem.flow.naming import make_names
from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue, current
from tests.goals.fictitious import write_cordis, write_register

INSTANCE = Path(__file__).parents[2] / "instance"
FIRST, SECOND = "2026-11-23T12:00:00+00:00", "2026-11-24T12:00:00+00:00"


@pytest.fixture(scope="session")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which the second release brought the projects. Nobody may write into it."""
    home, given = tmp_path_factory.mktemp("two-releases"), tmp_path_factory.mktemp("given")
    register = write_register(given / "register")
    build(House(INSTANCE, home), {"register": register}, FIRST)
    build(House(INSTANCE, home), {"cordis": write_cordis(given / "cordis")}, SECOND)
    make_names(home, home / "releases" / "0002")
    return home


@pytest.fixture
def catalogue(two_releases: Path) -> Iterator[Catalogue]:
    """Serve the second release and return it."""
    with override_settings(KIEM_HOME=two_releases):
        yield current()


@pytest.fixture
def client(catalogue: Catalogue) -> Client:
    """Return a reader of that release, without a database: whoever asks for it fails."""
    del catalogue
    return Client()
