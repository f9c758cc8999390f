"""A source's card: who publishes it, under which licence, and what must hold of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader must know before quoting a source; title, publisher and caveats by language."""

    name: str
    title: Mapping[str, str]
    publisher: Mapping[str, str]
    licence: str
    address: str
    cadence: str
    stale_after_days: int
    read: str
    caveats: tuple[Mapping[str, str], ...]
    expectations: tuple[Mapping[str, object], ...]


@cache
def cards() -> Mapping[str, Card]:
    """Return the card of every source, by name: of every folder beside this module that has a card."""
    found = sorted(HERE.glob("*/card.yml"))
    return {path.parent.name: card_of(path) for path in found}


def card_of(path: Path) -> Card:
    """Read one card; a missing word is a KeyError that names it."""
    text = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Card(
        name=path.parent.name,
        title=text["title"],
        publisher=text["publisher"],
        licence=text["licence"],
        address=text["address"],
        cadence=text["cadence"],
        stale_after_days=text["stale_after_days"],
        read=text["read"],
        caveats=tuple(text.get("caveats", ())),
        expectations=tuple(text.get("expectations", ())),
    )
