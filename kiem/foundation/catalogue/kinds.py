"""Kinds of thing, in an address too: `pathway-step` for `pathway_step`; types and numbers of organisations."""

from kiem.flow.vocabulary import vocabulary

KINDS = ("organisation", "project", "event", "instrument", "pathway_step", "published_figure", "peer")

TYPES = tuple(vocabulary().lists["types"])
"""What an organisation may be."""

SCHEMES = tuple(scheme for scheme in vocabulary().lists["schemes"] if scheme not in {"register", "cordis", "doi"})
"""Who numbers organisations."""


class KindConverter:
    """Turns the word in the address into the vocabulary's and back."""

    regex = "|".join(kind.replace("_", "-") for kind in KINDS)

    def to_python(self, value: str) -> str:
        """Return the vocabulary's word."""
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        """Return the word as it stands in an address."""
        return value.replace("_", "-")
