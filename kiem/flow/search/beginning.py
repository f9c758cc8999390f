"""What a person may be about to type: names that begin so, then names with a word that does."""

from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Query, Searcher

from kiem.flow.search.query import all_of, any_of, term
from kiem.flow.search.schema import START_LENGTH, TIERS, WORD_START_LENGTH
from kiem.flow.search.spelling import is_correctable, spellings
from kiem.flow.search.words import LONGEST_TEXT, words

__all__ = ["begun", "begun_with_a_typo"]

_MOST_ENDINGS = 20
"""Of very many words that begin with the same nine or more letters the commonest count."""


def begun(searcher: Searcher, text: str) -> Iterator[Query]:
    """Queries for what has been typed so far, to be asked in this order until there are hits enough.

    A name's beginning comes before the beginning of a later word, and within both the more prominent before the less.
    A thing may answer to more than one of the queries.
    """
    typed = words(text[:LONGEST_TEXT])
    if not typed:
        return
    whole = "".join(typed)
    beyond = _beyond(typed)
    for tier in TIERS:
        if searcher.doc_freq("start", start := tier + whole[:START_LENGTH]):
            ending = _ending(searcher, tier, typed[-1]) if beyond else []
            if ending is not None:
                yield all_of([term("start", start), *(term("every", word) for word in beyond[:-1]), *ending])
    before = [term("every", word) for word in typed[:-1]]
    for tier in TIERS:
        ending = _ending(searcher, tier, typed[-1])
        if ending:
            yield all_of([*before, *ending])


def begun_with_a_typo(searcher: Searcher, text: str) -> Iterator[Query]:
    """The same for names whose beginning is one typo away from what has been typed."""
    start = "".join(words(text[:LONGEST_TEXT]))[:START_LENGTH]
    if not is_correctable(start):
        return
    for tier in TIERS:
        beginnings = _Beginnings(searcher, tier)
        found = spellings(start, beginnings.frequency)
        if found:
            yield any_of([beginnings.query(other) for other in found])


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """The beginnings of names in one tier of prominence, to as many letters as are indexed."""

    searcher: Searcher
    tier: str

    def frequency(self, start: str) -> int:
        return self.searcher.doc_freq("start", self.tier + start[:START_LENGTH])

    def query(self, start: str) -> Query:
        return term("start", self.tier + start[:START_LENGTH])


def _beyond(typed: list[str]) -> list[str]:
    """The typed words that reach beyond the letters which are indexed of a name's beginning."""
    reach = 0
    for place, word in enumerate(typed):
        reach += len(word)
        if reach > START_LENGTH:
            return typed[place:]
    return []


def _ending(searcher: Searcher, tier: str, last: str) -> list[Query] | None:
    """Has a word that begins like the last typed one; None if nothing of this tier can have it."""
    if len(last) <= WORD_START_LENGTH:
        fields = [field for field in ("word_start", "start") if searcher.doc_freq(field, tier + last)]
        return [any_of([term(field, tier + last) for field in fields])] if fields else None
    known = searcher.terms_with_prefix("every", last, limit=_MOST_ENDINGS)
    return [term("tier", tier), any_of([term("every", word) for word, _ in known])] if known else None
