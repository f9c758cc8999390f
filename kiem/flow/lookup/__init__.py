"""Finds which record of a register somebody means who wrote a name, with a probability and its reasons."""

from kiem.flow.lookup.comparing import Pairs, Weights, added, weights
from kiem.flow.lookup.decision import LINK, NONE, REVIEW
from kiem.flow.lookup.lookup import Answer, Lookup, Mention
from kiem.flow.lookup.register import Register, place_of, register_of
from kiem.flow.lookup.sharing import shared
from kiem.flow.lookup.sparse import THREADS, Floats, Ints
from kiem.flow.lookup.words import EMPTY, plain, plain_words

__all__ = [
    "EMPTY",
    "LINK",
    "NONE",
    "REVIEW",
    "THREADS",
    "Answer",
    "Floats",
    "Ints",
    "Lookup",
    "Mention",
    "Pairs",
    "Register",
    "Weights",
    "added",
    "place_of",
    "plain",
    "plain_words",
    "register_of",
    "shared",
    "weights",
]
