"""A publisher's files as they lie on disk."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = 1 << 20


class InputProblem(Exception):
    """Bad input, said in one line: what, where, remedy."""


@dataclass(frozen=True, slots=True)
class SourceInput:
    """The files of one source, in order of name, and a folder for what has to be unpacked."""

    source: str
    files: tuple[Path, ...]
    scratch: Path

    @classmethod
    def at(cls, source: str, path: Path, scratch: Path) -> "SourceInput":
        """Take a file, or every file of a folder. Raises InputProblem when there is nothing to read."""
        if not path.exists():
            message = f"{source}: {path} does not exist; give the publisher's file or folder with --source {source}=PATH."
            raise InputProblem(message)
        found = sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]
        files = tuple(file for file in found if not file.name.startswith("."))
        if not files or not any(file.stat().st_size for file in files):
            message = f"{source}: {path} holds no data; give the publisher's file or folder with --source {source}=PATH."
            raise InputProblem(message)
        return cls(source, files, scratch)

    def fingerprint(self) -> str:
        """Return a hash of the files' names and bytes, 16 hex digits."""
        digest = hashlib.sha256()
        for file in self.files:
            digest.update(file.name.encode())
            for block in _blocks(file):
                digest.update(block)
        return digest.hexdigest()[:16]

    def named(self, *endings: str) -> tuple[Path, ...]:
        """Return the files whose name ends so, in order of name."""
        return tuple(file for file in self.files if file.name.lower().endswith(endings))

    def unpacked(self, archive: Path, *endings: str) -> tuple[Path, ...]:
        """Unpack the members of a zip whose name ends so into the scratch folder and return them.

        Raises InputProblem when the archive is broken.
        """
        self.scratch.mkdir(parents=True, exist_ok=True)
        try:
            with zipfile.ZipFile(archive) as opened:
                members = [name for name in sorted(opened.namelist()) if name.lower().endswith(endings)]
                return tuple(_extract(opened, name, self.scratch / f"{archive.stem}-{turn}-{Path(name).name}")
                             for turn, name in enumerate(members))
        except zipfile.BadZipFile as error:
            message = f"{self.source}: {archive} is not a whole zip file ({error}); download it again."
            raise InputProblem(message) from error


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            yield block


def _extract(opened: zipfile.ZipFile, member: str, target: Path) -> Path:
    with opened.open(member) as packed, target.open("wb") as plain:
        while block := packed.read(BLOCK):
            plain.write(block)
    return target
