"""The words of the house: kinds of thing, properties, types, units and licences, as reviewed files."""

from kiem.flow.vocabulary.words import Licence, Property, Vocabulary, vocabulary

__all__ = ["Licence", "Property", "Vocabulary", "vocabulary"]
