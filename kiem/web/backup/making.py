"""Making a backup: everything that is not code, in a folder that appears whole."""

from pathlib import Path

from django.db import connections

from kiem.web.backup import postgres, sqlite
from kiem.web.backup.account import Account, BackupProblem, DatabaseEntry, FileEntry, file_entry
from kiem.web.backup.files import Tell, alone, copy_files, home_files, remove, sync_tree

__all__ = ["database_file", "make_backup"]

HOME, DATABASE = "home", "database"


def make_backup(target: Path, home: Path, made_at: str, tell: Tell, alias: str = "default") -> Account:
    """Copy the home and the database to the folder `target`, and return the account of it.

    The site may go on meanwhile; a build waits. Raises BackupProblem for a target that is not free.
    """
    target, home = target.absolute(), home.absolute()
    _refuse_taken(target, home)
    part = target.parent / f".{target.name}.part"
    remove(part)
    part.mkdir(parents=True, mode=0o700)
    try:
        with alone(home, tell):
            tell("Copying the database …")
            database, files = _database(part / DATABASE, alias)
            found = home_files(home, database_file(alias))
            tell(f"Copying {len(found)} files …")
            files |= copy_files({f"{HOME}/{name}": (home / name, part / HOME / name) for name in found}, tell)
            release = _release(home)
        account = Account(made_at, release, database, dict(sorted(files.items())))
        account.write(part)
        sync_tree(part)
        if target.exists():
            target.rmdir()
        part.rename(target)
    except BaseException:
        remove(part)
        raise
    return account


def database_file(alias: str) -> Path | None:
    """Return the file of the database, where it is one."""
    settings = connections[alias].settings_dict
    return Path(str(settings["NAME"])).absolute() if "sqlite" in str(settings["ENGINE"]) else None


def _refuse_taken(target: Path, home: Path) -> None:
    if target == home or home in target.parents:
        message = f"{target}: lies inside the home {home}; name a folder outside it."
        raise BackupProblem(message)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        message = f"{target}: is there already; name a folder that is not, such as {target}-2."
        raise BackupProblem(message)


def _database(folder: Path, alias: str) -> tuple[DatabaseEntry | None, dict[str, FileEntry]]:
    file = database_file(alias)
    if file is None:
        entry: DatabaseEntry | None = postgres.copy_out(alias, folder)
    else:
        entry = sqlite.copy_database(file, folder / sqlite.NAME) if file.is_file() else None
    written = sorted(folder.iterdir()) if folder.is_dir() else []
    return entry, {f"{DATABASE}/{one.name}": file_entry(one) for one in written}


def _release(home: Path) -> int | None:
    try:
        return int((home / "releases" / "current").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
