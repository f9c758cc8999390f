"""What somebody may be about to type: entities, properties and types."""

from collections.abc import Mapping, Sequence
from typing import Any

from kiem.foundation.catalogue import Catalogue, Thing
from kiem.foundation.catalogue.who import AN_ID
from kiem.web.reconcile.words import Word, described, type_word

__all__ = ["entities", "words_begun"]

MOST, FARTHEST = 20, 200

Told = dict[str, Any]  # JSON


def entities(catalogue: Catalogue, asked: Mapping[str, str]) -> Told:
    """Return organisations whose names begin so, or who has the id. Two queries."""
    prefix, (first, last) = asked.get("prefix", "").strip()[:100], _window(asked)
    if AN_ID.fullmatch(prefix):
        ids = [now] if (now := catalogue.where_is(prefix)) else []
    else:
        ids = [hit.id for hit in catalogue.text.suggest(prefix, kind="organisation", limit=last)] if prefix else []
    things = catalogue.named(ids[first:last]) if ids[first:last] else []
    return {"result": [_told(thing) for thing in things if thing.kind == "organisation"]}


def words_begun(every: Sequence[Word], asked: Mapping[str, str]) -> Told:
    """Return the types or properties in whose name or id a word begins so; all where nothing is typed yet."""
    prefix, (first, last) = asked.get("prefix", "").strip().casefold(), _window(asked)
    found = [
        one
        for one in every
        if any(word.startswith(prefix) for word in (one["id"], one["name"].casefold(), *one["name"].casefold().split()))
    ]
    return {"result": found[first:last]}


def _told(thing: Thing) -> Told:
    notable = [type_word(thing.type)] if thing.type else []
    return {"id": thing.id, "name": thing.name, "description": described(thing), "notable": notable}


def _window(asked: Mapping[str, str]) -> tuple[int, int]:
    """Return which of what is found are told; version 0.2 calls the first of them `cursor`, the draft `offset`."""
    first = _number(asked.get("offset") or asked.get("cursor") or "0", 0)
    return first, first + max(1, min(_number(asked.get("limit", ""), MOST), MOST))


def _number(told: str, otherwise: int) -> int:
    return (
        min(int(told), FARTHEST)
        if told.isascii() and told.isdecimal() and len(told) < len(str(FARTHEST)) + 3
        else otherwise
    )
