"""A release of the default instance's own register, and the site that shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue, current

INSTANCE = Path(__file__).parents[2] / "instance"
MADE_AT = "2026-11-23T12:00:00+00:00"


@pytest.fixture(scope="session")
def register_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with one release, made from the register alone."""
    home = tmp_path_factory.mktemp("register")
    build(House(INSTANCE, home), {"register": INSTANCE / "register"}, MADE_AT)
    return home


@pytest.fixture
def register(register_home: Path) -> Iterator[Catalogue]:
    """Serve the register's release and return it."""
    with override_settings(KIEM_HOME=register_home):
        yield current()
