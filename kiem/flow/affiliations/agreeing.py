"""Whether the country and town of a record are those that a text names."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kiem.flow.affiliations.places import COUNTRY
from kiem.flow.affiliations.reading import Read
from kiem.flow.lookup import Floats, Ints, Register

__all__ = ["Agreement"]

ONE_CHINA = ("CN", "HK", "MO", "TW")
"""Addresses in these name one or the other."""

OTHER_NAMED, OTHER_HINTED, NOTHING, HINTED, NEAR_NAMED, NAMED = range(6)


class Agreement:
    """The countries and towns of a register's records, to be compared with those of texts."""

    def __init__(self, register: Register, towns: Mapping[str, int]) -> None:
        """Know the register; `towns` gives each of its towns a place."""
        self._codes = {code: turn for turn, code in enumerate(sorted({*register.countries}))}
        self._country = np.array([self._codes[code] for code in register.countries], np.int64)
        self._town = np.array([towns[town] for town in register.towns], np.int64)
        self._towns = max(len(towns), 1)
        self._china = np.array([self._codes[code] for code in ONE_CHINA if code in self._codes], np.int64)

    def of(self, read: Sequence[Read], text: Ints, record: Ints) -> Mapping[str, Floats]:
        """Return the evidence `country` and `town` for pairs of a text and a record."""
        said = self._keys((turn, code) for turn, one in enumerate(read) for code in one.countries)
        hinted = self._keys(
            (turn, place.country) for turn, one in enumerate(read) for place in one.places if place.kind != COUNTRY
        )
        many = len(self._codes) + 1
        ours = text * many + self._country[record]
        chinese = self._any(said[np.isin(said % many, self._china)], len(read))
        near = chinese[text] & np.isin(self._country[record], self._china)
        country = np.full(len(text), NOTHING, np.float32)
        # What comes later counts more.
        for where, what in (
            (self._any(hinted, len(read))[text], OTHER_HINTED),
            (np.isin(ours, hinted), HINTED),
            (self._any(said, len(read))[text], OTHER_NAMED),
            (near, NEAR_NAMED),
            (np.isin(ours, said), NAMED),
        ):
            country[where] = what
        town = np.array([turn * self._towns + place for turn, one in enumerate(read) for place in one.towns], np.int64)
        here = np.isin(text * self._towns + self._town[record], town)
        return {"country": country, "town": here.astype(np.float32)}

    def _keys(self, named: Iterable[tuple[int, str]]) -> Ints:
        """Return a text and a country as one number; one that no record has is a country too."""
        many = len(self._codes) + 1
        return np.array([turn * many + self._codes.get(code, many - 1) for turn, code in named], np.int64)

    def _any(self, keys: Ints, count: int) -> NDArray[np.bool_]:
        """Return which texts are among the keys."""
        there = np.zeros(count, bool)
        there[keys // (len(self._codes) + 1)] = True
        return there
