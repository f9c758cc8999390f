"""What an affiliation says, as plain words in parts."""

import html
import re
from collections.abc import Container
from dataclasses import dataclass

from anyascii import anyascii

from kiem.flow.lookup import EMPTY, plain_parts

__all__ = ["Written", "written"]

PARTING = str.maketrans(dict.fromkeys(',;|/()[]{}:\n\t\r"•·', " , "))
"""What stands between two parts."""

LEFT_OVER = re.compile(r"#(?:TAB|N)#|<[^<>]{1,20}>")
"""Marks of other programs."""

GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=\d)(?=[A-Z][a-z])|(?<=\b[a-z])(?=[A-Z][a-z]{3})")
"""Where two words were put together, mostly a mark of a footnote or the end of a line."""

CAPITALS = re.compile(r"\b[A-Z][A-Z0-9&.-]+\b")
DASH = re.compile("\\s[-\u2013\u2014]+\\s|\u2014|--")


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a text, for each the part that it stands in, the parts, and the words written in capitals."""

    words: tuple[str, ...]
    part: tuple[int, ...]
    parts: tuple[tuple[str, ...], ...]
    capitals: frozenset[str]


def written(text: str, known: Container[str]) -> Written:
    """Take a text apart. What was put together is parted, unless the whole is one of the known words."""
    if "&" in text:
        text = html.unescape(text)
    if "#" in text or "<" in text:
        text = LEFT_OVER.sub(" ", text)
    text = DASH.sub(" , ", text)
    latin = text if text.isascii() else anyascii(text)
    latin = " ".join([word if _is_usual(word) else _parted(word, known) for word in latin.split()])
    words: list[str] = []
    part: list[int] = []
    parts: list[tuple[str, ...]] = []
    for said in plain_parts(latin.translate(PARTING)):
        words += said
        part += [len(parts)] * len(said)
        parts.append(tuple(said))
    capitals = frozenset(word.lower() for word in CAPITALS.findall(latin))
    return Written(tuple(words), tuple(part), tuple(parts), capitals)


def _is_usual(word: str) -> bool:
    return word.islower() or word.isupper() or (word.istitle() and word[0].isalpha())


def _parted(word: str, known: Container[str]) -> str:
    return word if word.strip(".,;:()").lower() in known else GLUED.sub(" ", word)


def telling(words: tuple[str, ...]) -> list[int]:
    """Return the places of the words that do not only join others."""
    return [turn for turn, word in enumerate(words) if word not in EMPTY]
