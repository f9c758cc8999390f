"""Which kinds of organisation a name says, and whether two agree in that."""

import pytest

from kiem.flow.lookup import Lookup, Mention
from kiem.flow.lookup.kinds import agreement, kinds_of
from kiem.flow.lookup.words import plain
from tests.flow.lookup.fictitious import register


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Zennegat City Council", "Zennegat City University", 0),
        ("Beispielwerk", "Fondation Beispielwerk", 1),
        ("Universität Nuthe", "Nuthe University Hospital", 2),
        ("Uniwersytet Nuthe", "University of Nuthe", 3),
        ("Beispielwerk", "Beispielwerk Pharmaceuticals", 1),
    ],
)
def test_two_names_agree_in_the_kinds_that_they_say(one: str, other: str, agree: int) -> None:
    ours, theirs = kinds_of([plain(one)]), kinds_of([plain(other)])
    assert agreement(ours, theirs).tolist() == [agree]
    assert agreement(theirs, ours).tolist() == [agree]


def test_another_kind_speaks_against_it() -> None:
    [answers] = Lookup.learn(register()).find([Mention("Karst Museum", "BE")])
    told = {one.record: one.reasons["kinds"] for one in answers}
    assert told["x:7"] < 0
