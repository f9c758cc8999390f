"""Countries as people write them."""

from collections.abc import Mapping
from functools import cache

__all__ = ["country_code"]

CODE_LENGTH = 2


def country_code(told: str) -> str | None:
    """Return the code of a country (ISO 3166, two letters), which may be named in English, Dutch or French.

    What is neither has none; nothing told is ''.
    """
    return _codes().get(told.strip().lower())


@cache
def _codes() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  # heavy: only where a country is told

    codes = {"": "", "el": "GR", "uk": "GB"}
    for language in ("en", "nl", "fr"):
        places = {str(code): str(name) for code, name in Locale(language).territories.items()}
        codes |= {name.lower(): code for code, name in places.items() if len(code) == CODE_LENGTH}
        codes |= {code.lower(): code for code in places if len(code) == CODE_LENGTH and code.lower() not in codes}
    return codes
