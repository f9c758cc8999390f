"""What stands around a list: facets with counts, pages and tabs, all of it in the address bar."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

__all__ = ["Choice", "Facet", "Pager", "chosen_of", "facet_of", "long_facet", "pager_of", "shown_of", "with_query"]

LONGEST_FACET = 14
MORE = "more"
"""The parameter that names the facets of which a reader wants every choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many things have it now, and the address that turns it on or off."""

    value: str
    label: str
    count: int
    is_chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list; `name` is its parameter in the address.

    `hidden` counts the choices that are left out, and `more` is the address that shows them too.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    hidden: int = 0
    more: str = ""
    is_whole: bool = False

    @property
    def is_open(self) -> bool:
        """True where the reader has chosen something in it, or wants all of it."""
        return self.is_whole or any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list; a gap between pages has number 0."""

    number: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the reader is in a list: rows `first` to `last` of `total`."""

    number: int
    pages: int
    total: int
    first: int
    last: int
    previous: str
    next: str
    links: tuple[PageLink, ...]


def with_query(query: QueryDict, changes: Mapping[str, str | None]) -> str:
    """Address with these parameters set (None takes one away); any change goes back to page one."""
    changed = query.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = value
    return "?" + changed.urlencode()


def shown_of(name: str, values: Sequence[str], query: QueryDict) -> list[str]:
    """Return the facet's values that are shown: the first and the chosen, or all where the address asks for more."""
    chosen = query.getlist(name)
    is_whole = name in query.getlist(MORE)
    shown = [value for turn, value in enumerate(values) if is_whole or turn < LONGEST_FACET or value in chosen]
    return shown + [value for value in chosen if value not in values]


def facet_of(name: str, label: str, counts: Iterable[tuple[str, str, int]], query: QueryDict, hidden: int = 0) -> Facet:
    """Build a facet from (value, label, count) in the order given; chosen values stand in `query`.

    `hidden` is how many more there are that are not given.
    """
    chosen = query.getlist(name)
    # A page has a hundred choices: what their addresses share is written once, not copied a hundred times.
    before, after = _around(query, name)
    front = "?" + "".join(f"{part}&" for part in (before, urlencode([(name, one) for one in chosen])) if part)
    back = after and f"&{after}"
    named = f"{quote_plus(name)}="
    choices = []
    for value, text, count in counts:
        if value in chosen:
            kept = urlencode([(name, one) for one in chosen if one != value])
            address = "?" + "&".join(part for part in (before, kept, after) if part)
        else:
            address = f"{front}{named}{quote_plus(value)}{back}"
        choices.append(Choice(value, text, count, value in chosen, address))
    more = f"?{_around(query, '')[0]}&{MORE}={quote_plus(name)}#by-{name}".replace("?&", "?") if hidden > 0 else ""
    return Facet(name, label, tuple(choices), hidden, more, name in query.getlist(MORE))


def long_facet(
    name: str, label: str, counted: Mapping[str, int], query: QueryDict, words: Callable[[str], str]
) -> Facet:
    """Build a facet of many values, in the order given: the first of them, and an address that shows all."""
    shown = shown_of(name, tuple(counted), query)
    choices = [(value, words(value), counted.get(value, 0)) for value in shown]
    return facet_of(name, label, choices, query, len(counted.keys() - set(shown)))


def chosen_of(facets: Iterable[Facet]) -> tuple[tuple[str, Choice], ...]:
    """Every choice made, with the label of its facet, for the line that shows and removes them."""
    return tuple((facet.label, choice) for facet in facets for choice in facet.choices if choice.is_chosen)


def pager_of(total: int, query: QueryDict, size: int = 20, part: str = "") -> Pager:
    """Pages of `size` rows; the current one is `page` in the query, kept within what exists.

    A page with several lists names the `part`: its page is `<part>_page`, and its links lead to `#<part>`.
    """
    turn = _Turn(query, part)
    pages = max(1, ceil(total / size))
    asked = query.get(turn.name, "1")
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 9 else 1
    shown = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    links: list[PageLink] = []
    for page in shown:
        if links and page - links[-1].number > 1:
            links.append(PageLink(0, "", is_current=False))
        links.append(PageLink(page, turn.to(page), page == number))
    return Pager(
        number=number,
        pages=pages,
        total=total,
        first=(number - 1) * size + 1 if total else 0,
        last=min(number * size, total),
        previous=turn.to(number - 1) if number > 1 else "",
        next=turn.to(number + 1) if number < pages else "",
        links=tuple(links),
    )


def _around(query: QueryDict, name: str) -> tuple[str, str]:
    """Return what stands in the address before and after a parameter, but for the page's number."""
    others = [(key, values) for key, values in query.lists() if key != "page"]
    names = [key for key, _ in others]
    turn = names.index(name) if name in names else len(names)
    return urlencode(others[:turn], doseq=True), urlencode(others[turn + 1 :], doseq=True)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Writes the addresses of a list's pages."""

    query: QueryDict
    part: str

    @property
    def name(self) -> str:
        """The parameter that holds the page's number."""
        return f"{self.part}_page" if self.part else "page"

    def to(self, number: int) -> str:
        """Return the address of a page."""
        changed = self.query.copy()
        changed.pop(self.name, None)
        if number > 1:
            changed[self.name] = str(number)
        return f"?{changed.urlencode()}" + (f"#{self.part}" if self.part else "")
