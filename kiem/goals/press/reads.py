"""What the press pages show: the release's figures, the claims they rest on, and what others have published."""

import datetime
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kiem.flow.figures import Asked, ClaimSet, Desk, Figure, Published, compared
from kiem.foundation.catalogue import Catalogue, Fact, Thing
from kiem.foundation.catalogue.labels import label

__all__ = [
    "ClaimRow",
    "Publications",
    "claim_rows",
    "claims_of",
    "desk",
    "figure_shown",
    "figures_shown",
    "publications",
]

MOST_PUBLISHED = 5000
MOST_CLAIMS = 250
SUBJECTS = ("organisation", "spin_off", "investment_round", "project", "participation")
"""What figures count, in the order in which they are shown."""

_desks: dict[Path, Desk] = {}
_opening = threading.Lock()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of a figure, with the thing it is about and, for a relation, the other thing."""

    thing: Thing
    fact: Fact
    other: Thing | None


@dataclass(frozen=True, slots=True)
class Publications:
    """Published figures that fit what was asked, by indicator; `scopes` counts what each scope would give."""

    shown: tuple[tuple[str, tuple[Published, ...]], ...]
    scopes: tuple[tuple[str, int], ...]
    total: int
    contradicted: int

    @property
    def rows(self) -> tuple[Published, ...]:
        """All that are shown, in order."""
        return tuple(one for _, group in self.shown for one in group)


def desk(catalogue: Catalogue) -> Desk:
    """Return the desk of the release; that of a release which no longer serves is closed."""
    with _opening:
        found = _desks.get(catalogue.folder)
        if found is None:
            for old in _desks.values():
                old.close()
            _desks.clear()
            spill = Path(settings.KIEM_HOME) / "work" / "figures"
            found = _desks[catalogue.folder] = Desk(catalogue.folder, spill)
        return found


def figures_shown(catalogue: Catalogue, today: datetime.date) -> list[Figure]:
    """Return every figure of the release as it stands today, by what it counts; one without claims is not shown."""
    at = desk(catalogue)
    order = sorted(at.definitions.values(), key=lambda one: (SUBJECTS.index(one.measure.subject), one.id))
    figures = [at.figure(one.id).on(today) for one in order]
    return [figure for figure in figures if figure.claims.ids]


def figure_shown(catalogue: Catalogue, identifier: str, asked: Asked, today: datetime.date) -> Figure | None:
    """Return the figure as asked, as it stands today; None where it is not defined. FigureProblem: cannot be."""
    at = desk(catalogue)
    return at.figure(identifier, asked).on(today) if identifier in at.definitions else None


def claims_of(figure: Figure, part: str | None) -> ClaimSet:
    """Return the claims of one part of the figure, or of the whole when there is no such part."""
    return {point.key: point.claims for point in figure.series}.get(part or "whole", figure.claims)


def claim_rows(catalogue: Catalogue, identifiers: Sequence[str]) -> list[ClaimRow]:
    """Return the claims with their things, at most 250, by the thing's name. Two queries."""
    found = catalogue.claims_by_id(identifiers[:MOST_CLAIMS])
    ids = {thing for thing, _ in found} | {fact.object for _, fact in found if fact.object}
    things = {thing.id: thing for thing in catalogue.named(sorted(ids))}
    rows = [ClaimRow(things[thing], fact, things.get(fact.object or "")) for thing, fact in found]
    return sorted(rows, key=lambda row: (row.thing.name.casefold(), row.thing.id, row.fact.property))


def publications(catalogue: Catalogue, scopes: Sequence[str], words: str, *, only_contradicted: bool) -> Publications:
    """Return the published figures with these scopes (any when none), whose indicator holds the words. Two queries.

    An indicator is called as in the page's language; indicators come in the order of those names.
    """
    every = compared(
        [found for thing in catalogue.things("published_figure", limit=MOST_PUBLISHED) if (found := _published(thing))]
    )
    called = {one.indicator: label(one.indicator, "indicators").casefold() for one in every}
    needle = words.casefold()
    fitting = [
        one
        for one in every
        if (needle in called[one.indicator] or needle.replace(" ", "_") in one.indicator)
        and (one.is_contradicted or not only_contradicted)
    ]
    chosen = [one for one in fitting if not scopes or (one.scope or "") in scopes]
    indicators = sorted({one.indicator for one in chosen}, key=called.__getitem__)
    return Publications(
        shown=tuple((name, tuple(one for one in chosen if one.indicator == name)) for name in indicators),
        scopes=tuple(sorted(Counter(one.scope or "" for one in fitting).items(), key=lambda pair: (-pair[1], pair[0]))),
        total=len(every),
        contradicted=sum(one.is_contradicted for one in every),
    )


def _published(thing: Thing) -> Published | None:
    value, indicator = thing.fact("figure_value"), thing.text("indicator")
    if value is None or value.number is None or indicator is None:
        return None
    return Published(
        thing=thing.id,
        indicator=indicator,
        scope=thing.text("scope"),
        year=value.valid_from.year if value.valid_from else None,
        value=value.number,
        unit=value.unit,
        source=value.source,
        origin=value.origin,
        quote=thing.text("quote"),
        note=thing.text("note"),
        seen_at=value.seen_at,
        claim=value.claim,
    )
