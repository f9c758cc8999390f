"""The moment at which a restored house takes the place of the old one: renames that are written down before.

While `restore.json` lies in the home, the renames in it may have been done in part; whoever finds it takes them back.
"""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

__all__ = ["Move", "is_cut_off", "switch", "take_back"]

JOURNAL = "restore.json"
Move = tuple[Path, Path]


def is_cut_off(home: Path) -> bool:
    """Return whether a restore was cut off in the middle of its renames."""
    return (home / JOURNAL).exists()


def switch(home: Path, moves: Sequence[Move], last: Callable[[], None]) -> None:
    """Do the renames in order, then `last`; when one of them fails, everything is as it was."""
    _write_down(home / JOURNAL, moves)
    try:
        for source, target in moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
        last()
    except BaseException:
        take_back(home)
        raise
    (home / JOURNAL).unlink()


def take_back(home: Path) -> bool:
    """Undo the renames of a restore that was cut off; return whether there were any.

    Only what is known to have been moved is moved back: the same file under the new name.
    """
    journal = home / JOURNAL
    if not journal.exists():
        return False
    for source, target, inode in reversed(json.loads(journal.read_text(encoding="utf-8"))):
        moved, back = Path(target), Path(source)
        if moved.exists() and moved.stat().st_ino == inode and not back.exists():
            back.parent.mkdir(parents=True, exist_ok=True)
            moved.rename(back)
    journal.unlink()
    return True


def _write_down(journal: Path, moves: Sequence[Move]) -> None:
    beside = journal.with_name(f"{journal.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump([[str(source), str(target), source.stat().st_ino] for source, target in moves], file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(journal)
