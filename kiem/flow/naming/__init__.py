"""Whom a name means among the organisations of a release."""

from kiem.flow.lookup import LINK, NONE, REVIEW, Answer, Lookup, Mention, country_code
from kiem.flow.naming.naming import kept_names, make_names, names_of, ready_names

__all__ = [
    "LINK",
    "NONE",
    "REVIEW",
    "Answer",
    "Lookup",
    "Mention",
    "country_code",
    "kept_names",
    "make_names",
    "names_of",
    "ready_names",
]
