"""Relations as FollowTheMoney's links, between things that are told."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kiem.flow.exchange.fact import dated, plain
from kiem.flow.exchange.schema import Link, schema
from kiem.flow.vocabulary import vocabulary

Ends = dict[str, str]
"""Each thing that is told, with its schema."""

A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a release, with one of the claims that say it and may be passed on."""

    claim: str
    subject: str
    property: str
    object: str
    value: str | None
    number: Decimal | None
    unit: str | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    precision: str | None
    origin: str | None
    source: str


def linked(
    rows: Iterator[tuple[object, ...]], ends: Ends, publishers: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """Give the link that each row of relations becomes, where both its ends are told."""
    for row in rows:
        one = Relation(*row)  # type: ignore[arg-type]  # the engine's columns have these types
        if one.subject in ends and one.object in ends:
            yield _link(one, ends[one.object], publishers)


def _link(one: Relation, target: str, publishers: Mapping[str, str]) -> dict[str, object]:
    link = schema().relations[one.property]
    if link.needs and target not in link.needs:
        link = schema().link
    # The last day on which it was true, not the first on which it no longer was.
    last = None if one.valid_to is None else one.valid_to - A_DAY
    said = {
        link.source: one.subject,
        link.target: one.object,
        "role": _role(one, link),
        "startDate": dated(one.valid_from, one.precision),
        "endDate": dated(last, one.precision),
        "summary": _amount(one, schema().relations[one.property].amount),
        "sourceUrl": one.origin,
        "publisher": publishers.get(one.source),
    }
    properties = {name: [value] for name, value in sorted(said.items()) if value}
    return {"id": f"r-{one.claim}", "schema": link.schema, "properties": properties, "datasets": [one.source]}


def _role(one: Relation, link: Link) -> str:
    words = vocabulary()
    if link.roles is not None and one.value is not None:
        return words.label(link.roles, one.value, "en")
    return words.properties[one.property].labels["en"]


def _amount(one: Relation, what: str | None) -> str | None:
    # An amount of no currency is none.
    return None if what is None or one.number is None or not one.unit else f"{what}: {one.unit} {plain(one.number)}"
