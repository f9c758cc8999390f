"""How fresh a fact is: one of the four states of the claim mark."""

import datetime
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.values import Fact, ReleaseCard

FADING = {"employees": 3, "status": 3}
"""Properties that change by themselves: years after which what was true then is stale."""

WORST = ("contradicted", "stale", "fresh")
"""The states, the worst first."""


def state_of(fact: Fact, release: ReleaseCard, today: datetime.date) -> str:
    """Return `contradicted` where sources disagree, `stale` past its shelf life, else `fresh`.

    A fact is stale when its source's snapshot is older than the source's card allows, or when it tells a year's state
    (employees, status) that is more than three years old.
    """
    return state_among(fact, release, stale_sources(release, today))


def state_among(fact: Fact, release: ReleaseCard, stale: AbstractSet[str]) -> str:
    """Return the state where it is known which sources are past their shelf life, for those who ask of many facts."""
    if fact.disputed:
        return "contradicted"
    years = FADING.get(fact.property)
    if years and fact.valid_from and fact.valid_from.year + years < release.date.year:
        return "stale"
    return "stale" if fact.snapshot.partition("@")[0] in stale else "fresh"


def worst_states(
    catalogue: Catalogue, identifiers: Sequence[str], properties: Sequence[str], today: datetime.date
) -> Mapping[str, str]:
    """Return for each thing the worst state of these properties' first facts; things without any are left out.

    One query, of few cells: a list needs a mark a row, not the facts. At most 500 things.
    """
    release = catalogue.release
    stale, fades = stale_sources(release, today), {name for name in properties if name in FADING}
    things, wanted = ", ".join("?" * len(identifiers)), ", ".join("?" * len(properties))
    rows = catalogue.store.rows(
        f"SELECT thing, property, disputed, valid_from, snapshot FROM claim WHERE thing IN ({things}) "
        f"AND property IN ({wanted}) AND place = 1 AND withdrawn_at IS NULL",
        (*identifiers, *properties),
    )
    worst: dict[str, str] = {}
    for thing, prop, disputed, valid_from, snapshot in rows:
        is_faded = prop in fades and valid_from and int(str(valid_from)[:4]) + FADING[str(prop)] < release.date.year
        is_stale = is_faded or str(snapshot).partition("@")[0] in stale
        state = "contradicted" if disputed else "stale" if is_stale else "fresh"
        known = worst.get(str(thing), "fresh")
        worst[str(thing)] = min(state, known, key=WORST.index)
    return worst


def stale_sources(release: ReleaseCard, today: datetime.date) -> AbstractSet[str]:
    """Return the names of the sources whose snapshot is older than their card allows."""
    return {card.name for card in release.sources if card.stale_after < today}
