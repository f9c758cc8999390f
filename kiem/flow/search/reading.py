"""How typed words are read: as they stand, or, when nothing has them, with a typo in them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from tantivy import Searcher

from kiem.flow.search.query import Wanted
from kiem.flow.search.spelling import MOST_SPELLINGS, is_correctable, spellings
from kiem.flow.search.words import LONGEST_TEXT, chunks, keys, other_numbers

__all__ = ["Reading", "readings"]

_MOST_WORDS = 24
_SHORTEST_BEGINNING = 3
_MOST_WHOLE_NAMES = 64
_MOST_IN_A_NUMBER = 5_000
"""A word in more documents than this, or whose other number is, is looked for as it was typed alone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what was typed: names that it may be as a whole, words that must all be there, or either.

    `lesser` are wanted words that were not typed so: they find, and count for less.
    """

    keys: tuple[str, ...]
    wanted: Wanted
    fuzzy: bool
    lesser: frozenset[str] = frozenset()


def readings(searcher: Searcher, text: str) -> Iterator[Reading]:
    """Every way to read a text, most literal first, each worked out only when the one before has found nothing.

    First as it stands, or in the other number (`vaccine` for `vaccines`). Then with its last word as the beginning of
    one, still being typed. Then with a typo in the words that no document has; then with a typo in any word; at last
    without the words that are near to nothing, as long as they are not the greater part.
    """
    whole = keys(text)
    parts = chunks(text[:LONGEST_TEXT])[:_MOST_WORDS]
    numbers = {part[0]: _other_numbers(searcher, part[0]) for part in parts if len(part) == 1}
    lesser = frozenset(other for others in numbers.values() for other in others) - numbers.keys()
    yield Reading(tuple(whole), [_alternatives(part, numbers) for part in parts], fuzzy=False, lesser=lesser)
    words = [word for part in parts for word in part]
    if not words:
        return
    known = {word: searcher.doc_freq("every", word) > 0 for word in words}
    begun = _begun(searcher, words[-1]) if not known[words[-1]] else []
    if begun:
        yield Reading((), _each({**{word: [word] for word in known}, words[-1]: begun}), fuzzy=False)
    near = {word: _near(searcher, word) for word in known if not known[word]}
    unknown_read = {word: [word] if known[word] else near[word] for word in known}
    if not all(known.values()) and all(unknown_read.values()):
        yield _corrected(searcher, words, unknown_read)
    if all(unknown_read.values()):
        any_read = {word: near.get(word) or [word, *_near(searcher, word)] for word in known}
        if any_read != unknown_read:
            yield _corrected(searcher, words, any_read)
    meant = [name for key in whole[:1] for name in _near_names(searcher, key)]
    left = {word: read for word, read in unknown_read.items() if read}
    if not len(known) / 2 < len(left) < len(known):
        left = {}
    yield Reading(tuple(meant), _each(left), fuzzy=True)


def _alternatives(part: list[str], numbers: Mapping[str, list[str]]) -> list[list[str]]:
    """A word may stand in its other number; what a dot or hyphen holds together may also be written as one word."""
    return [part, ["".join(part)]] if len(part) > 1 else [part, *([other] for other in numbers[part[0]])]


def _other_numbers(searcher: Searcher, word: str) -> list[str]:
    """The other numbers of a word that documents have; a word of very many is found often enough as it stands."""
    if searcher.doc_freq("every", word) > _MOST_IN_A_NUMBER:
        return []
    return [other for other in other_numbers(word) if 0 < searcher.doc_freq("every", other) <= _MOST_IN_A_NUMBER]


def _corrected(searcher: Searcher, words: list[str], read: dict[str, list[str]]) -> Reading:
    """The words with their spellings, and the whole names that come of it."""
    combined = ("".join(choice) for choice in product(*(read[word] for word in words)))
    frequency = _names(searcher)
    names = tuple(name for name in islice(combined, _MOST_WHOLE_NAMES) if frequency(name))
    return Reading(names, _each(read), fuzzy=True)


def _each(read: dict[str, list[str]]) -> Wanted:
    """Of each word one of its spellings."""
    return [[[spelling] for spelling in choice] for choice in read.values()]


def _begun(searcher: Searcher, word: str) -> list[str]:
    """The commonest known words that begin like a word."""
    if len(word) < _SHORTEST_BEGINNING:
        return []
    return [other for other, _ in searcher.terms_with_prefix("every", word, limit=MOST_SPELLINGS)]


def _near(searcher: Searcher, word: str) -> list[str]:
    if not is_correctable(word):
        return []
    return spellings(word, lambda other: searcher.doc_freq("every", other))


def _near_names(searcher: Searcher, key: str) -> list[str]:
    return spellings(key, _names(searcher)) if is_correctable(key) else []


def _names(searcher: Searcher) -> Callable[[str], int]:
    """How many things are known under a key."""
    return lambda key: searcher.doc_freq("name_key", key) + searcher.doc_freq("other_key", key)
