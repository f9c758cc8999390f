"""Finds which record of a register somebody means who wrote a name, with a probability and its reasons.

It gives away, too, how names are written plainly and compared by their words: groups of one list are made of the same.
"""

from kiem.flow.lookup.decision import LINK, NONE, REVIEW
from kiem.flow.lookup.lookup import Answer, Lookup, Mention
from kiem.flow.lookup.nearby import Nearby
from kiem.flow.lookup.register import Register, register_of
from kiem.flow.lookup.sparse import Floats, Ints, Rows, Texts, nearest, rarity, rows_of, unit_rows
from kiem.flow.lookup.words import plain

__all__ = [
    "LINK",
    "NONE",
    "REVIEW",
    "Answer",
    "Floats",
    "Ints",
    "Lookup",
    "Mention",
    "Nearby",
    "Register",
    "Rows",
    "Texts",
    "nearest",
    "plain",
    "rarity",
    "register_of",
    "rows_of",
    "unit_rows",
]
