"""What goes into the index and what comes out of it."""

from dataclasses import dataclass

__all__ = ["Document", "Found", "Hit"]


@dataclass(frozen=True, slots=True)
class Document:
    """One thing of a release as people may look for it.

    `other_names` are aliases, acronyms and identifiers (`0439.123.456`, `ror:05f950310`, a PIC); `text` is everything
    else that may be searched; `weight` is prominence, 0 or more, such as the number of claims.
    """

    id: str
    kind: str
    name: str
    other_names: tuple[str, ...]
    text: str
    ecosystem: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `score` never rises along a list and says nothing between two lists."""

    id: str
    kind: str
    name: str
    score: float
    fuzzy: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, how many there are on all pages, and whether the words had to be read with a typo in them."""

    hits: tuple[Hit, ...]
    total: int
    fuzzy: bool
