"""Countries as people write them in a table."""

from collections.abc import Sequence
from pathlib import Path

from kiem.cli.tables import TableProblem

__all__ = ["country_codes"]

CODE_LENGTH = 2


def country_codes(file: Path, told: Sequence[str]) -> list[str]:
    """Return the codes of the countries (ISO 3166, two letters), which may be named in English, Dutch or French.

    Raises TableProblem for what is neither.
    """
    from babel import Locale  # noqa: PLC0415

    codes = {"el": "GR", "uk": "GB"}
    for language in ("en", "nl", "fr"):
        places = {str(code): str(name) for code, name in Locale(language).territories.items()}
        codes |= {name.lower(): code for code, name in places.items() if len(code) == CODE_LENGTH}
        codes |= {code.lower(): code for code in places if len(code) == CODE_LENGTH and code.lower() not in codes}
    strangers = [one for one in told if one and one.lower() not in codes]
    if strangers:
        message = f"{file}: country {strangers[0]!r} is no code of ISO 3166 and no name; write BE, or leave it empty."
        raise TableProblem(message)
    return [codes[one.lower()] if one else "" for one in told]
