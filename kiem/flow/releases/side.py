"""Work that runs beside the build, in processes of their own that end with it."""

import ctypes
import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def side_by_side(jobs: Sequence[Callable[[Path], object]], folder: Path) -> None:
    """Run each job on the folder, all at once; the first that fails raises its error here."""
    with ProcessPoolExecutor(
        len(jobs), mp_context=multiprocessing.get_context("spawn"), initializer=end_with_parent
    ) as pool:
        for running in [pool.submit(job, folder) for job in jobs]:
            running.result()


def end_with_parent() -> None:
    """Ask the system to end this process when the one that started it ends, however it ends."""
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
