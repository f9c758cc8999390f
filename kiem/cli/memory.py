"""How much memory this process and the ones it started held at most."""

import os
import resource
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["Peak", "family_mb"]

EVERY = 0.1
"""Seconds between two looks."""


class Peak:
    """Looks on while its block runs; `mb` is then the most that was held at once, in megabytes."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._seen = 0.0
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Look no longer."""
        self._over.set()
        self._watch.join()

    @property
    def mb(self) -> float:
        """The most that was seen, or where no other process can be seen, the most that this one had."""
        return round(max(self._seen, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000), 1)

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self._seen = max(self._seen, family_mb(os.getpid()))


def family_mb(root: int) -> float:
    """Return the resident memory of a process and all that came of it, in megabytes; 0 where /proc is not Linux's.

    Pages that several of them share are counted for each.
    """
    family = [root]
    for member in family:
        for thread in Path(f"/proc/{member}/task").glob("*/children"):
            # A process may end while it is looked at.
            with suppress(OSError):
                family += [int(child) for child in thread.read_text(encoding="ascii").split()]
    return sum(_resident_mb(one) for one in family)


def _resident_mb(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
