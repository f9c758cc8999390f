"""A release of the default instance's own register, and the site that shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue, current
from tests.conftest import INSTANCE, MADE_AT
from tests.goals.fictitious import write_cordis, write_register


@pytest.fixture(scope="session")
def register_home(house: Path) -> Path:
    """Return a home with one release, made from the register alone."""
    return house


@pytest.fixture
def register(register_home: Path) -> Iterator[Catalogue]:
    """Serve the register's release and return it."""
    with override_settings(KIEM_HOME=register_home):
        yield current()


@pytest.fixture(scope="session")
def fictitious_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with one release of organisations and projects that do not exist."""
    home, given = tmp_path_factory.mktemp("fictitious"), tmp_path_factory.mktemp("given")
    sources = {"register": write_register(given / "register"), "cordis": write_cordis(given / "cordis")}
    build(House(INSTANCE, home), sources, MADE_AT)
    return home


@pytest.fixture
def fictitious(fictitious_home: Path) -> Iterator[Catalogue]:
    """Serve the fictitious release and return it."""
    with override_settings(KIEM_HOME=fictitious_home):
        yield current()
