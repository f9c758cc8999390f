"""A text taken apart: its words and parts, the places and the register's names that stand in it."""

import html
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kiem.flow.affiliations.phrases import Phrases
from kiem.flow.affiliations.places import COUNTRY, STATE, Named, Places, bare
from kiem.flow.affiliations.spans import Span, Spans
from kiem.flow.affiliations.written import Written, telling, written
from kiem.flow.lookup import EMPTY, Mention, Register

__all__ = ["Read", "Reader"]

SHORTEST_ADDRESS = 4
"""Words of an address; lists of short names, each with its country, stay together."""

LONGEST_PLACE = 7
"""Words of a part that may be nothing but a place and numbers."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text: `telling` are the places of its telling words, in which places and spans are counted.

    `countries` are those that it names, else those of the states that stand as two letters; `towns` are the places of
    those of the register's towns that it names; `addresses` are the parts that are only a place.
    """

    said: Written
    telling: Sequence[int]
    places: Sequence[Named]
    spans: Sequence[Span]
    countries: Sequence[str]
    towns: Collection[int]
    addresses: Collection[int]


class Reader:
    """Reads texts with the names of a register before it."""

    def __init__(self, register: Register, places: Places) -> None:
        """Learn the names."""
        self._places, self._spans = places, Spans(register)
        self.towns = {town: turn for turn, town in enumerate(sorted({*register.towns}))}
        self._towns = Phrases({town: turn for town, turn in self.towns.items() if town})
        self._known = frozenset(word for name in register.names for word in name.split())

    def read(self, mention: Mention) -> Read:
        """Take a text apart; the town beside it is one more part, the country counts where the text names none."""
        said = written(f"{mention.text}, {mention.town}" if mention.town else mention.text, self._known)
        places = telling(said.words)
        words = [said.words[turn] for turn in places]
        named = self._places.named(words)
        addresses = [turn for turn, part in enumerate(said.parts) if self._is_address(part, said.capitals)]
        return Read(
            said,
            places,
            named,
            [one for one in self._spans.found(words) if said.part[places[one.start]] not in addresses],
            [one.country for one in named if one.kind == COUNTRY]
            or _of_states(said)
            or ([mention.country] if mention.country else []),
            {turn for _, _, turn in self._towns.every(said.words)},
            addresses,
        )

    def addresses(self, mention: Mention) -> list[Mention]:
        """Return the addresses of a text: behind four words or more with a country, a semicolon begins another."""
        if ";" not in mention.text:
            return [mention]
        found, begun = [], ""
        for piece in html.unescape(mention.text).split(";"):
            begun = f"{begun};{piece}" if begun else piece
            words = bare(piece).split()
            if len(words) >= SHORTEST_ADDRESS and any(one.kind == COUNTRY for one in self._places.named(words)):
                found.append(begun)
                begun = ""
        return [replace(mention, text=one) for one in [*found, begun] if one] or [mention]

    def _is_address(self, part: Sequence[str], capitals: Collection[str]) -> bool:
        """Say whether a part has nothing but a place, a state and numbers."""
        if len(part) > LONGEST_PLACE:
            return False
        words = [word for word in part if word.isalpha() and not (word in STATE and word in capitals)]
        return not words or " ".join([word for word in words if word not in EMPTY]) in self._places


def _of_states(said: Written) -> list[str]:
    return [
        STATE[part[0]]
        for part in said.parts
        if part[0] in STATE and part[0] in said.capitals and not any(word.isalpha() for word in part[1:])
    ]
