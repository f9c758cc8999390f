"""The words that figures need beside the vocabulary: what may be unknown, names of groups, scopes within scopes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from kiem.flow.vocabulary import vocabulary

FILE = Path(__file__).parent / "words.yml"
LANGUAGES = ("en", "nl", "fr")

Labels = Mapping[str, str]
"""A text by language: en, nl, fr."""


def labels_of(text: object) -> Labels:
    """Return the three languages of `English | Nederlands | français`; ValueError when they are not three."""
    parts = [part.strip() for part in str(text).split("|")]
    if len(parts) != len(LANGUAGES) or not all(parts):
        message = "is not said in three languages, as English | Nederlands | français"
        raise ValueError(message)
    return dict(zip(LANGUAGES, parts, strict=True))


def same_in_all(text: str) -> Labels:
    """Return a name that is the same in every language."""
    return dict.fromkeys(LANGUAGES, text)


def unknown_words(word: str) -> Labels:
    """Return how it is said that something is unknown of a thing."""
    return labels_of(_file()["unknown"][word])


def group_labels(list_name: str | None, word: str) -> Labels:
    """Return a group's name: of the vocabulary's list, else of this module's own words, else the word itself."""
    own = _file()["groups"].get(word)
    if own is not None:
        return labels_of(own)
    if list_name is None:
        return same_in_all(word)
    return {language: vocabulary().label(list_name, word, language) for language in LANGUAGES}


def scope_labels(scope: str) -> Labels:
    """Return the name of a published figure's scope, else the register's own word."""
    own = _file()["scopes"].get(scope)
    return same_in_all(scope.replace("_", " ")) if own is None else labels_of(own)


def wider_scopes(scope: str) -> tuple[str, ...]:
    """Return the scopes in which the scope lies, nearest first."""
    within = _file()["within"]
    found: list[str] = []
    while (wider := within.get((found or [scope])[-1])) is not None:
        found.append(wider)
    return tuple(found)


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
