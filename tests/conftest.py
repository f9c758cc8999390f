"""What every test stands on: the publishers' data, no network, laws that repeat, the mark of the database suite."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from django.test import override_settings
from django.utils import translation
from hypothesis import settings

from kiem.flow.naming import make_names
from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue, current
from tests.goals.fictitious import write_cordis, write_register

HOUSE = Path(__file__).resolve().parent.parent
INSTANCE = HOUSE / "instance"
SOURCES = HOUSE / "kiem" / "flow" / "sources"
# What the fictitious register says of Sample University, and what it is made to say: a year, and its ROR number.
FOUNDED_IN_THE_REGISTER = (
    "sample-university,Sample University,,university,,Exampletown,flanders,BE,,,,",
    "sample-university,Sample University,,university,,Exampletown,flanders,BE,1899,,https://ror.org/0example1,",
)
MADE_AT = "2026-11-23T12:00:00+00:00"
IN_CI = os.environ.get("CI") == "true"
Address = tuple[object, ...] | str | bytes
Answer = TypeVar("Answer")
DATABASE_FIXTURES = {
    "admin_client",
    "admin_user",
    "db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
    "transactional_db",
}

# A law that fails in CI fails again on the next run; on a desk it goes on looking elsewhere.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if IN_CI else "desk")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that touches the default database, so that none is forgotten on PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
        if "shared" in fixtures:
            item.add_marker("shared")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail a test on real data where there is none, or leave it out where that was asked for and is no secret."""
    if item.get_closest_marker("shared") and not (shared_folder() / "data").is_dir():
        message = f"the publishers' data is not at {shared_folder()}: set KIEM_SHARED, or KIEM_WITHOUT_SHARED=1"
        if os.environ.get("KIEM_WITHOUT_SHARED") == "1" and not IN_CI:
            pytest.skip(message)
        pytest.fail(message, pytrace=False)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Start every test in English, whatever language the page of the test before was in."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder beside the project that holds rules, facts and the publishers' data."""
    return shared_folder()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with one release of the default instance's own register, made once."""
    home = tmp_path_factory.mktemp("house")
    build(House(INSTANCE, home), {"register": INSTANCE / "register"}, MADE_AT)
    make_names(home, home / "releases" / "0001")
    return home


@pytest.fixture
def catalogue(house: Path) -> Iterator[Catalogue]:
    """Serve the register's release and return it."""
    with override_settings(KIEM_HOME=house):
        yield current()


@pytest.fixture(scope="session")
def house_of_three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with one release of three sources that tell of things that do not exist, EU projects too.

    ROR says of Sample University that it was founded in 1900, the register that it was in 1899.
    """
    home, given = tmp_path_factory.mktemp("three"), tmp_path_factory.mktemp("given")
    register = write_register(given / "register")
    organisations = register / "organisations.csv"
    told = organisations.read_text()
    organisations.write_text(told.replace(*FOUNDED_IN_THE_REGISTER))
    sample = SOURCES / "ror/sample/in-lines/ror-example.jsonl"
    ror = given / "ror-example.jsonl"
    first, _, _ = sample.read_bytes().partition(b"\n")
    ror.write_bytes(first.replace(b"Voorbeelduniversiteit", b"Sample University") + b"\n")
    build(House(INSTANCE, home), {"register": register, "ror": ror, "cordis": write_cordis(given / "cordis")}, MADE_AT)
    make_names(home, home / "releases" / "0001")
    return home


@pytest.fixture
def three_sources(house_of_three: Path) -> Iterator[Catalogue]:
    """Serve the release of three sources and return it."""
    with override_settings(KIEM_HOME=house_of_three):
        yield current()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        yield


class NetworkRefused(RuntimeError):
    """A test that wanted to leave this machine."""


def shared_folder() -> Path:
    """Return where the shared folder should be."""
    return Path(os.environ.get("KIEM_SHARED", HOUSE.parent / "shared"))


def _only_here(connect: Callable[[socket.socket, Address], Answer]) -> Callable[[socket.socket, Address], Answer]:
    def guarded(self: socket.socket, address: Address) -> Answer:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in {"127.0.0.1", "::1", "localhost"}:
            message = f"A test wants to reach {host}; tests have no network: use a sample or a verified fake."
            raise NetworkRefused(message)
        return connect(self, address)

    return guarded
