"""What people type, drawn from the names of sampled documents with a fixed seed."""

import random
import string
from collections.abc import Sequence
from dataclasses import dataclass

from kiem.flow.search import Document

__all__ = ["Queries", "Typo", "drawn"]

_TYPED_WORDS = 6
_LONGEST_PREFIX = 20


@dataclass(frozen=True, slots=True)
class Typo:
    """Six words of a name with one letter wrong, the same without the typo, and the whole name."""

    typed: str
    meant: str
    name: str


@dataclass(frozen=True, slots=True)
class Queries:
    """The queries of one run."""

    words: list[str]
    typos: list[Typo]
    first_words: list[Typo]
    prefixes: list[str]


def drawn(sample: Sequence[Document], frequent: frozenset[str], *, seed: int) -> Queries:
    """One query of each sort from every document of the sample, where its name allows one.

    Words: one to three neighbours in a name, at least one of four letters or more. Typo: in a word of five letters or
    more that is not `frequent`; of a longer name its first three and last three words (`typos`) or its first six
    (`first_words`). Prefix: one to twenty characters of the beginning of a name.
    """
    dice = random.Random(seed)
    names = [document.name for document in sample]
    half = _TYPED_WORDS // 2
    return Queries(
        words=[query for name in names if (query := _words(name, dice))],
        typos=[typo for name in names if (typo := _typo(name, half, frequent, dice))],
        first_words=[typo for name in names if (typo := _typo(name, 0, frequent, dice))],
        prefixes=[name[: dice.randint(1, _LONGEST_PREFIX)] for name in names],
    )


def _words(name: str, dice: random.Random) -> str:
    words = name.split()
    many = min(dice.randint(1, 3), len(words))
    begin = dice.randint(0, len(words) - many)
    chosen = words[begin : begin + many]
    return " ".join(chosen) if any(len(word) >= 4 and word.isalpha() for word in chosen) else ""


def _typo(name: str, last: int, frequent: frozenset[str], dice: random.Random) -> Typo | None:
    words = name.split()
    if len(words) > _TYPED_WORDS:
        words = [*words[: _TYPED_WORDS - last], *words[len(words) - last :]]
    places = [
        place
        for place, word in enumerate(words)
        if len(word) >= 5 and word.isascii() and word.isalpha() and word.lower() not in frequent
    ]
    if not places:
        return None
    place = dice.choice(places)
    wrong = [*words[:place], _mistyped(words[place].lower(), dice), *words[place + 1 :]]
    return Typo(" ".join(wrong), " ".join(words), name)


def _mistyped(word: str, dice: random.Random) -> str:
    """One letter left out, put in, exchanged for another, or two neighbours exchanged; never the first letter."""
    place = dice.randrange(1, len(word))
    other = dice.choice(string.ascii_lowercase)
    wrong = (
        word[:place] + word[place + 1 :],
        word[:place] + other + word[place:],
        word[:place] + other + word[place + 1 :],
        word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
    )
    different = [text for text in wrong if text != word]
    return dice.choice(different)
