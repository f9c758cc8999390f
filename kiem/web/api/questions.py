"""What may be asked: the parameters of each list. A parameter that is not here is refused, not overlooked."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from kiem.foundation.catalogue.directory import FACETS
from kiem.web.api.cells import Day, Kind, Order, Scope, WholeNumber

__all__ = ["ChangesAsked", "ClaimsAsked", "FigureAsked", "Nothing", "Paged", "SearchAsked", "ThingsAsked"]

MOST_ROWS = 100
MOST_PAGES = 1_000_000
LONGEST_WORDS = 200

Several = list[str]


def _never_null(schema: dict[str, Any]) -> None:  # Any: JSON
    """Describe a parameter that may be left out as what it is when it is given: an address cannot say null."""
    for name, told in schema["properties"].items():
        choices = [choice for choice in told.get("anyOf", ()) if choice != {"type": "null"}]
        if choices:
            rest = {word: value for word, value in told.items() if word not in {"anyOf", "default"}}
            schema["properties"][name] = {**choices[0], **rest}


class Question(Schema):
    """Parameters of an address."""

    model_config = ConfigDict(json_schema_extra=_never_null)


class Nothing(Schema):
    """For addresses that take no parameter."""


class Paged(Question):
    """A page of a list."""

    page: WholeNumber = Field(1, ge=1, le=MOST_PAGES, description="Counted from 1.")
    size: WholeNumber = Field(20, ge=1, le=MOST_ROWS, description="Rows a page.")

    @property
    def window(self) -> tuple[int, int]:
        """How many rows at most, and how many before them."""
        return self.size, (self.page - 1) * self.size


class ThingsAsked(Paged):
    """The directory's filters, for things of any kind. Several values of one filter: any of them; `unknown`: none."""

    kind: Kind = Field("organisation", description="What kind of thing.")
    q: str = Field("", max_length=LONGEST_WORDS, description="Words that it must have.")
    type: Several = Field(default_factory=list, description="For example company, university.")
    subsector: Several = Field(default_factory=list, description="For example medtech.")
    sector: Several = Field(default_factory=list)
    region: Several = Field(default_factory=list, description="For example flanders.")
    status: Several = Field(default_factory=list, description="For example active, acquired.")
    founded: Several = Field(default_factory=list, description="The decade: 2010.")
    schemes: Several = Field(default_factory=list, description="Has an identifier of this scheme: ror, pic, kbo.")
    sources: Several = Field(default_factory=list, description="Is spoken of by this source.")
    on: Day | None = Field(None, description="There on this day.")
    scope: Scope = Field("ecosystem", description="The ecosystem only, or all that the sources know.")
    sort: Order = Field(
        "fit", description="fit: organisations that were searched come best first, everything else by name."
    )

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The chosen values by facet."""
        return {name: tuple(values) for name in FACETS if (values := getattr(self, name))}


class ClaimsAsked(Paged):
    """A page of a thing's claims or relations."""

    property: str | None = Field(None, max_length=LONGEST_WORDS, description="Only this property.")


class ChangesAsked(Paged):
    """A page of what changed."""

    thing: str | None = Field(None, max_length=LONGEST_WORDS, description="Only of this thing, by any of its ids.")


class SearchAsked(Paged):
    """A page of what has these words, best first."""

    q: str = Field(..., min_length=1, max_length=LONGEST_WORDS, description="Words; typing errors are forgiven.")
    kind: Kind | None = Field(None, description="Only things of this kind.")
    scope: Scope = "ecosystem"


class FigureAsked(Question):
    """A figure on another day, in another territory, or as it was known then; nothing asked is the release's own."""

    as_of: Day | None = Field(None, description="The day that the figure is about.")
    known_at: Day | None = Field(None, description="Only from what was known on this day.")
    territory: str | None = Field(None, pattern="^[A-Z]{2}[0-9A-Z]{0,3}$", description="A NUTS code, such as BE2.")
