"""The fields of the index. Nothing is stored in it but a row number; the words of a hit stand in `rows.py`."""

import math

from tantivy import Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from kiem.flow.search.words import analyser

__all__ = ["START_LENGTH", "TIERS", "damped", "register_analysers", "schema", "tier"]

TIERS = "76543210"
"""Prominence in half decades, most prominent first: 7 from about 3,000 claims, 0 below about two."""

START_LENGTH = 12
"""How many letters of the beginning of a name, and of each of its words, are indexed for answers as one types."""

_DAMPING = 0.1


def schema() -> Schema:
    """Text fields by what they answer: whole names, words, beginnings, filters; and two columns for order."""
    builder = SchemaBuilder()
    for whole in ("name_key", "other_key", "kind", "tier"):
        builder.add_text_field(whole, tokenizer_name="raw", index_option="basic")
    for text in ("name", "other", "every"):
        builder.add_text_field(text, tokenizer_name="words", index_option="freq")
    builder.add_text_field("start", tokenizer_name="start", index_option="basic")
    builder.add_text_field("word_start", tokenizer_name="start", index_option="basic")
    builder.add_text_field("id", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_boolean_field("ecosystem", indexed=True)
    builder.add_float_field("prominence", fast=True)
    builder.add_unsigned_field("row", fast=True)
    return builder.build()


def register_analysers(index: Index) -> None:
    """Tell the index how its text fields are split; an opened index has forgotten it."""
    index.register_tokenizer("words", analyser())
    # One letter more than the length: each beginning has its tier's digit in front.
    edges = Tokenizer.ngram(min_gram=2, max_gram=START_LENGTH + 1, prefix_only=True)
    index.register_tokenizer("start", TextAnalyzerBuilder(edges).build())


def tier(weight: float) -> str:
    """The tier of a weight: half a decade of (1 + weight) each."""
    return str(min(7, int(2 * math.log10(1 + _counted(weight)))))


def damped(weight: float) -> float:
    """A weight as tantivy multiplies it into a score (by log2(2 + value)): 1 for 0, about 2 for a thousand."""
    return float(2 ** (1 + _DAMPING * math.log2(1 + _counted(weight))) - 2)


def _counted(weight: float) -> float:
    """The weight, or 0 where it is not a finite positive number."""
    return weight if math.isfinite(weight) and weight > 0 else 0.0
