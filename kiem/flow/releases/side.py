"""Work that runs beside the build, in processes of their own that end with it."""

import ctypes
import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")

PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def side_by_side(jobs: Sequence[Callable[[], Given]], most: int | None = None) -> list[Given]:
    """Run the jobs in processes of their own, at most so many at once, and return what each gives, in their order.

    Jobs and what they give must be picklable. All jobs end before the first failure, in their order, is raised here.
    """
    with ProcessPoolExecutor(
        min(len(jobs), most or len(jobs)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=end_with_parent,
    ) as pool:
        running = [pool.submit(job) for job in jobs]
    return [one.result() for one in running]


def end_with_parent() -> None:
    """Ask the system to end this process when the one that started it ends, however it ends."""
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
