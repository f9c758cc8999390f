"""The rule of what belongs to the ecosystem, and how many organisations each of its reasons lets in or keeps out."""

from collections.abc import Mapping
from pathlib import Path

from kiem.flow.releases import EcosystemRule, ecosystem_rule
from kiem.foundation.catalogue.door import Catalogue

__all__ = ["EcosystemRule", "reasons", "rule_of"]


def rule_of(instance: Path) -> EcosystemRule:
    """Return the rule in the instance's folder."""
    return ecosystem_rule(instance / "ecosystem.yml")


def reasons(catalogue: Catalogue) -> Mapping[str, int]:
    """Return how many organisations each reason lets in (`register kind one_project share`) or keeps out. One query."""
    rows = catalogue.store.rows("SELECT reason, count(*) FROM thing WHERE kind = 'organisation' GROUP BY reason")
    return {str(reason): int(str(count)) for reason, count in rows if reason is not None}
