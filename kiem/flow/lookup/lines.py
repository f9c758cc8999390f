"""Texts one after the other in one run of bytes: any of them is read without reading the others."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Self, overload

import numpy as np
from numpy.typing import NDArray

from kiem.flow.lookup.sparse import Ints, Texts

__all__ = ["Lines"]

MANY = 16
"""Where more than one in so many is asked for at once, all are read, and stay."""


class Lines(Sequence[str]):
    """Texts that are written as UTF-8 one after the other (`letters`); `ends` says where each ends, from 0."""

    __slots__ = ("_all", "ends", "letters")

    def __init__(self, letters: NDArray[np.uint8], ends: Ints) -> None:
        """Use the arrays, which may be mapped from a file."""
        self.letters, self.ends = letters, ends
        self._all: Texts | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Write the texts."""
        written = [text.encode() for text in texts]
        ends = np.cumsum([0, *map(len, written)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(written), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        return self.letters[self.ends[place] : self.ends[place + 1]].tobytes().decode()

    def __iter__(self) -> Iterator[str]:
        written, ends = self.letters.tobytes(), self.ends.tolist()
        return (written[start:end].decode() for start, end in pairwise(ends))

    def unpack(self) -> None:
        """Read all, to stay: before many are asked for, here or by processes that begin with this one's memory."""
        if self._all is None:
            self._all = np.array([*self, ""], object)[:-1]

    def at(self, places: Ints) -> Texts:
        """Return some of the texts, one for each place."""
        if len(places) * MANY > len(self):
            self.unpack()
        if self._all is not None:
            return self._all[places]
        return np.array([*(self[place] for place in places.tolist()), ""], object)[:-1]
