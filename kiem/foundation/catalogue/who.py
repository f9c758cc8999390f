"""Who among the organisations of the release that serves is meant by a name."""

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kiem.flow.naming import LINK, NONE, REVIEW, Answer, Lookup, Mention, country_code, kept_names
from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.values import Thing

__all__ = ["LINK", "NONE", "REVIEW", "Candidate", "Mention", "NamesNotReady", "country_code", "who"]

AN_ID = re.compile(r"k[2-9a-z]{8}|[a-z_]{2,20}:\S+")
AT_ONCE = 500
BY_ID = {"identifier": 1.0}


class NamesNotReady(Exception):
    """The names of this release are not ready to be found yet: `kiem serve` is at it, or run `kiem index`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that a mention may mean, with the probability that it does and what follows from that.

    `reasons` are evidence → what it added to the logarithm of the odds; an identifier that was given needs no other.
    """

    thing: Thing
    probability: float
    decision: str
    reasons: Mapping[str, float]


def who(catalogue: Catalogue, mentions: Sequence[Mention], most: int) -> list[tuple[Candidate, ...]]:
    """Return for each mention at most so many organisations, the most probable first; none where none comes near.

    A text that looks like an id or identifier, such as `ror:05f950310`, means who has it, or nobody. A query for 500
    organisations, and one for each text that looks so. Raises NamesNotReady.
    """
    given = {one.text: catalogue.where_is(one.text) for one in mentions if AN_ID.fullmatch(one.text)}
    found = _opened(catalogue.folder).find([one for one in mentions if one.text not in given], most)
    answers = [_given(given[one.text]) if one.text in given else next(found) for one in mentions]
    ids = list(dict.fromkeys(answer.record for several in answers for answer in several if answer.record))
    things = {thing.id: thing for thing in _named(catalogue, ids)}
    return [tuple(_candidates(several, things)) for several in answers]


def _given(identifier: str | None) -> tuple[Answer, ...]:
    return (Answer(identifier, 1.0, LINK, BY_ID),) if identifier else ()


def _named(catalogue: Catalogue, ids: Sequence[str]) -> Iterator[Thing]:
    for start in range(0, len(ids), AT_ONCE):
        yield from catalogue.named(ids[start : start + AT_ONCE])


def _candidates(answers: Sequence[Answer], things: Mapping[str, Thing]) -> Iterator[Candidate]:
    for one in answers:
        found = things.get(one.record or "")
        if found is not None and found.kind == "organisation":
            yield Candidate(found, one.probability, one.decision, one.reasons)


_ready: dict[Path, Lookup] = {}
_opening = threading.Lock()


def _opened(release: Path) -> Lookup:
    with _opening:
        found = _ready.get(release)
        if found is None:
            found = kept_names(Path(settings.KIEM_HOME), release)
            if found is None:
                message = f"The names of release {int(release.name)} are not ready yet."
                raise NamesNotReady(message)
            _ready.clear()
            _ready[release] = found
        return found
