"""Restoring a backup: checked before anything is written, prepared beside, and put in place at one stroke."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from kiem.web.backup import postgres, sqlite
from kiem.web.backup.account import Account, BackupProblem, DatabaseEntry
from kiem.web.backup.files import BEFORE, MADE_AGAIN, Tell, alone, check_files, copy_file, copy_files, remove, sync_tree
from kiem.web.backup.making import DATABASE, HOME, database_file
from kiem.web.backup.switch import Move, switch, take_back

__all__ = ["Place", "restore_backup"]

ENDS = ("", "-wal", "-shm", "-journal")
# Reading the settings makes a secret, and the first commands make folders: that is still an empty house.
BY_THE_WAY = {"secret", "media", "outbox"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a backup is restored to: the home, the database's alias in the settings, and a name for what was there."""

    home: Path
    stamp: str
    alias: str = "default"


class Restore:
    """One restore: from a backup into a home and the database that the settings name."""

    def __init__(self, folder: Path, account: Account, place: Place) -> None:
        """Nothing is read or written yet."""
        self.folder, self.account = folder, account
        self.home, self.alias = place.home.absolute(), place.alias
        self.before = self.home / f"{BEFORE}{place.stamp}"
        self.staged = self.home / "work" / "restore"
        self.file = database_file(place.alias)

    def is_taken(self) -> bool:
        """Return whether the home or the database holds anything that a restore would replace."""
        held = [entry for entry in self._entries() if entry.name not in BY_THE_WAY and _holds_something(entry)]
        if self.file is None:
            return bool(held) or postgres.has_tables(self.alias)
        return bool(held) or self.file.is_file()

    def check(self, tell: Tell) -> None:
        """Refuse a backup that is damaged, of another kind of database, or of another Kiem."""
        tell(f"Checking {len(self.account.files)} files …")
        check_files(self.folder, self.account.files)
        database = self.account.database
        if database is None:
            return
        kind = postgres.KIND if self.file is None else sqlite.KIND
        if database.kind != kind:
            message = f"{self.folder}: is of {database.kind}, the settings name {kind}; change KIEM_DATABASE_URL."
            raise BackupProblem(message)
        known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
        strange = [f"{app}.{name}" for app, name in database.migrations if (app, name) not in known]
        if strange:
            message = f"{self.folder}: was made by another Kiem ({strange[0]} is unknown here); update the code first."
            raise BackupProblem(message)

    def prepare(self, tell: Tell) -> None:
        """Write the files and the database beside those in use, and prove them."""
        remove(self.staged)
        prefix = f"{HOME}/"
        wanted = {name.removeprefix(prefix): entry for name, entry in self.account.files.items() if name[:5] == prefix}
        tell(f"Writing {len(wanted)} files …")
        copy_files({name: (self.folder / HOME / name, self.staged / name) for name in wanted}, tell)
        check_files(self.staged, wanted)
        if wanted:
            sync_tree(self.staged)
        if self.account.database is not None:
            tell("Writing the database …")
            self._prepare_database(self.account.database)

    def put_in_place(self) -> None:
        """Let the restored house take the place of the old one, which goes to `before`."""
        connections[self.alias].close()
        switch(self.home, [*self._away(), *self._here()], self._change_tables)

    def clean(self) -> None:
        """Remove what was prepared and not put in place."""
        remove(self.staged)
        if self.file is not None:
            self._beside.unlink(missing_ok=True)

    @property
    def _beside(self) -> Path:
        return Path(f"{self.file}.restoring")

    def _entries(self) -> list[Path]:
        """What is in the home, but for what is made again, what was set aside before, and the database."""
        own = {self._beside, *(Path(f"{self.file}{end}") for end in ENDS)}
        return [
            entry
            for entry in sorted(self.home.iterdir())
            if entry not in own and entry.name not in MADE_AGAIN and not entry.name.startswith(BEFORE)
        ]

    def _prepare_database(self, entry: DatabaseEntry) -> None:
        if self.file is None:
            postgres.fill_beside(self.alias, self.folder / DATABASE, entry)
            return
        copied = copy_file(self.folder / DATABASE / sqlite.NAME, self._beside)
        if copied != self.account.files[f"{DATABASE}/{sqlite.NAME}"] or sqlite.described(self._beside) != entry:
            message = f"{self._beside}: does not come out as it was backed up; nothing was restored."
            raise BackupProblem(message)

    def _away(self) -> list[Move]:
        """What is there goes aside; a backup without a database leaves the database alone."""
        moves = [(entry, self.before / entry.name) for entry in self._entries()]
        if self.file is not None and self.account.database is not None:
            for file in (Path(f"{self.file}{end}") for end in ENDS):
                aside = self.before / file.name if file.parent == self.home else Path(f"{file}.{self.before.name}")
                moves += [(file, aside)] if file.exists() else []
        return moves

    def _here(self) -> list[Move]:
        staged = sorted(self.staged.iterdir()) if self.staged.is_dir() else []
        moves = [(entry, self.home / entry.name) for entry in staged]
        if self.file is not None and self.account.database is not None:
            moves.append((self._beside, self.file))
        return moves

    def _change_tables(self) -> None:
        if self.file is None and self.account.database is not None:
            postgres.change_places(self.alias, self.before.name)


def restore_backup(folder: Path, place: Place, tell: Tell, *, force: bool) -> Account:
    """Restore the backup in the folder, and return its account: everything in it was proven to be there again.

    Into a home that holds something only with `force`; what was there then lies in `home/before-<stamp>` (and in a
    schema of that name). Raises BackupProblem where the backup or the home will not do; then nothing has changed.
    """
    folder, home = folder.absolute(), place.home.absolute()
    account = Account.read(folder)
    with alone(home, tell):
        if take_back(home):
            tell("A restore that was cut off has been taken back.")
        restore = Restore(folder, account, place)
        if restore.is_taken() and not force:
            message = f"{home}: is not empty; give --force to replace it (what is there is kept in {restore.before})."
            raise BackupProblem(message)
        restore.check(tell)
        try:
            restore.prepare(tell)
            tell("Changing places …")
            restore.put_in_place()
        finally:
            restore.clean()
    return account


def _holds_something(entry: Path) -> bool:
    return entry.is_file() or any(entry.iterdir())
