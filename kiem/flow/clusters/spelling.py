"""A name as the words by which organisations of one list are compared."""

import html
import re
from collections.abc import Sequence

from kiem.flow.clusters.forms import FORMS, JOINING, KINDS, NUMBERED, ORDINAL, SAME, SPECIAL
from kiem.flow.lookup import plain

__all__ = ["is_number", "kind_of", "mark_of", "stem", "words_of"]

MISREAD = re.compile("[√Ã]|\u201a\u00c4|\u00e2\u20ac")
"""What UTF-8 looks like where it was read as another code."""

GLUED = re.compile(
    r"(?<=[a-z])(?=(?:GmbH|AB|AG|BV|NV|SA|LLC|Inc|Ltd)\b)|(?<=[a-z])(?=(?:Hospital|Universit|Department)\w*)"
    r"|(?<=[a-z])(?=UMC\b)|(?<=\bUZ)(?=[A-Z][a-z])|(?<=\bMedUni)(?=[A-Z])"
)
"""Where a space was left out: ZennegatAB, OncologyHospital."""

HUMP = re.compile("[a-zZ][A-Z]")
"""What a name has that is written so: found in a sixth of the time."""

SAID_BESIDE = frozenset(JOINING) | frozenset(FORMS)
SHORTEST_TO_STEM = 5


MEDICAL_SCHOOL = {"university", "medical"}
"""A university's college of medicine is its school of medicine."""


def words_of(name: str) -> list[str]:
    """Return the words of a name: without joining words and legal forms, common words and towns in one form."""
    name = _repaired(name)
    if HUMP.search(name):
        name = GLUED.sub(" ", name)
    words = _joined(plain(name.replace("&", " & ")).split())
    kept = [one for one in words if one not in SAID_BESIDE] or words
    written: list[str] = []
    for word in kept:
        if word in IN_ONE_FORM:
            written += IN_ONE_FORM[word]
        else:
            written.append(stem(word))
    if "college" in written and {*written} >= MEDICAL_SCHOOL:
        return ["school" if word == "college" else word for word in written]
    return written


def stem(word: str) -> str:
    """Return a word without the sign of its plural, with umlauts written in one letter."""
    if len(word) >= SHORTEST_TO_STEM:
        if word[-1] == "s" and word[-2] not in "su":
            word = word[:-1]
        if "e" in word:
            word = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return word


IN_ONE_FORM = {word: tuple(stem(part) for part in same.split()) for word, same in SAME.items()}
"""The words of SAME as they are compared."""


def mark_of(words: Sequence[str]) -> str:
    """Return what tells an institution from its like: the number before Hospital, else the specialty; '' for none."""
    followed = list(zip(words, [*words[1:], ""], strict=True))
    numbers = (word for word, following in followed if is_number(word) and following in NUMBERED)
    special = (word for word, following in followed if word in SPECIAL and following == "hospital")
    return next(numbers, next(special, ""))


def is_number(word: str) -> bool:
    """Return whether a word is a number, in digits or letters."""
    return word in ORDINAL or word.isdigit()


def kind_of(words: Sequence[str]) -> int:
    """Return the kinds of organisation that the words name, a bit each."""
    kinds = 0
    for word in words:
        kinds |= KINDS.get(word, 0)
    return kinds


def _repaired(name: str) -> str:
    """Return a name whose letters were read in the wrong code put right, where that can be done."""
    if "&" in name:
        name = html.unescape(name)
    if MISREAD.search(name):
        for code in ("mac_roman", "cp1252"):
            try:
                return name.encode(code).decode("utf-8")
            except UnicodeError:
                continue
    return name


def _joined(words: Sequence[str]) -> list[str]:
    """Return the words with letters that stand alone in a row as one: N V is NV."""
    if all(len(word) > 1 for word in words):
        return list(words)
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        if word:
            joined.append(word)
    return joined
