"""Groups a list of organisation names into who is who: spellings, abbreviations, divisions and sites of each."""

from kiem.flow.clusters.clusters import Membership, memberships

__all__ = ["Membership", "memberships"]
