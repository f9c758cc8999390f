"""What others judged, weighed against what this house judged, which it never changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiem.flow.entities import SAME, Judgement
from kiem.flow.exchange.belonging import Belonging
from kiem.flow.exchange.opinions import TAKEN_IN, Opinion

__all__ = ["Taking", "brought_in", "weighed"]


@dataclass(frozen=True, slots=True)
class Taking:
    """What becomes of the opinions of others: those that are new here, and those that are not taken in, and why.

    `already`: how many are said or implied here; `taken_back`: how many were taken back here since; `against`: those
    that contradict what stands here, or what the same file said before.
    """

    new: tuple[Judgement, ...]
    already: int
    taken_back: int
    against: tuple[Opinion, ...]


def weighed(told: Iterable[Opinion], house: Sequence[Judgement]) -> Taking:
    """Weigh opinions, one after the other, against every judgement ever made here."""
    standing = {one.pair: one for one in house if one.taken_back is None}
    ended = {one.pair: one.taken_back for one in house if one.taken_back is not None}
    belonging = Belonging()
    for one in sorted(standing.values(), key=lambda judgement: judgement.verdict != SAME):
        (belonging.join if one.verdict == SAME else belonging.part)(*one.pair)
    new, against = [], []
    already = taken_back = 0
    for opinion in told:
        is_same, pair = opinion.verdict == SAME, opinion.pair
        agrees, objects = belonging.is_one(*pair), belonging.is_apart(*pair)
        if agrees if is_same else objects:
            already += 1
        elif objects if is_same else agrees:
            against.append(opinion)
        elif pair in ended and opinion.decided <= ended[pair]:
            taken_back += 1
        else:
            (belonging.join if is_same else belonging.part)(*pair)
            new.append(opinion.judgement)
    return Taking(tuple(new), already, taken_back, tuple(against))


def brought_in(told: Iterable[Opinion], house: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that count here and were taken in from a file that tells these opinions."""
    brought = {(one.pair, one.verdict) for one in told}
    return tuple(
        one for one in house if one.taken_back is None and one.reason == TAKEN_IN and (one.pair, one.verdict) in brought
    )
