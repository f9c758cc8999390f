"""A release's organisations, projects and relations as FollowTheMoney entities, one after the other.

What no licence lets be passed on is not told: a thing whose name is such is left out, with all that hangs on it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kiem.flow.engine import Engine, quoted
from kiem.flow.exchange.fact import Fact, written
from kiem.flow.exchange.links import Ends, linked
from kiem.flow.exchange.schema import OTHER, schema
from kiem.flow.releases import Manifest
from kiem.flow.vocabulary import vocabulary

BATCH = 10_000
MEMORY = "200MB"
KINDS = ("organisation", "project")
ALSO = ("identifier", "city")
UNSCHEMED = frozenset({"register"})
"""Numbers that mean nothing outside this house."""

Entity = Mapping[str, object]


@dataclass(slots=True)
class Told:
    """What was told so far: entities by schema, and claims by licence of the things told.

    `kept`: claims of the release that no licence lets be passed on.
    """

    schemata: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    kept: int = 0


def entities(release: Path, spill: Path, told: Told) -> Iterator[Entity]:
    """Give the entities of a release folder: things in order of id, each town before who is in it, then relations.

    An entity has `id`, `schema` and `properties` (a list of texts each); a thing has `referents` (its records) and
    `datasets` (who speaks of it) as well. `told` is kept up to date. Their memory does not grow with the texts.
    """
    publishers = {one.name: one.publisher["en"] for one in Manifest.read(release).sources}
    ends: Ends = {}
    with Engine(spill, MEMORY, threads=1) as engine:
        engine.read("facts", release / "facts.parquet")
        engine.read("relations", release / "relations.parquet")
        told.kept = engine.count(f"SELECT count(*) FROM facts WHERE licence NOT IN ({_free()})")
        for entity in _things(engine, publishers, told, ends):
            told.schemata[str(entity["schema"])] += 1
            yield entity
        for entity in linked(_rows(engine, _relations_sql()), ends, publishers):
            told.schemata[str(entity["schema"])] += 1
            yield entity


def _things(engine: Engine, publishers: Mapping[str, str], told: Told, ends: Ends) -> Iterator[Entity]:
    towns: set[str] = set()
    for identifier, rows in groupby(_rows(engine, _facts_sql()), key=itemgetter(0)):
        facts = [Fact(*row) for row in rows]  # type: ignore[arg-type]  # the engine's columns have these types
        if not any(one.property == "name" for one in facts):
            continue
        town = _town(facts)
        if town is not None and town["id"] not in towns:
            towns.add(str(town["id"]))
            yield town
        entity = _thing(str(identifier), facts, town, publishers)
        told.licences.update(one.licence for one in facts)
        ends[str(identifier)] = str(entity["schema"])
        yield entity


def _thing(identifier: str, facts: list[Fact], town: Entity | None, publishers: Mapping[str, str]) -> Entity:
    kind = facts[0].kind
    said: dict[str, dict[str, None]] = {}
    for one in facts:
        for name, value in _said(kind, one):
            said.setdefault(name, {})[value] = None
    if town is not None:
        properties: Mapping[str, list[str]] = town["properties"]  # type: ignore[assignment]  # an entity's are texts
        said |= {"address": dict.fromkeys(properties["full"]), "addressEntity": {str(town["id"]): None}}
    sources = sorted({one.source for one in facts})
    said["publisher"] = dict.fromkeys(publishers[one] for one in sources if one in publishers)
    type_ = next((one.value for one in facts if one.property == "type"), None)
    return {
        "id": identifier,
        "schema": schema().schema_of(kind, type_),
        "properties": {name: list(values) for name, values in sorted(said.items()) if values},
        "referents": sorted({one.about for one in facts}),
        "datasets": sources,
    }


def _said(kind: str, fact: Fact) -> Iterator[tuple[str, str]]:
    """Give the properties that a fact becomes, with their values."""
    if fact.property in {"identifier", "name"} and fact.origin is not None:
        yield "sourceUrl", fact.origin
    if fact.property == "identifier":
        yield from _number(kind, str(fact.value))
    word = schema().properties[kind].get(fact.property)
    if word is not None and (value := written(fact, word.form)):
        yield word.to, value
    if (fact.property, fact.value) == ("status", "dissolved") and (day := written(fact, "day")):
        yield "dissolutionDate", day


def _number(kind: str, number: str) -> Iterator[tuple[str, str]]:
    scheme, _, value = number.partition(":")
    places = schema().identifiers[kind]
    if scheme in UNSCHEMED:
        return
    yield (places[scheme], value) if scheme in places else (places[OTHER], number)
    if scheme in schema().registers:
        yield "jurisdiction", schema().registers[scheme]


def _town(facts: list[Fact]) -> Entity | None:
    """Return the address of the town in which a thing is, or None where nobody says it."""
    best = {one.property: one for one in reversed(facts)}
    city = written(best["city"], "text") if "city" in best else None
    if city is None:
        return None
    code = written(best["country"], "code") if "country" in best else None
    full = city if code is None else f"{city}, {code.upper()}"
    properties = {"full": [full], "city": [city], **({"country": [code]} if code else {})}
    return {
        "id": f"addr-{hashlib.sha256(full.encode()).hexdigest()[:24]}",
        "schema": "Address",
        "properties": properties,
    }


def _free() -> str:
    """Return the licences that let a claim be passed on, for SQL."""
    return ", ".join(quoted(one.id) for one in vocabulary().licences.values() if one.republish)


def _facts_sql() -> str:
    words = {*ALSO, *(name for kind in KINDS for name in schema().properties[kind])}
    return (
        f"SELECT {', '.join(Fact.columns())} FROM facts WHERE withdrawn_at IS NULL AND licence IN ({_free()}) "
        f"AND kind IN ({', '.join(quoted(kind) for kind in KINDS)}) "
        f"AND property IN ({', '.join(quoted(word) for word in sorted(words))}) ORDER BY entity, property, place"
    )


def _relations_sql() -> str:
    names = ", ".join(quoted(name) for name in schema().relations)
    return (
        "SELECT min(f.id) AS claim, r.subject, r.property, r.object, r.value, r.number, r.unit, "
        "r.valid_from, r.valid_to, min(f.precision) AS precision, min(f.origin) AS origin, min(f.source) AS source "
        f"FROM (SELECT *, unnest(claims) AS one FROM relations WHERE property IN ({names})) AS r "
        f"JOIN (SELECT id, precision, origin, source FROM facts WHERE target IS NOT NULL AND withdrawn_at IS NULL "
        f"AND licence IN ({_free()})) AS f ON f.id = r.one GROUP BY ALL ORDER BY subject, property, object, claim"
    )


def _rows(engine: Engine, sql: str) -> Iterator[tuple[object, ...]]:
    for batch in engine.batches(sql, BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
