"""Groups the names of a list into who is who, without any register."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from kiem.flow.clusters.candidates import candidates
from kiem.flow.clusters.evidence import learned_share, score
from kiem.flow.clusters.grouping import LEAST, Linkage, grouped
from kiem.flow.clusters.listing import Listing, Name, listing
from kiem.flow.clusters.prior import shift, strictness
from kiem.flow.clusters.wording import wordings
from kiem.flow.lookup import Floats, Ints, Mention, plain

Said = TypeVar("Said", str, tuple[str, ...])

__all__ = ["Membership", "distinct", "memberships"]


@dataclass(frozen=True, slots=True)
class Membership:
    """To which cluster a name of a list belongs, by the place of its first member in the list, and how sure that is."""

    first: int
    probability: float


def memberships(mentions: Sequence[Mention], tell: Callable[[str], None] = lambda _: None) -> list[Membership]:
    """Return for each name its membership; names without a letter or a digit are each alone. `tell` is told each step.

    Raises BrokenProcessPool where a process that shares the work is killed.
    """
    with _uncollected():
        return _memberships(mentions, tell)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for rings among millions of names, where there are none: a seventh of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _memberships(mentions: Sequence[Mention], tell: Callable[[str], None]) -> list[Membership]:
    tell(f"Reading the words of {len(mentions):,} names …")
    known, of = distinct(mentions)
    if not known.names:
        return [Membership(turn, 1.0) for turn in range(len(mentions))]
    tell(f"Looking among {len(known.names):,} different names for pairs …")
    pairs = candidates(known)
    tell(f"Weighing {len(pairs):,} pairs …")
    scores = score(known, pairs)
    tell("Joining groups …")
    moved = shift(pairs, scores, learned_share())
    linkage = Linkage(least=LEAST + strictness(moved, len(known.names)))
    group = np.array(grouped(len(known.names), pairs, scores, linkage), np.int64)
    sure = np.round(_sure(pairs, scores + np.float32(moved), group), 4).tolist()
    groups = group.tolist()
    first: dict[int, int] = {}
    told = []
    for turn, place in enumerate(of):
        lead = first.setdefault(groups[place], turn) if place >= 0 else turn
        told.append(Membership(lead, sure[place] if place >= 0 else 1.0))
    return told


def distinct(mentions: Sequence[Mention]) -> tuple[Listing, list[int]]:
    """Return the distinct names of a list in an order that does not hang on the list's, and which each mention is.

    A name that does not say its country or its town is that of the same words, where just one is said. -1 for a name
    without words.
    """
    words, word_of = _in_order(wordings([one.text for one in mentions]), ())
    countries, country_of = _in_order([one.country for one in mentions], "")
    plainly = {one: plain(one) for one in {one.town for one in mentions}}
    towns, town_of = _in_order([plainly[one.town] for one in mentions], "")
    country_of = _filled(word_of, country_of)
    there = word_of * len(countries) + country_of
    town_of = _filled(np.unique(there, return_inverse=True)[1], town_of)
    every, which = np.unique(there * len(towns) + town_of, return_inverse=True)
    there, town = np.divmod(every, len(towns))
    told = zip(*(one.tolist() for one in (*np.divmod(there, len(countries)), town)), strict=True)
    names = [Name(words[one], countries[country], towns[town]) for one, country, town in told]
    silent = int(np.searchsorted(every, len(countries) * len(towns)))
    return listing(names[silent:]), np.maximum(which - silent, -1).tolist()


def _in_order(told: Sequence[Said], nothing: Said) -> tuple[list[Said], Ints]:
    """Return the different ones in order, what says nothing first, and which each is."""
    order = sorted({nothing}.union(told))
    turn = {one: turn for turn, one in enumerate(order)}
    return order, np.array([turn[one] for one in told], np.int64)


def _filled(group: Ints, said: Ints) -> Ints:
    """Return what is said, and where that is nothing (0) what is said by all others of the group that say something."""
    count = int(group.max(initial=-1)) + 1
    most, least = np.zeros(count, np.int64), np.full(count, np.iinfo(np.int64).max)
    np.maximum.at(most, group, said)
    some = said > 0
    np.minimum.at(least, group[some], said[some])
    return np.where(~some & (most == least)[group], most[group], said)


def _sure(pairs: Ints, scores: Floats, group: Ints) -> Floats:
    """Return how probable it is that each name belongs to its group: by the average of its ties there.

    A name alone in its group: how probable it is that the nearest of the others is another.
    """
    count = len(group)
    inside = group[pairs[:, 0]] == group[pairs[:, 1]]
    total, ties = np.zeros(count), np.zeros(count)
    nearest = np.full(count, -np.inf)
    for side in (0, 1):
        np.add.at(total, pairs[inside, side], scores[inside])
        np.add.at(ties, pairs[inside, side], 1)
        np.maximum.at(nearest, pairs[~inside, side], scores[~inside])
    odds = np.where(ties > 0, total / np.maximum(ties, 1), -nearest)
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)
