"""From words to tantivy's queries, put together piece by piece: nothing that a person types is parsed as a language."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tantivy import Occur, Query, Schema

from kiem.flow.search.schema import schema

__all__ = ["Narrowing", "Wanted", "all_of", "any_of", "keyed", "narrowed", "ranked", "term", "worded"]

Wanted = Sequence[Sequence[Sequence[str]]]
"""What a text must have: of each entry one alternative, of an alternative every word."""

_SCHEMA: Schema = schema()
_NAME = 3.0
_OTHER_NAME = 1.5
_LESSER = 1.0
"""What a word counts that was not typed so, whatever its rarity: less than a typed word mostly does."""
_Option = Literal["basic", "freq"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The part of the index in which to look: a kind, the ecosystem or what stands outside it, or all (None)."""

    kind: str | None = None
    ecosystem: bool | None = None

    def queries(self) -> list[Query]:
        """One query for each that is asked; they count for no score."""
        found = []
        if self.kind is not None:
            found.append(term("kind", self.kind))
        if self.ecosystem is not None:
            found.append(Query.term_query(_SCHEMA, "ecosystem", self.ecosystem, "basic"))
        return found


def term(field: str, word: str, option: _Option = "basic") -> Query:
    """Has this very word in a field."""
    return Query.term_query(_SCHEMA, field, word, option)


def all_of(queries: Sequence[Query]) -> Query:
    """All of one or more queries."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Sequence[Query]) -> Query:
    """Any of one or more queries."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def keyed(keys: Iterable[str]) -> Query | None:
    """Is known under one of these keys; a name counts for more than another name. None without a key."""
    found = [
        Query.const_score_query(term(field, key), score)
        for key in keys
        for field, score in (("name_key", 100.0), ("other_key", 1.0))
    ]
    return any_of(found) if found else None


def worded(wanted: Wanted, lesser: Collection[str] = ()) -> Query:
    """Has the wanted words, anywhere; those of the lesser ones count little, however rare they are."""
    return all_of([any_of([all_of([_word(w, lesser) for w in words]) for words in entry]) for entry in wanted])


def _word(word: str, lesser: Collection[str]) -> Query:
    if word in lesser:
        return Query.const_score_query(term("every", word), _LESSER)
    return term("every", word, "freq")


def ranked(wanted: Wanted, telling: Iterable[str], lesser: Collection[str]) -> Query:
    """Has the wanted words anywhere; the telling ones count most in the name, then in other names."""
    better = [
        (Occur.Should, Query.boost_query(term(field, word, "freq"), boost))
        for word in telling
        for field, boost in (("name", _NAME), ("other", _OTHER_NAME))
    ]
    return Query.boolean_query([(Occur.Must, worded(wanted, lesser)), *better])


def narrowed(query: Query, narrowing: Sequence[Query], *, without: Query | None = None) -> Query:
    """The query within a narrowing, and without what another query already gave."""
    if not narrowing and without is None:
        return query
    parts = [(Occur.Must, query), *((Occur.Must, Query.const_score_query(part, 0.0)) for part in narrowing)]
    if without is not None:
        parts.append((Occur.MustNot, without))
    return Query.boolean_query(parts)
