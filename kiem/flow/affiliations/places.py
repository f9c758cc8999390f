"""Which countries and towns a text names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from kiem.flow.affiliations.phrases import Phrases
from kiem.flow.lookup import EMPTY, plain_words

__all__ = ["COUNTRY", "STATE", "Named", "Places", "bare", "places_of"]

LANGUAGES = ("en", "nl", "fr", "de", "es", "it", "pt")
ALSO = {
    "AE": "UAE",
    "BA": "Bosnia and Herzegovina",
    "BR": "Brasil",
    "CI": "Ivory Coast",
    "CN": "Peoples Republic of China|P R China|PR China|PRC|Mainland China",
    "CZ": "Czech Republic|Czechoslovakia",
    "DE": "FRG|GDR|DDR|Federal Republic of Germany|West Germany",
    "GB": "UK|United Kingdom|England|Scotland|Wales|Northern Ireland|Great Britain",
    "HK": "Hong Kong|Hongkong|HKSAR",
    "IR": "Iran|Islamic Republic of Iran",
    "KR": "Korea|South Korea|Republic of Korea|Korea South",
    "MD": "Moldova",
    "MK": "Macedonia",
    "MO": "Macau|Macao",
    "NL": "Holland",
    "PS": "Palestine",
    "RU": "Russia|Russian Federation|USSR",
    "SA": "KSA|Kingdom of Saudi Arabia",
    "SK": "Slovak Republic",
    "SY": "Syria",
    "TR": "Turkey|Turkiye",
    "TW": "Taiwan|Republic of China|ROC|Taiwan ROC",
    "TZ": "Tanzania",
    "US": "USA|US|U S A|United States of America|United States",
    "VE": "Venezuela",
    "VN": "Viet Nam",
    "ZA": "RSA|Republic of South Africa",
}
"""Other names of countries than Unicode's (CLDR)."""

CLEAR, ENOUGH = 0.8, 2
"""A town's or region's name stands for a country when this share of those so called, at least two, lie in it."""

NO_PLACE = frozenset({"georgia", "in", "la", "me", "de", "ma", "or", "hi", "ok"})
"""Names of places that are more often something else: Georgia is a state too."""

STATES = {
    "US": """al ak az ar ca co ct dc de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd
        oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy""",
    "CA": "on qc bc ab mb sk ns nb nl pe",
}
STATE = {state: country for country, listed in STATES.items() for state in listed.split()}
"""The two letters of a state or province, where they are written in capitals and are a part of their own."""

COUNTRY, HINT = 1, 0


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a text names: its country, whether the country itself is named, and which words name it."""

    country: str
    kind: int
    start: int
    end: int


class Places:
    """Names of countries, regions and towns, of one or more plain words without those that join."""

    def __init__(self, names: Mapping[str, tuple[str, int]]) -> None:
        """Know the names, each with its country and whether it is the country's own."""
        self._names = Phrases(names)

    def __contains__(self, name: str) -> bool:
        """Say whether a name is a place's."""
        return name in self._names

    def named(self, words: Sequence[str]) -> list[Named]:
        """Return the places that words name, one behind the other."""
        return [Named(*told, start, end) for start, end, told in self._names.apart(words)]


def places_of(towns: Iterable[tuple[str, str]]) -> Places:
    """Return the countries of the world, and towns and regions (each with its country) by the names that are clear."""
    names = {name: (country, HINT) for name, country in _clear(towns)}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():  # ISO 3166 has two letters, a continent three digits
                names[bare(name)] = (code, COUNTRY)
    for code, listed in ALSO.items():
        names |= {bare(name): (code, COUNTRY) for name in listed.split("|")}
    return Places({name: told for name, told in names.items() if name and name not in NO_PLACE})


def bare(name: str) -> str:
    """Return a plain name without the words that only join others."""
    return " ".join(word for word in plain_words(name) if word not in EMPTY)


def _clear(places: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, country in places:
        counted[bare(name)][country] += 1
    found = []
    for name, countries in counted.items():
        (country, most), all_ = countries.most_common(1)[0], countries.total()
        if most >= ENOUGH and most >= CLEAR * all_:
            found.append((name, country))
    return found
