"""The rule of what belongs to the ecosystem, and how many organisations each of its reasons lets in or keeps out."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kiem.flow.releases import EcosystemRule, ecosystem_rule
from kiem.foundation.catalogue.door import Catalogue

__all__ = ["EcosystemRule", "countries_of", "reasons", "rule_of"]


def rule_of(catalogue: Catalogue) -> EcosystemRule:
    """Return the rule by which the release was made."""
    return _rule(catalogue.rules)


@lru_cache(maxsize=4)
def _rule(folder: Path) -> EcosystemRule:
    return ecosystem_rule(folder / "ecosystem.yml")


def countries_of(rule: EcosystemRule) -> Mapping[str, str]:
    """Return the country (ISO 3166) of each region that the rule names."""
    # Statistical regions have letters of their own for Greece.
    return {name: by["nuts"][:2].replace("EL", "GR") for name, by in rule.regions.items()}


def reasons(catalogue: Catalogue) -> Mapping[str, int]:
    """Return how many organisations each reason lets in (`register kind one_project share`) or keeps out. One query."""
    rows = catalogue.store.rows("SELECT reason, count(*) FROM thing WHERE kind = 'organisation' GROUP BY reason")
    return {str(reason): int(str(count)) for reason, count in rows if reason is not None}
