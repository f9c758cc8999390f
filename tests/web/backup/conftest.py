"""A house with two releases, a secret and people in its database; and an empty one to restore into."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from kiem.foundation.accounts.models import User
from kiem.web.backup import Account, Place, make_backup, restore_backup
from tests.web.backup.databases import database_in

MADE_AT = "2026-11-24T01:00:00+00:00"
STAMP = "20261124T020000Z"


@dataclass(frozen=True, slots=True)
class House:
    """A home and the alias of its database."""

    home: Path
    alias: str

    def back_up(self, target: Path) -> Account:
        """Make a backup."""
        return make_backup(target, self.home, MADE_AT, print, self.alias)

    def restore(self, folder: Path, *, force: bool = False) -> Account:
        """Restore a backup."""
        return restore_backup(folder, Place(self.home, STAMP, self.alias), print, force=force)

    def people(self) -> list[str]:
        """Return the addresses of the people in the database."""
        return [person.email for person in User.objects.using(self.alias).order_by("email")]

    def files(self) -> dict[str, bytes]:
        """Return every file of the home but for the database's, the lock and what was set aside."""
        return {
            str(file.relative_to(self.home)): file.read_bytes()
            for file in sorted(self.home.rglob("*"))
            if file.is_file()
            and not file.name.startswith(("kiem.sqlite3", "build.lock"))
            and not file.relative_to(self.home).parts[0].startswith(("before-", "work"))
        }


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Make a migrated database with two people in it. The tests' own database is not touched."""
    home = tmp_path_factory.mktemp("template")
    with django_db_blocker.unblock(), database_in(home, "template") as name:
        call_command("migrate", database="template", verbosity=0, skip_checks=True)
        for email in ("ada@example.org", "bob@example.org"):
            User.objects.using("template").create(email=email)
        connections["template"].close()
        yield name


@pytest.fixture
def house(tmp_path: Path, two_releases: Path, template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Return a house in use."""
    home = tmp_path / "home"
    shutil.copytree(two_releases, home)
    (home / "secret").write_text("only for tests\n")
    (home / "secret").chmod(0o600)
    (home / "judgements.csv").write_text("left,right\n")
    (home / "media").mkdir()
    (home / "media" / "mark é.svg").write_text("<svg/>")
    with django_db_blocker.unblock(), database_in(home, "house", template):
        yield House(home, "house")


@pytest.fixture
def empty(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Return a house in which there is nothing yet."""
    home = tmp_path / "empty"
    home.mkdir()
    with django_db_blocker.unblock(), database_in(home, "empty"):
        yield House(home, "empty")
