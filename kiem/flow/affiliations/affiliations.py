"""Looks up which records of a register affiliations name."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from kiem.flow.affiliations.candidates import Finder, first_of_each
from kiem.flow.affiliations.judging import grounds, judge, levels, worth_judging
from kiem.flow.affiliations.surroundings import Surroundings
from kiem.flow.lookup import NONE, Answer, Floats, Ints, Lookup, Mention, Register, shared

__all__ = ["Affiliations"]

AT_ONCE = 1_000
BESIDE = "beside the others"
NOBODY = (Answer(None, 0.0, NONE, {}),)


class Affiliations:
    """A register's records, ready to be found in what people write as their affiliation; threads may share it."""

    def __init__(self, register: Register, around: Surroundings) -> None:
        """Index the names: some seconds and 500 MB for 150,000."""
        self.register = register
        self._around = around
        self._finder = Finder(Lookup.learn(register), around)

    def find(self, mentions: Sequence[Mention], most: int = 5) -> Iterator[tuple[Answer, ...]]:
        """Give for each text what it names: all that is linked, and of the others the best, at most so many in all.

        Always at least one. A country or town given beside a text counts as if it were named in it, unless the text
        names one itself. Of those linked or to be looked at, the reasons say what each piece of evidence added to the
        logarithm of the odds.
        """
        return shared(partial(self._answers, most=most), mentions, AT_ONCE)

    def _answers(self, mentions: Sequence[Mention], most: int) -> Iterator[tuple[Answer, ...]]:
        asked = [(turn, one) for turn, mention in enumerate(mentions) for one in self._finder.addresses(mention)]
        learned, candidates = judge(), self._finder.candidates([one for _, one in asked])
        level = levels(candidates.evidence)
        first = learned.first.score(level)
        judged = worth_judging(candidates, first)
        odds = learned.second.total(grounds(candidates, first, self._around)[judged])
        sure = 1 / (1 + np.exp(-odds))
        why = _reasons(level, judged, odds - first[judged], np.flatnonzero(sure >= learned.review))
        text, record = (
            np.array([turn for turn, _ in asked], np.int64)[candidates.text[judged]],
            candidates.record[judged],
        )
        # A record that two addresses name stands for the surer of them.
        order = first_of_each(np.lexsort((-sure, record, text)), (text, record))
        order = order[np.lexsort((record[order], -sure[order], text[order]))]
        ends = np.searchsorted(text[order], np.arange(len(mentions) + 1))
        for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
            chosen = order[start:end]
            kept = max(most, int((sure[chosen] >= learned.link).sum()))
            yield (
                tuple(
                    Answer(
                        self.register.records[record[one]],
                        round(float(sure[one]), 4),
                        learned.decision(float(sure[one])),
                        why.get(one, {}),
                    )
                    for one in chosen[:kept].tolist()
                )
                or NOBODY
            )


def _reasons(level: Mapping[str, Ints], judged: Ints, beside: Floats, chosen: Ints) -> dict[int, Mapping[str, float]]:
    """Return for some of those judged what each piece of evidence added, and what their being beside each other did."""
    weights = judge().first.of
    added = [weights[name][level[name][judged[chosen]]] for name in weights]
    told = np.stack([*added, beside[chosen]], axis=1).astype(float).round(2).tolist()
    return {
        one: {name: value for name, value in zip((*weights, BESIDE), values, strict=True) if value}
        for one, values in zip(chosen.tolist(), told, strict=True)
    }
