"""From questions to candidates: who is meant, narrowed by what else is known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kiem.foundation.catalogue import Catalogue, Thing
from kiem.foundation.catalogue.who import LINK, Candidate, Mention, country_code, who
from kiem.web.reconcile.asked import MOST, Condition, Query
from kiem.web.reconcile.words import EVERY, SCHEMES, described, type_word

__all__ = ["candidates"]

ATTRIBUTES = ("type", "subsector", "sector", "city", "region", "country", "nuts", "status")

Told = dict[str, Any]  # JSON


def candidates(catalogue: Catalogue, asked: Sequence[Query]) -> list[list[Told]]:
    """Return for each query its candidates, the most probable first. Raises NamesNotReady."""
    mentions = [list(_mentions(one)) for one in asked]
    found = iter(who(catalogue, [one for several in mentions for one in several], MOST))
    return [
        [_told(one) for one in _best(one, [next(found) for _ in several])]
        for one, several in zip(asked, mentions, strict=True)
    ]


def _mentions(asked: Query) -> Iterator[Mention]:
    """Give each identifier that is known of the one meant, and each name with its country and town."""
    known = {one.property: one.values for one in asked.conditions if one.quantifier != "none"}
    for scheme in SCHEMES:
        for value in known.get(scheme, ()):
            # People copy identifiers as addresses: https://ror.org/05f950310.
            yield Mention(f"{scheme}:{value.rstrip('/').rpartition('/')[2].removeprefix(f'{scheme}:')}")
    country = next((code for one in known.get("country", ()) if (code := country_code(one))), "")
    city = next(iter(known.get("city", ())), "")
    yield from (Mention(name, country, city) for name in asked.names)


def _best(asked: Query, found: Iterable[Sequence[Candidate]]) -> list[Candidate]:
    """Return those that fit, each once, by the surest of the names that they were found by."""
    best: dict[str, Candidate] = {}
    for one in (one for several in found for one in several):
        known = best.get(one.thing.id)
        if (known is None or known.probability < one.probability) and _fits(one.thing, asked):
            best[one.thing.id] = one
    return sorted(best.values(), key=lambda one: (-one.probability, one.thing.name, one.thing.id))[: asked.most]


def _fits(thing: Thing, asked: Query) -> bool:
    wanted = asked.types - {EVERY}
    if wanted and EVERY not in asked.types and thing.type not in wanted:
        return False
    return all(_holds(thing, one) for one in asked.conditions if one.required or one.quantifier == "none")


def _holds(thing: Thing, condition: Condition) -> bool:
    if condition.property not in ATTRIBUTES:
        return True
    said = str(getattr(thing, condition.property) or "").casefold()
    same = [said == _as_said(value, condition.property) for value in condition.values]
    return {"any": any(same), "all": all(same), "none": not any(same)}[condition.quantifier]


def _as_said(value: str, prop: str) -> str:
    return ((country_code(value) or value) if prop == "country" else value).casefold()


def _told(one: Candidate) -> Told:
    thing = one.thing
    return {
        "id": thing.id,
        "name": thing.name,
        "description": described(thing),
        "type": [type_word(thing.type)] if thing.type else [],
        "score": round(100 * one.probability, 2),
        "match": one.decision == LINK,
        "features": _features(one.reasons),
    }


def _features(reasons: Mapping[str, float]) -> list[Told]:
    return [{"id": name, "name": name.replace("_", " "), "value": added} for name, added in reasons.items()]
