"""Finds which record of a register somebody means who wrote a name, with a probability and its reasons."""

from kiem.flow.lookup.decision import LINK, NONE, REVIEW
from kiem.flow.lookup.lookup import Answer, Lookup, Mention
from kiem.flow.lookup.register import Register, register_of

__all__ = ["LINK", "NONE", "REVIEW", "Answer", "Lookup", "Mention", "Register", "register_of"]
