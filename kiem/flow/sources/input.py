"""A publisher's files as they lie on disk."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.streams import BLOCK, archive, member, members, plain


@dataclass(frozen=True, slots=True)
class SourceInput:
    """The files of one source, in order of name, and a folder for what has to be unpacked."""

    source: str
    files: tuple[Path, ...]
    scratch: Path

    @classmethod
    def at(cls, source: str, path: Path, scratch: Path) -> "SourceInput":
        """Take a file, or every file of a folder. Raises InputProblem when there is nothing to read."""
        remedy = f"give the publisher's file or folder with --source {source}=PATH."
        if not path.exists():
            message = f"{source}: {path} does not exist; {remedy}"
            raise InputProblem(message)
        found = sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]
        files = tuple(file for file in found if not file.name.startswith("."))
        if not files or not any(file.stat().st_size for file in files):
            message = f"{source}: {path} holds no data; {remedy}"
            raise InputProblem(message)
        return cls(source, files, scratch)

    def fingerprint(self) -> str:
        """Return a hash of the files' names and bytes, 16 hex digits."""
        digest = hashlib.sha256()
        for file in self.files:
            digest.update(file.name.encode())
            with file.open("rb") as opened:
                while block := opened.read(BLOCK):
                    digest.update(block)
        return digest.hexdigest()[:16]

    def listed(self) -> str:
        """Return the files' names for a message."""
        return ", ".join(file.name for file in self.files)

    def named(self, *endings: str) -> tuple[Path, ...]:
        """Return the files whose name ends so, in order of name."""
        return tuple(file for file in self.files if file.name.lower().endswith(endings))

    def names(self) -> list[str]:
        """Return the names of all files, those inside a zip as `archive.zip/name`."""
        return [name for file in self.files for name in self._names(file)]

    def streams(self, *endings: str) -> Iterator[tuple[str, BinaryIO]]:
        """Open, one after the other, each file whose name (without .gz) ends so, also those inside a zip.

        Each comes with its name as in `names()`. Raises InputProblem, also while it is read, when a file is broken.
        """
        for file in self.files:
            if _is_zip(file):
                with archive(self.source, file) as opened:
                    for name in _ending(members(opened), endings):
                        with member(self.source, opened, name) as stream:
                            yield f"{file.name}/{name}", stream
            elif _ending([file.name], endings):
                with plain(self.source, file) as stream:
                    yield file.name, stream

    def unpacked(self, file: Path, *endings: str) -> tuple[Path, ...]:
        """Unpack the members of a zip whose name ends so into the scratch folder and return them.

        Raises InputProblem when the archive is broken.
        """
        self.scratch.mkdir(parents=True, exist_ok=True)
        with archive(self.source, file) as opened:
            names = _ending(members(opened), endings)
            targets = tuple(self.scratch / f"{file.stem}-{turn}-{Path(name).name}" for turn, name in enumerate(names))
            for name, target in zip(names, targets, strict=True):
                with member(self.source, opened, name) as packed, target.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked, BLOCK)
            return targets

    def _names(self, file: Path) -> list[str]:
        if not _is_zip(file):
            return [file.name]
        with archive(self.source, file) as opened:
            return [f"{file.name}/{name}" for name in members(opened)]


def _is_zip(file: Path) -> bool:
    return file.name.lower().endswith(".zip")


def _ending(names: list[str], endings: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().removesuffix(".gz").endswith(endings)]
