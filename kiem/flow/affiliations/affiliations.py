"""Looks up which records of a register affiliations name."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from kiem.flow.affiliations.candidates import Finder
from kiem.flow.affiliations.judging import GROUNDS, grounds, judge, levels, worth_judging
from kiem.flow.affiliations.surroundings import Surroundings
from kiem.flow.affiliations.trees import Trees
from kiem.flow.lookup import NONE, Answer, Floats, Ints, Lookup, Mention, Register, shared

__all__ = ["Affiliations"]

AT_ONCE = 1_000
NOBODY = (Answer(None, 0.0, NONE, {}),)


class Affiliations:
    """A register's records, ready to be found in what people write as their affiliation; threads may share it."""

    def __init__(self, register: Register, around: Surroundings) -> None:
        """Index the names: some seconds and 500 MB for 150,000."""
        self.register = register
        self._around = around
        self._finder = Finder(Lookup(register), around)

    def find(self, mentions: Sequence[Mention], most: int = 5) -> Iterator[tuple[Answer, ...]]:
        """Give for each text what it names: all that is linked, and of the others the best, at most so many in all.

        Always at least one. A country or town given beside a text counts as if it were named in it, unless the text
        names one itself. Answers that are linked or to be looked at say what each ground added to the logarithm of the odds.
        """
        return shared(partial(self._answers, most=most), mentions, AT_ONCE)

    def _answers(self, mentions: Sequence[Mention], most: int) -> Iterator[tuple[Answer, ...]]:
        learned, candidates = judge(), self._finder.candidates(mentions)
        total = learned.first.score(levels(candidates.evidence))
        judged = worth_judging(candidates, total)
        rests_on = grounds(candidates, total, self._around)[judged]
        sure = 1 / (1 + np.exp(-learned.second.total(rests_on)))
        why = self._reasons(learned.second, rests_on, np.flatnonzero(sure >= learned.review))
        text, record = candidates.text[judged], candidates.record[judged]
        order = np.lexsort((record, -sure, text))
        ends = np.searchsorted(text[order], np.arange(len(mentions) + 1))
        for first, last in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
            chosen = order[first:last]
            kept = max(most, int((sure[chosen] >= learned.link).sum()))
            yield tuple(
                Answer(
                    self.register.records[record[one]],
                    round(float(sure[one]), 4),
                    learned.decision(float(sure[one])),
                    why.get(one, {}),
                )
                for one in chosen[:kept].tolist()
            ) or NOBODY

    @staticmethod
    def _reasons(trees: Trees, rests_on: Floats, chosen: Ints) -> dict[int, Mapping[str, float]]:
        added = trees.added(rests_on[chosen]).astype(float).round(2).tolist()
        return {
            one: {name: value for name, value in zip(GROUNDS, told, strict=True) if value}
            for one, told in zip(chosen.tolist(), added, strict=True)
        }
