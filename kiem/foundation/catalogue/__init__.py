"""The current release as read-only tables: the only door to a release."""

from kiem.foundation.catalogue.door import Catalogue, NoRelease, current
from kiem.foundation.catalogue.values import Change, Fact, Relation, ReleaseCard, SourceCard, Thing

__all__ = ["Catalogue", "Change", "Fact", "NoRelease", "Relation", "ReleaseCard", "SourceCard", "Thing", "current"]
