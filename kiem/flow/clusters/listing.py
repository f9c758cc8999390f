"""A list's distinct names as numbers: which words each has, and what every word is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiem.flow.clusters.general import is_place, is_topic, telling
from kiem.flow.clusters.spelling import is_number, kind_of, mark_of
from kiem.flow.lookup import Floats, Ints, Rows, Texts, rows_of

__all__ = ["Listing", "Name", "listing"]

GENERIC, OWN = 3.2, 4.5
"""A word less telling than the first says nothing of its own; from the second on it may be an organisation's own."""


@dataclass(frozen=True, slots=True)
class Name:
    """A distinct name of a list: its words in order, with country (ISO 3166) and town as given, '' unknown."""

    words: tuple[str, ...]
    country: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Distinct names and their words.

    `rows` says which words (columns) each name (row) has. Of each word: how `telling` it is, how much of that is an
    organisation's `own` and how much a `place`, and how many names of the list have it (`had`). Of each name: its
    `head` (the place of the first word that may be its own), its `first` word, the `kinds` of organisation it names and
    the `mark` that tells it from its like (-1 for none), and its letters as they stand and with the words in order.
    """

    names: Sequence[Name]
    words: Sequence[str]
    rows: Rows
    telling: Floats
    own: Floats
    place: Floats
    had: Ints
    head: Ints
    first: Ints
    kinds: Ints
    mark: Ints
    letters: Texts
    ordered: Texts


def listing(names: Sequence[Name]) -> Listing:
    """Return the names as numbers; each has at least one word."""
    place_of: dict[str, int] = {}
    row, column = [], []
    for turn, name in enumerate(names):
        for word in name.words:
            row.append(turn)
            column.append(place_of.setdefault(word, len(place_of)))
    rows = rows_of(np.array(row, np.int64), np.array(column, np.int64), (len(names), len(place_of)))
    words = list(place_of)
    worth = np.array([telling(word) for word in words], np.float32)
    topic = np.array([is_topic(word) for word in words], bool)
    place = np.array([is_place(word) for word in words], bool) & ~topic
    number = np.array([is_number(word) for word in words], bool)
    own = _only(worth, ~(place | topic | number) & (worth >= GENERIC))
    places = _only(worth, place)
    marks: dict[str, int] = {"": -1}
    return Listing(
        names,
        words,
        rows,
        worth,
        own,
        places,
        np.bincount(rows.indices, minlength=len(words)),
        _heads([[place_of[word] for word in name.words] for name in names], np.stack([own, places, worth])),
        np.array([place_of[name.words[0]] for name in names], np.int64),
        np.array([kind_of(name.words) for name in names], np.int64),
        np.array([marks.setdefault(mark_of(one.words), len(marks)) for one in names], np.int64),
        _texts(["".join(name.words) for name in names]),
        _texts([" ".join(sorted(name.words)) for name in names]),
    )


def _heads(every: Sequence[Sequence[int]], worth: Floats) -> Ints:
    """Return the first word of each that may be its own, else the most telling."""
    own, places, telling_ = worth.tolist()
    heads = [
        next((one for one in some if own[one] >= OWN), None)
        if any(own[one] >= OWN for one in some)
        else max(some, key=lambda one: (own[one], places[one], telling_[one]))
        for some in every
    ]
    return np.array(heads, np.int64)


def _only(values: Floats, where: NDArray[np.bool_]) -> Floats:
    return np.where(where, values, 0).astype(np.float32)


def _texts(texts: Sequence[str]) -> Texts:
    return np.array([*texts, ""], object)[:-1]
