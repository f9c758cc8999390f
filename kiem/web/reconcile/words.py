"""The types and properties of this service, in the language of whoever asks."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kiem.foundation.catalogue import Thing
from kiem.foundation.catalogue.kinds import SCHEMES, TYPES
from kiem.foundation.catalogue.labels import label, property_label

__all__ = ["EVERY", "SCHEMES", "Word", "described", "properties", "type_word", "types", "values"]

EVERY = "organisation"
"""The type of all."""

OF_THE_THING = {
    "type": "type",
    "subsector": "subsector",
    "sector": "sector",
    "city": "city",
    "region": "region",
    "country": "country",
    "nuts": "nuts",
    "status": "status",
    "latitude": "lat",
    "longitude": "lon",
}
"""Properties of which a thing has one value, by the name of its field."""

ONE = ("name", "founded", "ended", "website", "employees")
SEVERAL = ("alias", "acronym", "translated_name")
"""Properties that are claimed: of some only the first counts, as on the page."""

Word = dict[str, str]
Value = dict[str, str | int | float]


def types() -> list[Word]:
    """Return every type, the one of all first."""
    return [{"id": EVERY, "name": label(EVERY, "kinds")}, *map(type_word, TYPES)]


def type_word(word: str) -> Word:
    """Return a type with its name."""
    return {"id": word, "name": label(word, "types")}


def properties() -> list[Word]:
    """Return every property: what is said of an organisation, then the registers that number it."""
    said = [{"id": name, "name": property_label(name)} for name in (*OF_THE_THING, *ONE, *SEVERAL)]
    return [*said, *({"id": scheme, "name": label(scheme, "schemes")} for scheme in SCHEMES)]


def described(thing: Thing) -> str:
    """Return what tells an organisation from its namesakes: its type, town and country."""
    told = (
        label(thing.type, "types") if thing.type else None,
        thing.city,
        label(thing.country, "regions") if thing.country else None,
    )
    return ", ".join(one for one in told if one)


def values(thing: Thing, prop: str) -> list[Value]:
    """Return what is known of a property of a thing, as the API writes values; nothing where nothing is."""
    return list(_values(thing, prop))


def _values(thing: Thing, prop: str) -> Iterator[Value]:
    if prop in OF_THE_THING:
        yield from _written([getattr(thing, OF_THE_THING[prop])])
    elif prop in ONE or prop in SEVERAL:
        found = thing.facts.get(prop, ())
        yield from _written([fact.said for fact in (found[:1] if prop in ONE else found)])
    elif prop in SCHEMES:
        told = (fact.value or "" for fact in thing.facts.get("identifier", ()))
        yield from _written([one.partition(":")[2] for one in told if one.startswith(f"{prop}:")])


def _written(told: Sequence[object]) -> Iterator[Value]:
    for one in dict.fromkeys(told):
        match one:
            case None:
                continue
            case float() | Decimal():
                yield {"int": int(one)} if one == int(one) else {"float": float(one)}
            case _:
                yield {"str": str(one)}
