"""The words of the house: kinds of thing, properties, types, units and licences, as reviewed files."""

from kiem.flow.vocabulary.forms import LEGAL_FORMS
from kiem.flow.vocabulary.words import Licence, Property, Vocabulary, vocabulary

__all__ = ["LEGAL_FORMS", "Licence", "Property", "Vocabulary", "vocabulary"]
