"""The repository's own files, for the promises."""

import subprocess
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


@cache
def house_files() -> tuple[Path, ...]:
    """Return every file that is in git or would be at the next commit."""
    command = ["git", "-c", f"safe.directory={HOUSE}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True).stdout
    paths = (HOUSE / name for name in listed.split("\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def files(*folders: str, ending: str) -> list[Path]:
    """Return the files below the folders whose name ends so."""
    roots = [HOUSE / folder for folder in folders]
    return [
        path for path in house_files() if path.name.endswith(ending) and any(root in path.parents for root in roots)
    ]


def modules(*folders: str) -> list[Path]:
    """Return the Python modules below the folders, without what Django writes."""
    return [path for path in files(*folders, ending=".py") if "migrations" not in path.parts]


def shown(path: Path) -> str:
    """Return the path as a reader of a failure wants it."""
    return path.relative_to(HOUSE).as_posix()
