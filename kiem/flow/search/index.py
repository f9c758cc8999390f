"""Searches an index that `build_index` has written. Several threads may share one TextIndex."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import cast

from tantivy import Index, Query, Searcher, SearchResult

from kiem.flow.search.beginning import begun, begun_in_any_order, begun_with_a_typo
from kiem.flow.search.document import Found, Hit
from kiem.flow.search.query import Narrowing, Wanted, any_of, keyed, narrowed, ranked, term, worded
from kiem.flow.search.reading import Reading, readings
from kiem.flow.search.rows import Rows
from kiem.flow.search.schema import TIERS, register_analysers
from kiem.flow.search.words import keys

__all__ = ["MATCHING_CAP", "TextIndex"]

MATCHING_CAP = 50_000
"""How many ids `matching_ids` gives at most."""

_ORDERED = 1_000
"""How many ids `ordered_ids` puts in order: fifty pages; nobody turns to more."""

_COMMON = 20_000
"""From so many documents on, the prominent ones are ranked first and the others only when a page needs them."""

_VERY_COMMON = 100_000
"""A word of so many documents counts for no more in a name than in a text, unless all words are such."""

_LAYER = 1_000_000.0

_EQUALS = 50
"""How many equals beyond the last that is wanted are put in order where the index has several parts."""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A row with its score."""

    score: float
    row: int


