"""Finds which record of a register somebody means who wrote a name, with a probability and its reasons.

It gives away, too, how names are written plainly and compared by their words: affiliations and lists are read by these.
"""

from kiem.flow.lookup.comparing import Pairs, Weights, added, weights
from kiem.flow.lookup.countries import country_code
from kiem.flow.lookup.decision import LINK, NONE, REVIEW
from kiem.flow.lookup.keeping import keep, kept
from kiem.flow.lookup.lookup import Answer, Lookup, Mention
from kiem.flow.lookup.nearby import Nearby
from kiem.flow.lookup.register import NAMES, Register, place_of, register_from, register_of
from kiem.flow.lookup.sharing import shared
from kiem.flow.lookup.sparse import THREADS, Floats, Ints, Rows, Texts, nearest, rarity, row_of, rows_of, unit_rows
from kiem.flow.lookup.words import EMPTY, plain, plain_parts, plain_words

__all__ = [
    "EMPTY",
    "LINK",
    "NAMES",
    "NONE",
    "REVIEW",
    "THREADS",
    "Answer",
    "Floats",
    "Ints",
    "Lookup",
    "Mention",
    "Nearby",
    "Pairs",
    "Register",
    "Rows",
    "Texts",
    "Weights",
    "added",
    "country_code",
    "keep",
    "kept",
    "nearest",
    "place_of",
    "plain",
    "plain_parts",
    "plain_words",
    "rarity",
    "register_from",
    "register_of",
    "row_of",
    "rows_of",
    "shared",
    "unit_rows",
    "weights",
]
