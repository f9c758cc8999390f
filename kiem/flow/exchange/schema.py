"""The map from the house's words to those of FollowTheMoney, read from the YAML file beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "followthemoney.yml"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """The property there that a property of ours becomes, and how its value is written."""

    to: str
    form: str


@dataclass(frozen=True, slots=True)
class Link:
    """The schema there that a relation of ours becomes, and the properties of its two ends.

    `needs`: what the second end must be, or nothing; `roles`: the list of the vocabulary that its value is a word of;
    `amount`: what its number is.
    """

    schema: str
    source: str
    target: str
    needs: tuple[str, ...] = ()
    roles: str | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole map. `properties` and `identifiers` by kind of thing; `link` is what says least of two ends."""

    schemata: Mapping[str, str]
    properties: Mapping[str, Mapping[str, Told]]
    identifiers: Mapping[str, Mapping[str, str]]
    registers: Mapping[str, str]
    relations: Mapping[str, Link]
    link: Link

    def schema_of(self, kind: str, type_: str | None) -> str:
        """Return the schema of a project, or of an organisation by its kind."""
        if kind == "project":
            return "Project"
        return self.schemata["unknown"] if type_ is None else self.schemata.get(type_, self.schemata["default"])


@cache
def schema() -> Schema:
    """Return the map; the file is read once."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))  # Any: YAML has no types
    link = told["link"]
    return Schema(
        schemata=told["schemata"],
        properties={
            kind: {name: Told(one["to"], one.get("as", "text")) for name, one in told[kind].items()}
            for kind in ("organisation", "project")
        },
        identifiers=told["identifiers"],
        registers=told["registers"],
        relations={name: _link({**link, **one}) for name, one in told["relations"].items()},
        link=_link(link),
    )


def _link(told: Mapping[str, Any]) -> Link:
    needs = tuple(told.get("needs", ()))
    return Link(told["schema"], told["from"], told["to"], needs, told.get("role"), told.get("amount"))
