"""The vocabulary, read from the YAML files beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms a claim may be passed on; its titles by language."""

    id: str
    titles: Labels
    address: str | None
    credit: str | None
    republish: bool

    @property
    def title(self) -> str:
        """The title in English."""
        return self.titles["en"]


@dataclass(frozen=True, slots=True)
class Property:
    """Something that can be said of a thing."""

    id: str
    labels: Labels
    relation: bool
    inverse: str | None
    symmetric: bool
    single: bool
    prefer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words by list (`kinds`, `types`, `subsectors`, `regions` …), each id → label by language."""

    lists: Mapping[str, Mapping[str, Labels]]
    properties: Mapping[str, Property]
    licences: Mapping[str, Licence]

    def label(self, list_name: str, word: str, language: str) -> str:
        """Return the word's label in the language, else in English, else the word itself made readable."""
        labels = self.lists.get(list_name, {}).get(word, {})
        return labels.get(language) or labels.get("en") or word.replace("_", " ")


@cache
def vocabulary() -> Vocabulary:
    """Return the house's vocabulary; the files are read once."""
    lists = _read("lists.yml")
    return Vocabulary(
        lists={name: {word: _labels(text) for word, text in words.items()} for name, words in lists.items()},
        properties={name: _property(name, text) for name, text in _read("properties.yml").items()},
        licences={name: _licence(name, text) for name, text in _read("licences.yml").items()},
    )


def _read(name: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def _labels(text: object) -> Labels:
    en, nl, fr = (part.strip() for part in str(text).split("|"))
    return {"en": en, "nl": nl, "fr": fr}


def _property(name: str, card: Mapping[str, object]) -> Property:
    prefer = card.get("prefer", ())
    inverse = card.get("inverse")
    return Property(
        id=name,
        labels=_labels(card["label"]),
        relation=bool(card.get("relation", False)),
        inverse=None if inverse is None else str(inverse),
        symmetric=bool(card.get("symmetric", False)),
        single=bool(card.get("single", False)),
        prefer=tuple(str(source) for source in prefer) if isinstance(prefer, list) else (),
    )


def _licence(name: str, card: Mapping[str, object]) -> Licence:
    title, address, credit = str(card["title"]), card.get("address"), card.get("credit")
    return Licence(
        id=name,
        titles=_labels(title if "|" in title else f"{title} | {title} | {title}"),
        address=None if address is None else str(address),
        credit=None if credit is None else str(credit),
        republish=bool(card["republish"]),
    )
