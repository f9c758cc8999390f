"""A house with open questions, for each test its own: what is decided in one does not show in another."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.catalogue import Catalogue, current
from tests.foundation.accounts.people import somebody
from tests.foundation.stewardship.doubtful import make_doubtful_house


@pytest.fixture(scope="session")
def doubtful_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with one release that has two open questions, made once. Nobody may write into it."""
    return make_doubtful_house(tmp_path_factory.mktemp("doubtful"), tmp_path_factory.mktemp("given"))


@pytest.fixture
def home(doubtful_home: Path, tmp_path: Path) -> Iterator[Path]:
    """Return a copy of the home that a test may write into, and serve it."""
    copy = tmp_path / "home"
    shutil.copytree(doubtful_home, copy)
    with override_settings(KIEM_HOME=copy):
        yield copy


@pytest.fixture
def catalogue(home: Path) -> Catalogue:
    """Return the release that is served."""
    del home
    return current()


@pytest.fixture
def ada() -> User:
    """Return a steward."""
    return somebody(Role.STEWARD, "ada@example.org", name="Ada Example")


@pytest.fixture
def grace() -> User:
    """Return another steward."""
    return somebody(Role.STEWARD, "grace@example.org", name="Grace Example")
