"""How a text becomes words and keys: the same for what is indexed and for what is asked."""

import re
import string
import unicodedata

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

__all__ = [
    "KEY_LENGTH",
    "LONGEST_TEXT",
    "analyser",
    "chunks",
    "cleaned",
    "joined",
    "keys",
    "keys_of",
    "other_numbers",
    "words",
]

KEY_LENGTH = 200
"""A whole name is compared on its first 200 letters and digits."""

LONGEST_TEXT = 1_000
"""Characters of a name or a query that are looked at as a whole."""

_LONGEST_WORD = 64
_SHORTEST_INFLECTED = 4
_NUMBERS = (("ies", "y"), ("y", "ies"), ("s", ""), ("es", ""), ("en", ""), ("aux", "al"), ("al", "aux"), ("", "es"))
"""Endings of one number and what the other has in their place."""
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_APART = _LOWER.translate(bytes.maketrans(_ASCII_SIGNS, b" " * len(_ASCII_SIGNS)))
_HELD = re.compile(r"[A-Za-z0-9][^A-Za-z0-9\s]+[A-Za-z0-9]")
_ENTERPRISE_NUMBER = re.compile(r"(?:be)?([01]\d{9})|be(\d{9})")
_IDENTIFIER = re.compile(r"(?=.*\d)[^\s:/]{5,}")


def analyser() -> TextAnalyzer:
    """Splits at everything that is no letter or digit, folds accents to ASCII and lower-cases."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD))
    return builder.filter(Filter.ascii_fold()).filter(Filter.lowercase()).build()


_ANALYSER = analyser()


def cleaned(text: str) -> str:
    """The text in composed form; half characters, which no index can store, are left out."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode("utf-8"))


def words(text: str) -> list[str]:
    """The words of a text in their order, folded and in lower case."""
    if text.isascii():  # the same words, found in a fraction of the time
        found = text.encode().translate(_APART).decode().split()
        return found if len(text) < _LONGEST_WORD else [word for word in found if len(word) < _LONGEST_WORD]
    return _ANALYSER.analyze(cleaned(text))


def chunks(text: str) -> list[list[str]]:
    """The words of a text by what stands between spaces: `flanders.bio vzw` is [[flanders, bio], [vzw]]."""
    return [found for chunk in cleaned(text).split() if (found := words(chunk))]


def joined(text: str) -> list[str]:
    """What dots and hyphens hold together, as one word: `covid-19` as `covid19`."""
    nothing = not _HELD.search(text) if text.isascii() else "".join(text.split()).isalnum()
    if nothing:
        return []
    held = [words(chunk) for chunk in cleaned(text).split() if not chunk.isalnum()]
    return [whole for parts in held if len(parts) > 1 and len(whole := "".join(parts)) < _LONGEST_WORD]


def other_numbers(word: str) -> list[str]:
    """A word's regular plurals and singulars in English, Dutch and French; most of them are no words at all."""
    if len(word) < _SHORTEST_INFLECTED or not word.isalpha():
        return []
    found = [word[: -len(ending)] + other for ending, other in _NUMBERS if word.endswith(ending)]
    return [one for one in dict.fromkeys([*found, f"{word}s", f"{word}en"]) if len(one) >= _SHORTEST_INFLECTED]


def keys(text: str) -> list[str]:
    """Under what a whole name or identifier is known, most literal first: letters and digits only.

    `BE 0439.123.456`, `0439123456` and `https://example.org/0439.123.456` share a key; so do `ror:05f950310` and
    `https://ror.org/05f950310`. A text without a letter or digit is its own key; a blank one has none.
    """
    text = cleaned(text[:LONGEST_TEXT])
    return keys_of(text, words(text))


def keys_of(text: str, found: list[str]) -> list[str]:
    """The `keys` of a text in composed form that is not too long, whose words are given."""
    whole = last = _key(text, found)
    if ":" in text or "/" in text:
        told = text.rstrip("/ ")
        tail = told[max(told.rfind(":"), told.rfind("/")) + 1 :].strip()
        if _IDENTIFIER.fullmatch(tail):
            last = tail.lower()[:KEY_LENGTH] if tail.isalnum() and tail.isascii() else _key(tail, words(tail))
    if last[-9:].isdigit() and (number := _ENTERPRISE_NUMBER.fullmatch(last)):
        digits = (number.group(1) or number.group(2)).zfill(10)
        return list(dict.fromkeys((whole, last, digits, f"be{digits}")))
    if last != whole:
        return [whole, last]
    return [whole] if whole else []


def _key(text: str, found: list[str]) -> str:
    return ("".join(found) or "".join(text.lower().split()))[:KEY_LENGTH]
