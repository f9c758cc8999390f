"""A name taken apart into what it is found by."""

import re
from typing import NamedTuple

from kiem.flow.search.schema import START_LENGTH
from kiem.flow.search.words import LONGEST_TEXT, cleaned, joined, keys, keys_of, words

__all__ = ["Name", "taken_apart"]

_WORDS_WITH_STARTS = 9
_IDENTIFIER = re.compile(r"[a-z]{2,12}:(?=.*\d)[A-Za-z0-9./-]+")


class Name(NamedTuple):
    """What a name is found by: its keys, its words with what hyphens join, the beginnings of it and of its words.

    The beginnings stand under the digit of a tier.
    """

    keys: list[str]
    spelled: str
    starts: list[str]
    word_starts: list[str]


def taken_apart(name: str, tier: str) -> Name:
    """What a name is found by. An identifier (`ror:05f950310`) is looked up whole: it has keys alone."""
    text = cleaned(name)
    parts = words(text)
    known = keys_of(text, parts) if len(name) <= LONGEST_TEXT else keys(name)
    if ":" in name and _IDENTIFIER.fullmatch(name):
        return Name(known, "", [], [])
    together = joined(name)
    spelled = " ".join([text, *together]) if together else text
    starts = [tier + "".join(parts)[:START_LENGTH]] if parts else []
    return Name(known, spelled, starts, [tier + part[:START_LENGTH] for part in parts[1:_WORDS_WITH_STARTS]])
