"""Work that runs beside the build, in processes of their own that end with it."""

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from kiem.flow.processes import end_with_parent

Given = TypeVar("Given")

PATIENCE, MOMENT = 50, 0.1
"""How often a folder is emptied before it is given up, and the seconds between."""


def side_by_side(jobs: Sequence[Callable[[], Given]], most: int | None = None) -> list[Given]:
    """Run the jobs in processes of their own, at most so many at once, and return what each gives, in their order.

    Jobs and what they give must be picklable. All jobs end before the first failure, in their order, is raised here.
    """
    with _pool(min(len(jobs), most or len(jobs))) as pool:
        running = [pool.submit(job) for job in jobs]
    return [one.result() for one in running]


class Helpers:
    """Processes that are started early, and have loaded what they need when there is work for them."""

    def __init__(self, count: int) -> None:
        """Have so many of them, none of which is started."""
        self._pool = _pool(count)
        self._waiting = count
        self._begun: list[Future[object]] = []

    def __enter__(self) -> Self:
        """Use them in a `with` block."""
        return self

    def start(self) -> None:
        """Start them, where they are not."""
        while self._waiting:
            self._waiting -= 1
            self._pool.submit(os.getpid)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what they do, and let them go."""
        self._pool.shutdown()

    def begin(self, job: Callable[[], object]) -> None:
        """Run a job in a helper; it has ended before any that is shared begins."""
        self._begun.append(self._pool.submit(job))

    def share(self, jobs: Sequence[Callable[[], object]], own: Callable[[], object]) -> None:
        """Run the jobs in the helpers and `own` in this process; jobs must be picklable.

        All jobs end before the first failure is raised here: that of `own`, then those of the jobs in their order.
        """
        for one in self._begun:
            one.result()
        running = [self._pool.submit(job) for job in jobs]
        try:
            own()
        finally:
            wait(running)
        for one in running:
            one.result()


def _pool(count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=end_with_parent, initargs=(os.getpid(),))


def cleared(folder: Path) -> Path:
    """Return the folder, new and empty: what a killed build had started may still be writing its last file in it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(PATIENCE):
        shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir()
        except FileExistsError:
            time.sleep(MOMENT)
        else:
            return folder
    message = f"{folder}: something goes on writing in it; stop that, or remove the folder."
    raise FileExistsError(message)
