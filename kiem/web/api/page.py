"""The API's description as people read it: its operations with their parameters, by subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Operation", "Parameter", "operations_of"]

Described = Mapping[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address: its name, what it may be, and what it is for."""

    name: str
    form: str
    text: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API; `example` can be opened as it is, where nothing must be filled in."""

    path: str
    text: str
    example: str
    parameters: tuple[Parameter, ...]


def operations_of(description: Described) -> dict[str, tuple[Operation, ...]]:
    """Return the operations of an OpenAPI description by subject, in its order."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        told = methods["get"]
        parameters = tuple(_parameter(one) for one in told.get("parameters", ()))
        example = "" if any(one.is_required for one in parameters) else path
        groups.setdefault(told["tags"][0], []).append(Operation(path, told["description"], example, parameters))
    return {name: tuple(found) for name, found in groups.items()}


def _parameter(told: Described) -> Parameter:
    return Parameter(told["name"], _form(told["schema"]), told["schema"].get("description", ""), told["required"])


def _form(schema: Described) -> str:
    """Say in a few words what a value may be."""
    if "items" in schema:
        return f"{_form(schema['items'])} …"
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "minimum" in schema:
        return f"{schema['minimum']} … {schema['maximum']}"
    return str(schema.get("format", schema["type"]))
