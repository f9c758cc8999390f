"""Groups the names of a list into who is who, without any register."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kiem.flow.clusters.candidates import candidates
from kiem.flow.clusters.evidence import score
from kiem.flow.clusters.grouping import Linkage, grouped
from kiem.flow.clusters.listing import Listing, Name, listing
from kiem.flow.clusters.wording import wordings
from kiem.flow.lookup import Floats, Ints, Mention, plain

__all__ = ["Membership", "distinct", "memberships"]


@dataclass(frozen=True, slots=True)
class Membership:
    """To which cluster a name of a list belongs, by the place of its first member in the list, and how sure that is."""

    first: int
    probability: float


def memberships(mentions: Sequence[Mention]) -> list[Membership]:
    """Return for each name its membership; names without a letter or a digit are each alone."""
    known, of = distinct(mentions)
    if not known.names:
        return [Membership(turn, 1.0) for turn in range(len(mentions))]
    pairs = candidates(known)
    scores = score(known, pairs)
    group = np.array(grouped(len(known.names), pairs, scores, Linkage()), np.int64)
    sure = _sure(pairs, scores, group)
    first: dict[int, int] = {}
    told = []
    for turn, place in enumerate(of):
        lead = first.setdefault(int(group[place]), turn) if place >= 0 else turn
        told.append(Membership(lead, round(float(sure[place]), 4) if place >= 0 else 1.0))
    return told


def distinct(mentions: Sequence[Mention]) -> tuple[Listing, list[int]]:
    """Return the distinct names of a list in an order that does not hang on the list's, and which each mention is."""
    words = wordings([one.text for one in mentions])
    names = [Name(told, one.country, plain(one.town)) for told, one in zip(words, mentions, strict=True)]
    ordered = sorted({name for name in names if name.words}, key=lambda one: (one.words, one.country, one.town))
    place = {name: turn for turn, name in enumerate(ordered)}
    return listing(ordered), [place.get(name, -1) for name in names]


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
