"""Where releases stand, and which one serves."""

import os
import shutil
from pathlib import Path

from kiem.flow.releases.manifest import Manifest


class BrokenShelf(ValueError):
    """What names the release that serves cannot be read."""


class Shelf:
    """The folder of releases. A release is put there whole, and serves from one atomic rename on."""

    def __init__(self, folder: Path) -> None:
        """Use the folder; it is made when missing."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def numbers(self) -> list[int]:
        """Return the numbers of the releases on the shelf, oldest first."""
        return sorted(int(path.name) for path in self._folder.iterdir() if path.name.isdigit() and path.is_dir())

    def folder(self, number: int) -> Path:
        """Return a release's folder."""
        return self._folder / f"{number:04d}"

    def current(self) -> int | None:
        """Return the number of the release that serves, or nothing before the first. Raises BrokenShelf."""
        pointer = self._folder / "current"
        try:
            return int(pointer.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except ValueError:
            message = f"{pointer}: names no release; write the number of one beside it there, or restore a backup."
            raise BrokenShelf(message) from None

    def manifest(self, number: int) -> Manifest:
        """Return a release's manifest."""
        return Manifest.read(self.folder(number))

    def put(self, staged: Path, number: int) -> Path:
        """Move a finished folder to its place on the shelf; it does not serve yet."""
        target = self.folder(number)
        _sync_tree(staged)
        if target.exists():
            shutil.rmtree(target)
        staged.replace(target)
        _sync(self._folder)
        return target

    def publish(self, number: int) -> None:
        """Let the release serve, from one moment to the next."""
        beside = self._folder / "current.new"
        with beside.open("w", encoding="ascii") as opened:
            opened.write(f"{number}\n")
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(self._folder / "current")
        _sync(self._folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as opened:
                os.fsync(opened.fileno())
    _sync(folder)
