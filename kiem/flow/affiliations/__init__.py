"""Finds the records of a register that an affiliation names: several in one text, or none."""

from kiem.flow.affiliations.affiliations import Affiliations
from kiem.flow.affiliations.surroundings import Surroundings, surroundings_of

__all__ = ["Affiliations", "Surroundings", "surroundings_of"]
