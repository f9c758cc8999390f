"""Who is meant: what is asked of many names at once, and what is answered."""

from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.who import Candidate, Mention, country_code, who
from kiem.web.api import schemas
from kiem.web.api.telling import line_as_told

__all__ = ["ResolveAsked", "Resolved", "resolved"]

MOST_NAMES = 500
MOST_CANDIDATES = 10
Text = Annotated[str, StringConstraints(max_length=1000)]
Place = Annotated[str, StringConstraints(max_length=200)]


class Name(Schema):
    """A name as somebody wrote it, or an identifier; what is known of the country and town beside it."""

    text: Text = Field(description="A name; or an identifier, such as ror:05f950310.")
    country: Place = Field(
        "", description="Its code (ISO 3166, two letters) or name; anything else counts as not known."
    )
    city: Place = Field("", description="The town; empty where it is not known.")


class ResolveAsked(Schema):
    """Names to be resolved."""

    names: list[Name] = Field(min_length=1, max_length=MOST_NAMES)
    most: int = Field(5, ge=1, le=MOST_CANDIDATES, description="Candidates for each, at most.")


class Reason(Schema):
    """A piece of evidence, and what it added to the logarithm of the odds."""

    evidence: str
    added: float


class Meant(Schema):
    """An organisation that may be meant. `decision`: link, review (a person decides) or none."""

    thing: schemas.ThingLine
    probability: float = Field(description="That this is the one meant.")
    decision: str
    reasons: list[Reason]


class Candidates(Schema):
    """Who may be meant by one name, the most probable first; empty where nobody comes near.

    `country` is the code that the country given was read as.
    """

    country: str | None
    candidates: list[Meant]


class Resolved(Schema):
    """Who may be meant, for each name in the order asked."""

    release: int
    answers: list[Candidates]


def resolved(catalogue: Catalogue, asked: ResolveAsked) -> Resolved:
    """Return who is meant by each name. Raises NamesNotReady."""
    countries = [country_code(one.country) or None for one in asked.names]
    mentions = [Mention(one.text, country or "", one.city) for one, country in zip(asked.names, countries, strict=True)]
    # What the house itself has put together is described, but not looked through once more: half a million fields.
    return Resolved.model_construct(
        release=catalogue.release.number,
        answers=[
            Candidates.model_construct(country=country, candidates=[_meant(one) for one in several])
            for country, several in zip(countries, who(catalogue, mentions, asked.most), strict=True)
        ],
    )


def _meant(one: Candidate) -> Meant:
    return Meant.model_construct(
        thing=line_as_told(one.thing),
        probability=one.probability,
        decision=one.decision,
        reasons=[Reason.model_construct(evidence=name, added=added) for name, added in one.reasons.items()],
    )
