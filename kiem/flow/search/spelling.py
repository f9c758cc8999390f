"""Which known words a word may have been meant to be: one letter more, less, other, or two neighbours exchanged."""

import string
from collections.abc import Callable

__all__ = ["MOST_SPELLINGS", "is_correctable", "near", "spellings"]

MOST_SPELLINGS = 12
"""How many known words one unknown word may stand for; the commonest are kept."""

_LETTERS = string.ascii_lowercase + string.digits
_SHORTEST = 4
_LONGEST = 40
_BLOCK = 0x80
"""Alphabets stand in Unicode in blocks of about this size."""


def is_correctable(word: str) -> bool:
    """Whether a typo may be looked for: not in short words, which are near to everything, nor in numbers."""
    return _SHORTEST <= len(word) <= _LONGEST and not any(letter.isdigit() for letter in word)


def near(word: str) -> set[str]:
    """Every text at edit distance one of a word, an exchange of two neighbours counted as one edit."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = _LETTERS if word.isascii() else _LETTERS + _alphabet(word)
    found = {left + right[1:] for left, right in splits if right}
    found.update(left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1)
    found.update(left + letter + right[1:] for left, right in splits if right for letter in letters)
    found.update(left + letter + right for left, right in splits for letter in letters)
    return found - {word, ""}


def spellings(word: str, frequency: Callable[[str], int]) -> list[str]:
    """The known words near a word, commonest first, at most MOST_SPELLINGS; `frequency` is 0 for an unknown word."""
    known = [(-count, other) for other in near(word) if (count := frequency(other))]
    return [other for _, other in sorted(known)[:MOST_SPELLINGS]]


def _alphabet(word: str) -> str:
    """The letters of the alphabets that a word is written in, apart from ASCII."""
    blocks = {ord(letter) // _BLOCK for letter in word if not letter.isascii()}
    places = (place for block in sorted(blocks) for place in range(block * _BLOCK, (block + 1) * _BLOCK))
    return "".join(letter for place in places if (letter := chr(place)).isalnum() and letter == letter.lower())
