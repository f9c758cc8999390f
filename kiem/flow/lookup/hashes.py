"""Texts by 64 bits that stand for each: looked for in order, many at once, without a dictionary in memory."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from kiem.flow.lookup.sparse import Ints

__all__ = ["Hashes", "found_in", "hashes"]

Hashes = NDArray[np.uint64]
"""XXH3 of 64 bits (Y. Collet, 2021). That two of a million texts have one is as probable as 1 in 37 million."""


def hashes(texts: Sequence[str]) -> Hashes:
    """Return the hash of each text, the same on every day and machine."""
    return np.fromiter((xxh3_64_intdigest(text.encode()) for text in texts), np.uint64, len(texts))


def found_in(known: Hashes, asked: Hashes) -> Ints:
    """Return the place of each hash asked for among those known, which are in order; -1 for one that is not there."""
    if not len(known):
        return np.full(len(asked), -1, np.int64)
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[place] == asked, place, -1)
