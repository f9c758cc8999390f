"""What is asked, in the words of either version; what cannot be understood is refused in one line."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kiem.web.api.problems import Refused

__all__ = ["Condition", "Extension", "Query", "extension", "queries", "queries_of_draft"]

USUAL, MOST = 5, 25
MOST_QUERIES = 500
MOST_IDS = 200
LONGEST = 1000
QUANTIFIERS = ("any", "all", "none")

Json = Any  # whatever was sent


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of a property of the one meant: a value or several, and whether others are out of the question."""

    property: str
    values: tuple[str, ...]
    required: bool = False
    quantifier: str = "any"


@dataclass(frozen=True, slots=True)
class Query:
    """One question: names of the one meant, what else is known, of which types, how many candidates at most."""

    names: tuple[str, ...]
    conditions: tuple[Condition, ...]
    types: frozenset[str]
    most: int


@dataclass(frozen=True, slots=True)
class Extension:
    """Of which entities which properties are wanted."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def queries(told: str) -> Mapping[str, Query]:
    """Read a batch of version 0.2: queries by a name of the client's own."""
    batch = _object(_json(told), "queries")
    _few(batch, MOST_QUERIES, "queries")
    return {name: _query(_object(one, name), name) for name, one in batch.items()}


def queries_of_draft(told: bytes) -> Sequence[Query]:
    """Read a batch of the draft: a list of queries."""
    batch = _list(_object(_json(told), "body").get("queries"), "queries")
    _few(batch, MOST_QUERIES, "queries")
    return [_query_of_draft(_object(one, f"queries[{turn}]"), f"queries[{turn}]") for turn, one in enumerate(batch)]


def extension(told: str | bytes) -> Extension:
    """Read which values are wanted; both versions ask alike."""
    asked = _object(_json(told), "extend")
    ids, properties = _list(asked.get("ids"), "ids"), _list(asked.get("properties"), "properties")
    _few(ids, MOST_IDS, "ids")
    wanted = (_object(one, "properties").get("id") for one in properties)
    return Extension(tuple(map(_text, ids)), tuple(dict.fromkeys(map(_text, wanted))))


def _query(told: Mapping[str, Json], where: str) -> Query:
    types = told.get("type") or []
    given = _list(told.get("properties") or [], f"{where}.properties")
    conditions = tuple(
        Condition(_text(one.get("pid")), _texts(one.get("v")))
        for one in (_object(each, f"{where}.properties") for each in given)
    )
    names = _texts(told.get("query") or [])
    if not names and not conditions:
        raise _unclear(where, "query")
    return Query(names, conditions, frozenset(_texts(types)), _limit(told, where))


def _query_of_draft(told: Mapping[str, Json], where: str) -> Query:
    names: list[str] = []
    conditions = []
    for one in _list(told.get("conditions"), f"{where}.conditions"):
        condition = _object(one, f"{where}.conditions")
        if condition.get("matchType") == "name":
            names += _texts(condition.get("propertyValue"))
        elif condition.get("matchType") == "property":
            conditions.append(_condition(condition, where))
        else:
            raise _unclear(where, "conditions.matchType")
    if not names and not conditions:
        raise _unclear(where, "conditions")
    return Query(tuple(names), tuple(conditions), frozenset(_texts(told.get("type") or [])), _limit(told, where))


def _condition(told: Mapping[str, Json], where: str) -> Condition:
    quantifier = told.get("matchQuantifier") or "any"
    if quantifier not in QUANTIFIERS:
        raise _unclear(where, "conditions.matchQuantifier")
    values = _texts(told.get("propertyValue"))
    return Condition(_text(told.get("propertyId")), values, told.get("required") is True, quantifier)


def _limit(told: Mapping[str, Json], where: str) -> int:
    limit = told.get("limit") or USUAL
    # What is no number at all (NaN) is not at least 1 either.
    if not isinstance(limit, int | float) or not limit >= 1:
        raise _unclear(where, "limit")
    return int(min(limit, MOST))


def _texts(told: Json) -> tuple[str, ...]:
    """Return one value or several as texts; an entity is its name, or its id where it comes without one."""
    several = told if isinstance(told, list) else [told]
    return tuple(text for text in map(_text, several) if text)


def _text(told: Json) -> str:
    if isinstance(told, dict):
        told = told.get("name") or told.get("id")
    # JSON can write half a letter, which no text has.
    return "" if told is None else str(told).strip()[:LONGEST].encode(errors="replace").decode()


def _json(told: str | bytes) -> Json:
    try:
        return json.loads(told)
    except (ValueError, RecursionError):
        raise Refused(400, _("What was sent cannot be read."), _("Send JSON, with its Content-Type.")) from None


def _object(told: Json, where: str) -> Mapping[str, Json]:
    if not isinstance(told, dict):
        raise _unclear(where)
    return told


def _list(told: Json, where: str) -> Sequence[Json]:
    if not isinstance(told, list):
        raise _unclear(where)
    return told


def _few(told: Sequence[Json] | Mapping[str, Json], most: int, where: str) -> None:
    if len(told) > most:
        message = _("%(where)s: these are more than %(most)s at once.") % {"where": where, "most": most}
        raise Refused(413, message, _("Ask them in several parts."))


def _unclear(*where: str) -> Refused:
    return Refused(
        400,
        _("%(where)s: this is not what the Reconciliation API asks for.") % {"where": ".".join(where)[:LONGEST]},
        _("Its forms are at https://reconciliation-api.github.io/specs/."),
    )
