"""How fresh a fact is: one of the four states of the claim mark."""

import datetime

from kiem.foundation.catalogue.values import Fact, ReleaseCard

FADING = {"employees": 3, "status": 3}
"""Properties that change by themselves: years after which what was true then is stale."""


def state_of(fact: Fact, release: ReleaseCard, today: datetime.date) -> str:
    """Return `contradicted` where sources disagree, `stale` past its shelf life, else `fresh`.

    A fact is stale when its source's snapshot is older than the source's card allows, or when it tells a year's state
    (employees, status) that is more than three years old.
    """
    if fact.disputed:
        return "contradicted"
    years = FADING.get(fact.property)
    if years and fact.valid_from and fact.valid_from.year + years < release.date.year:
        return "stale"
    source = fact.snapshot.partition("@")[0]
    stale_after = {card.name: card.stale_after for card in release.sources}.get(source)
    return "stale" if stale_after and stale_after < today else "fresh"