class TextIndex:
    """An index opened for reading."""

    def __init__(self, folder: Path) -> None:
        """Open the index. Raises FileNotFoundError, naming the folder, when there is none."""
        if not (folder / "meta.json").is_file():
            problem = f"no text index in {folder}; `kiem build` makes one with the release"
            raise FileNotFoundError(problem)
        self._searcher = _searcher(folder)
        self._rows = Rows(folder)

    def __len__(self) -> int:
        return self._searcher.num_docs

    def find(
        self, words: str, *, kind: str | None = None, ecosystem: bool | None = None, limit: int = 20, offset: int = 0
    ) -> Found:
        """One page of what has all these words, best first.

        First the things whose whole name, other name or identifier this is; then those with all words, where a word of
        the name counts more than one of another name and that more than one of the text, and prominence counts too.
        Only when there is none are the words read with one typo each (`fuzzy`). Equals are sorted by id. Any text is
        allowed and means nothing but its words; without a letter or digit in it there is nothing to find.
        """
        narrowing = Narrowing(kind, ecosystem).queries()
        for reading in readings(self._searcher, words):
            page, total = self._page(reading, narrowing, max(offset, 0), max(limit, 0))
            if total:
                return Found(tuple(self._hits(page, fuzzy=reading.fuzzy)), total, reading.fuzzy)
        return Found((), 0, fuzzy=False)

    def suggest(
        self, prefix: str, *, kind: str | None = None, ecosystem: bool | None = None, limit: int = 8
    ) -> list[Hit]:
        """What a person may be about to type, best first, each thing once.

        First the things of just this name; then names that begin so and, after one word, names with a later word that
        does, the prominent before the others. When there is none: names with these words in any order; then names whose
        beginning is one typo away (`fuzzy`).
        """
        narrowing = Narrowing(kind, ecosystem).queries()
        whole = self._known_as(keys(prefix))
        exact = chain([] if whole is None else [whole], begun(self._searcher, prefix))
        for queries in (exact, begun_in_any_order(self._searcher, prefix)):
            if found := self._collected(queries, narrowing, limit):
                return self._hits(found, fuzzy=False)
        return self._hits(self._collected(begun_with_a_typo(self._searcher, prefix), narrowing, limit), fuzzy=True)

    def matching_ids(self, words: str, *, kind: str | None = None, ecosystem: bool | None = None) -> list[str]:
        """The ids of everything that `find` would give on all its pages, in no order, at most MATCHING_CAP."""
        narrowing = Narrowing(kind, ecosystem).queries()
        for reading in readings(self._searcher, words):
            query = self._anyhow(reading)
            if query is None:
                continue
            result = self._searcher.search(narrowed(query, narrowing), MATCHING_CAP, count=False)
            if result.hits:
                return [self._rows.id(row) for row in self._row_numbers(result)]
        return []

    def ordered_ids(self, words: str, *, kind: str | None = None, ecosystem: bool | None = None) -> list[str]:
        """The same ids as `matching_ids`, the first 1,000 in the order of `find`."""
        narrowing = Narrowing(kind, ecosystem).queries()
        for reading in readings(self._searcher, words):
            page, total = self._page(reading, narrowing, 0, _ORDERED)
            if total:
                first = [self._rows.id(one.row) for one in page]
                others = self.matching_ids(words, kind=kind, ecosystem=ecosystem) if total > len(first) else []
                return list(dict.fromkeys([*first, *others]))
        return []

    def _page(self, reading: Reading, narrowing: Sequence[Query], offset: int, limit: int) -> tuple[list[_Ranked], int]:
        """The page of one reading and how many it finds: its layers one after the other, each sorted within itself."""
        layers = self._layers(reading, narrowing)
        page: list[_Ranked] = []
        before = 0
        for place, layer in enumerate(layers):
            ranked_rows, count = self._best(layer, max(offset + limit - before, 1))
            bonus = _LAYER * (len(layers) - 1 - place)
            page += [replace(row, score=row.score + bonus) for row in ranked_rows[max(offset - before, 0) :]]
            before += count
            if before >= offset + limit and place + 1 < len(layers):
                before = self._count(reading, narrowing)
                break
        return page[:limit], before

    def _layers(self, reading: Reading, narrowing: Sequence[Query]) -> list[Query]:
        """Queries that share no hit, the better before the others."""
        whole = self._known_as(reading.keys)
        layers = [] if whole is None else [narrowed(whole, narrowing)]
        if reading.wanted:
            words = ranked(reading.wanted, self._telling(reading), reading.lesser)
            tiers = [[term("tier", tier)] for tier in TIERS] if self._is_common(reading.wanted) else [[]]
            layers += [narrowed(words, [*narrowing, *tier], without=whole) for tier in tiers]
        return layers

    def _known_as(self, names: Iterable[str]) -> Query | None:
        """What is known under one of these keys, or None when nothing is."""
        frequency = self._searcher.doc_freq
        return keyed([key for key in names if frequency("name_key", key) or frequency("other_key", key)])

    def _telling(self, reading: Reading) -> list[str]:
        """The wanted words that tell names apart; a word of very many is wanted but says nothing about rank."""
        every = chain.from_iterable(chain.from_iterable(reading.wanted))
        distinct = dict.fromkeys(word for word in every if word not in reading.lesser)
        telling = [word for word in distinct if self._searcher.doc_freq("every", word) < _VERY_COMMON]
        return telling or list(distinct)

    def _is_common(self, wanted: Wanted) -> bool:
        """Whether even the rarest of the wanted words stands in so many documents that to rank all takes too long."""
        frequency = self._searcher.doc_freq
        rarest = (sum(min(frequency("every", word) for word in choice) for choice in entry) for entry in wanted)
        return min(rarest) >= _COMMON

    def _anyhow(self, reading: Reading) -> Query | None:
        """Everything that a reading finds, in no order; None when it can find nothing."""
        whole = self._known_as(reading.keys)
        found = [query for query in (whole, worded(reading.wanted) if reading.wanted else None) if query is not None]
        return any_of(found) if found else None

    def _count(self, reading: Reading, narrowing: Sequence[Query]) -> int:
        query = self._anyhow(reading)
        return 0 if query is None else _counted(self._searcher.search(narrowed(query, narrowing), 1))

    def _best(self, query: Query, most: int, *, weighted: bool = True) -> tuple[list[_Ranked], int]:
        """The best rows of a query, and how many it finds (0 when unweighted, where nobody asks).

        Equals come in the order of their ids: that is the order of a part of the index; an index of several parts is
        asked for some more, so that their equals can be put in order too.
        """
        weight = "prominence" if weighted else None
        parted = self._searcher.num_segments > 1
        asked = most + _EQUALS if parted else most
        result = self._searcher.search(query, asked, count=weighted, weight_by_field=weight)
        ranked_rows = zip(result.hits, self._row_numbers(result), strict=True)
        found = [_Ranked(hit[0], row) for hit, row in ranked_rows]
        if parted:
            found.sort(key=lambda one: (-one.score, self._rows.id(one.row)))
        return found[:most], _counted(result) if weighted else 0

    def _collected(self, queries: Iterable[Query], narrowing: Sequence[Query], limit: int) -> list[_Ranked]:
        """The best of each query in turn, each thing once, until there are enough."""
        found: dict[int, _Ranked] = {}
        for query in queries:
            if len(found) >= limit:
                break
            for one in self._best(narrowed(query, narrowing), limit, weighted=False)[0]:
                found.setdefault(one.row, replace(one, score=1 / (1 + len(found))))
        return list(found.values())[: max(limit, 0)]

    def _row_numbers(self, result: SearchResult) -> list[int]:
        rows = self._searcher.fast_field_values("row", [address for _, address in result.hits])
        return cast("list[int]", rows)  # an unsigned column that every document has

    def _hits(self, found: Iterable[_Ranked], *, fuzzy: bool) -> list[Hit]:
        return [Hit(*self._rows.words(one.row), one.score, fuzzy) for one in found]


def _searcher(folder: Path) -> Searcher:
    """Open an index whose folder may not be written: tantivy wants to lock, so it is shown links in a folder of ours.

    All its files are open, or mapped into memory, when the searcher is there; the links are needed no longer.
    """
    links = Path(mkdtemp(prefix="kiem-search-"))
    try:
        for file in folder.resolve().iterdir():
            (links / file.name).symlink_to(file)
        index = Index.open(str(links))
        index.config_reader("manual")
        register_analysers(index)
        return index.searcher()
    finally:
        # Out of the way of tantivy's watching thread first, which would put its lock into a folder being emptied.
        rmtree(links.rename(links.with_name(f"{links.name}.read")))


def _counted(result: SearchResult) -> int:
    """How many documents match, of a search that counted them."""
    return int(result.count)  # type: ignore[attr-defined]  # the types of tantivy 0.27 leave it out
