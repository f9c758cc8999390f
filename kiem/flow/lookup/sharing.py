"""Much work of one kind, shared by two processes that have the same memory before them."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Protocol, Self, TypeVar

from kiem.flow.lookup.sparse import THREADS
from kiem.flow.processes import end_with_parent

__all__ = ["shared"]


class Sliced(Protocol):
    """What has a length and parts of its own kind: a list, an array."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, some: slice, /) -> Self:
        """Return some of them."""


Asked = TypeVar("Asked", bound=Sliced)
Found = TypeVar("Found")

PROCESSES = 2
FEW = 3
"""Up to so many pieces of work are quicker done here than shared."""

given: list[tuple[Callable[[Any], Iterator[Any]], Any]] = []  # Any: whatever is asked and found
"""What this process does for another, and of what; empty where it does nothing for any."""


def shared(do: Callable[[Asked], Iterator[Found]], asked: Asked, at_once: int) -> Iterator[Found]:
    """Give what `do` gives for everything asked, in order; so many at once are a piece of work.

    Where a system cannot make a process of this one, or there is little to do, it is done here. Raises
    BrokenProcessPool where one of the processes is killed.
    """
    pieces = [slice(start, start + at_once) for start in range(0, len(asked), at_once)]
    if len(pieces) <= FEW or "fork" not in multiprocessing.get_all_start_methods():
        for piece in pieces:
            yield from do(asked[piece])
        return
    # What is asked is in the memory that both have: only which of it goes from one to the other.
    pool = ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork"), _begin, (do, asked, os.getpid()))
    # What both have is looked through by neither, and so stays one.
    gc.freeze()
    try:
        several = pool.map(_done, [(piece.start, piece.stop) for piece in pieces])
        gc.unfreeze()
        for found in several:
            yield from found
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(do: Callable[[Asked], Iterator[Found]], asked: Asked, parent: int) -> None:
    end_with_parent(parent)
    # Threads of the process before are not here; and there is a process for each core.
    THREADS.count = 1
    given[:] = [(do, asked)]


def _done(piece: tuple[int, int]) -> list[Any]:
    [(do, asked)] = given
    return list(do(asked[slice(*piece)]))
