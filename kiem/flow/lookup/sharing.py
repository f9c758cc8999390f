"""Much work of one kind, shared by two processes that have the same memory before them."""

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.pool import Pool
from typing import Any, TypeVar

from kiem.flow.lookup.sparse import THREADS

__all__ = ["shared"]

Asked = TypeVar("Asked")
Found = TypeVar("Found")

PROCESSES = 2
FEW = 3
"""Up to so many pieces of work are quicker done here than shared."""

given: list[Callable[[Any], list[Any]]] = []  # Any: whatever is asked and found
"""What the processes do; they come from this one when it stands here."""


def shared(do: Callable[[Sequence[Asked]], Iterator[Found]], asked: Sequence[Asked], at_once: int) -> Iterator[Found]:
    """Give what `do` gives for everything asked, in order; so many at once are a piece of work.

    Where a system cannot make a process of this one, or there is little to do, it is done here.
    """
    pieces = [asked[start : start + at_once] for start in range(0, len(asked), at_once)]
    if len(pieces) <= FEW or "fork" not in multiprocessing.get_all_start_methods():
        for piece in pieces:
            yield from do(piece)
        return
    given.append(lambda piece: list(do(piece)))
    # What both have is looked through by neither, and so stays one.
    gc.freeze()
    try:
        pool: Pool = multiprocessing.get_context("fork").Pool(PROCESSES, _alone)
    finally:
        gc.unfreeze()
        given.pop()
    with pool:
        for found in pool.imap(_done, pieces):
            yield from found


def _alone() -> None:
    # Threads of the process before are not here; and there is a process for each core.
    THREADS.count = 1
    given[:] = given[-1:]


def _done(piece: Sequence[Asked]) -> list[Any]:
    return given[0](piece)
