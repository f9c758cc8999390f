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
    """Distinct names in the order of the alphabet, and their words.

    `rows` says which words (columns) each name (row) has; `written` are the words of all names as they stand, one name
    after the other, and `starts` where each name begins. Of each word: how `telling` it is, how much of that is an
    organisation's `own` and how much a `place`, and how many names of the list have it (`had`). Of each name: its
    `head` (the place of the first word that may be its own), its `first` word, the `kinds` of organisation it names and
    the `mark` that tells it from its like (-1 for none), and its letters as they stand and with the words in order.
    """

    names: Sequence[Name]
    words: Sequence[str]
    rows: Rows
    written: Ints
    starts: Ints
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
    """Return the names as numbers; they are in order, and each has at least one word."""
    every = [word for name in names for word in name.words]
    words = list(dict.fromkeys(every))
    turn = {word: turn for turn, word in enumerate(words)}
    written = np.array([turn[word] for word in every], np.int64)
    size = np.array([len(name.words) for name in names], np.int64)
    starts = np.cumsum(size) - size
    worth = np.array([telling(word) for word in words], np.float32)
    topic = np.array([is_topic(word) for word in words], bool)
    place = np.array([is_place(word) for word in words], bool) & ~topic
    number = np.array([is_number(word) for word in words], bool)
    own = _only(worth, ~(place | topic | number) & (worth >= GENERIC))
    places = _only(worth, place)
    rows = rows_of(np.repeat(np.arange(len(names)), size), written, (len(names), len(words)))
    kinds = np.array([kind_of([word]) for word in words], np.int64)
    return Listing(
        names,
        words,
        rows,
        written,
        starts,
        worth,
        own,
        places,
        np.bincount(rows.indices, minlength=len(words)),
        _heads(written, starts, np.stack([own, places, worth])),
        written[starts],
        np.bitwise_or.reduceat(kinds[written], starts),
        _marks(names, written, starts, words),
        _texts(["".join(name.words) for name in names]),
        _texts([" ".join(sorted(name.words)) for name in names]),
    )


def _heads(written: Ints, starts: Ints, worth: Floats) -> Ints:
    """Return the first word of each that may be its own, else the most telling."""
    own, places, telling_ = worth[:, written]
    at = np.arange(len(written))
    first = np.minimum.reduceat(np.where(own >= OWN, at, len(at)), starts)
    row = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(at)))
    others = np.flatnonzero(first[row] == len(at))
    best = others[np.lexsort((-telling_[others], -places[others], -own[others], row[others]))]
    _, begins = np.unique(row[best], return_index=True)
    first[row[best[begins]]] = best[begins]
    return written[first]


def _marks(names: Sequence[Name], written: Ints, starts: Ints, words: Sequence[str]) -> Ints:
    """Return what tells each institution from its like, as a number; -1 for none."""
    may_be = np.array([bool(mark_of([word, "hospital"])) for word in words], bool)
    found: dict[str, int] = {"": -1}
    marks = np.full(len(names), -1, np.int64)
    for turn in np.flatnonzero(np.bitwise_or.reduceat(may_be[written], starts)).tolist():
        marks[turn] = found.setdefault(mark_of(names[turn].words), len(found))
    return marks


def _only(values: Floats, where: NDArray[np.bool_]) -> Floats:
    return np.where(where, values, 0).astype(np.float32)


def _texts(texts: Sequence[str]) -> Texts:
    return np.array([*texts, ""], object)[:-1]
