"""The frame around every page: whose site it is, where one can go, how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

__all__ = ["Contact", "Frame", "Instance", "Language", "Link", "Release", "ReleaseShown"]


class ReleaseShown(Protocol):
    """What the frame asks of a release: its number and its date."""

    @property
    def number(self) -> int:
        """Number of the release, counted from 1."""

    @property
    def date(self) -> date:
        """Day on which the release was made."""


@dataclass(frozen=True, slots=True)
class Release:
    """The release that the page rests on."""

    number: int
    date: date


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a navigation; `current` is "page", "true" (a page beneath it) or ""."""

    label: str
    href: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface; `href` is empty where the address does not carry the language."""

    code: str
    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a reader can turn; an empty text is a way that the instance did not give."""

    email: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """The organisation whose site this is."""

    name: str
    short_name: str
    tagline: str
    contact: Contact

    @classmethod
    def from_settings(cls, values: Mapping[str, object], language: str) -> "Instance":
        """Read the `INSTANCE` setting; texts fall back to English, a missing name is an empty text."""
        name = str(values.get("name", ""))
        return cls(
            name=name,
            short_name=str(values.get("short_name", "")) or name,
            tagline=_in_language(values.get("tagline", ""), language),
            contact=_contact(values.get("contact", "")),
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """All that `ui/base.html` shows around a page; the template variable `ui`."""

    instance: Instance
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    languages: tuple[Language, ...]
    theme: str
    release: Release | None
    search: str
    suggestions: str
    query: str
    here: str
    address: str
    today: date


def _in_language(value: object, language: str) -> str:
    if isinstance(value, Mapping):
        return str(value.get(language) or value.get("en") or "")
    return str(value)


def _contact(value: object) -> Contact:
    if isinstance(value, Mapping):
        return Contact(
            email=str(value.get("email", "")),
            address=str(value.get("address", "")),
            phone=str(value.get("phone", "")),
            website=str(value.get("website", "")),
        )
    return Contact(email=str(value))
