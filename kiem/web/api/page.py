"""The API's description as people read it: its operations with their parameters, by subject."""

from collections.abc import Iterator, Mapping
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
    """One address of the API; `example` can be opened as it is, where nothing must be filled in or sent."""

    method: str
    path: str
    text: str
    example: str
    parameters: tuple[Parameter, ...]


def operations_of(description: Described) -> dict[str, tuple[Operation, ...]]:
    """Return the operations of an OpenAPI description by subject, in its order."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        [(method, told)] = methods.items()
        parameters = tuple(_parameter(one) for one in told.get("parameters", ()))
        example = "" if method != "get" or any(one.is_required for one in parameters) else path
        sent = tuple(_fields(told["requestBody"], description["components"]["schemas"])) if method == "post" else ()
        operation = Operation(method.upper(), path, told["description"], example, (*parameters, *sent))
        groups.setdefault(told["tags"][0], []).append(operation)
    return {name: tuple(found) for name, found in groups.items()}


def _fields(body: Described, schemas: Described) -> Iterator[Parameter]:
    """Give the fields of the JSON object that is sent, and of the objects that a list in it holds."""
    yield from _fields_of(body["content"]["application/json"]["schema"]["$ref"], "", schemas)


def _fields_of(reference: str, before: str, schemas: Described) -> Iterator[Parameter]:
    told = schemas[reference.rpartition("/")[2]]
    for name, field in told["properties"].items():
        inner = field.get("items", {}).get("$ref")
        if inner:
            yield from _fields_of(inner, f"{before}{name}[].", schemas)
        else:
            required = name in told.get("required", ())
            yield Parameter(f"{before}{name}", _form(field), field.get("description", ""), required)


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
