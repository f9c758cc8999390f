"""What a person may be about to type: names that begin so, then names with a word that does."""

from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Query, Searcher

from kiem.flow.search.query import all_of, any_of, term
from kiem.flow.search.schema import START_LENGTH, TIERS
from kiem.flow.search.spelling import is_correctable, spellings
from kiem.flow.search.words import LONGEST_TEXT, words

__all__ = ["begun", "begun_in_any_order", "begun_with_a_typo"]

_MOST_ENDINGS = 20
"""Of very many words that begin with the same thirteen or more letters the commonest count."""


def begun(searcher: Searcher, text: str) -> Iterator[Query]:
    """Queries for what has been typed so far, to be asked in this order until there are hits enough.

    A name's beginning comes before the beginning of a later word, and within both the more prominent before the less.
    Of several words only names that begin with them all are asked for.
    A thing may answer to more than one of the queries.
    """
    typed = words(text[:LONGEST_TEXT])
    if typed:
        yield from _begun_at_the_name(searcher, typed)
    if len(typed) == 1:
        for tier in TIERS:
            if (begins := _ending(searcher, tier, typed[0])) is not None:
                yield begins


def begun_in_any_order(searcher: Searcher, text: str) -> Iterator[Query]:
    """The same for several words in any order: all but the last, and a word of a name that begins like the last."""
    typed = words(text[:LONGEST_TEXT])
    if len(typed) > 1 and (ending := _ending(searcher, TIERS, typed[-1])) is not None:
        yield all_of([*(term("every", word) for word in typed[:-1]), ending])


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


def _begun_at_the_name(searcher: Searcher, typed: list[str]) -> Iterator[Query]:
    """The whole beginning, as far as it is indexed, and the words that reach beyond."""
    whole = "".join(typed)
    beyond = _beyond(typed)
    for tier in TIERS:
        start = tier + whole[:START_LENGTH]
        if not searcher.doc_freq("start", start):
            continue
        if not beyond:
            yield term("start", start)
        elif (ending := _ending(searcher, tier, beyond[-1])) is not None:
            yield all_of([term("start", start), *(term("every", word) for word in beyond[:-1]), ending])


def _beyond(typed: list[str]) -> list[str]:
    """The typed words that reach beyond the letters which are indexed of a name's beginning."""
    reach = 0
    for place, word in enumerate(typed):
        reach += len(word)
        if reach > START_LENGTH:
            return typed[place:]
    return []


def _ending(searcher: Searcher, tiers: str, last: str) -> Query | None:
    """Has a word that begins like the last typed one; None if nothing in these tiers can have it."""
    begins = [(field, tier + last[:START_LENGTH]) for field in ("word_start", "start") for tier in tiers]
    found = [term(field, start) for field, start in begins if searcher.doc_freq(field, start)]
    if not found or len(last) <= START_LENGTH:
        return any_of(found) if found else None
    known = searcher.terms_with_prefix("every", last, limit=_MOST_ENDINGS)
    return all_of([any_of(found), any_of([term("every", word) for word, _ in known])]) if known else None
