"""Words of the vocabulary in the reader's language."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, gettext

from kiem.flow.vocabulary import vocabulary

LOCALES = {"nl": "nl_BE", "fr": "fr_BE"}
EMPTY = {"", "unknown"}


def label(word: str | None, list_name: str) -> str:
    """Return the word's label in the page's language; nothing known is shown as unknown."""
    return label_in(language_of_page(), word, list_name)


@lru_cache(maxsize=8192)
def label_in(language: str, word: str | None, list_name: str) -> str:
    """Return the word's label in the page's language, which is known already: as `label`, for those who show many."""
    if word is None or word in EMPTY:
        return gettext("unknown")
    if list_name == "regions" and word not in vocabulary().lists["regions"]:
        return country_name(word, language)
    return vocabulary().label(list_name, word, language)


def property_label(name: str, *, turned: bool = False) -> str:
    """Return a property's label; `turned` when the thing is the object of the relation."""
    return property_in(language_of_page(), name, turned=turned)


@lru_cache(maxsize=1024)
def property_in(language: str, name: str, *, turned: bool = False) -> str:
    """Return a property's label in a language that is known already: as `property_label`, for those who show many."""
    prop = vocabulary().properties.get(name)
    if prop is None:
        return name.replace("_", " ")
    if turned and prop.inverse:
        return TURNED_LABELS.get(prop.inverse, {}).get(language) or property_in(language, prop.inverse)
    return prop.labels[language]


TURNED_LABELS = {
    "spin_off": {"en": "spin-offs", "nl": "spin-offs", "fr": "spin-offs"},
    "acquired_by_other": {"en": "acquired by", "nl": "overgenomen door", "fr": "acquise par"},
    "parent_of": {"en": "has parts", "nl": "omvat", "fr": "comprend"},
    "houses": {"en": "houses", "nl": "huisvest", "fr": "héberge"},
    "has_member": {"en": "members", "nl": "leden", "fr": "membres"},
    "has_investor": {"en": "investors", "nl": "investeerders", "fr": "investisseurs"},
    "operated_by": {"en": "operated by", "nl": "uitgebaat door", "fr": "exploitée par"},
    "merged_from": {"en": "formed by the merger of", "nl": "ontstaan uit de fusie van", "fr": "née de la fusion de"},
    "predecessor": {"en": "successor of", "nl": "opvolger van", "fr": "succède à"},
    "has_participant": {"en": "participants", "nl": "deelnemers", "fr": "participants"},
    "event": {"en": "events", "nl": "gebeurtenissen", "fr": "événements"},
}


@lru_cache(maxsize=2048)
def country_name(code: str, language: str) -> str:
    """Return the country's name for its ISO 3166 code; a code that is none stays as it is."""
    try:
        locale = Locale.parse(LOCALES.get(language, language))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return str(locale.territories.get(code, code))


def language_of_page() -> str:
    """Return the language of the page, as the vocabulary's labels have it."""
    language = (get_language() or "en")[:2]
    return language if language in {"en", "nl", "fr"} else "en"
