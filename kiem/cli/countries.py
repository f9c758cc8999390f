"""Countries as people write them in a table."""

from collections.abc import Sequence
from pathlib import Path

from kiem.cli.tables import TableProblem

__all__ = ["country_codes"]


def country_codes(file: Path, told: Sequence[str]) -> list[str]:
    """Return the codes of the countries (ISO 3166, two letters), which may be named in English, Dutch or French.

    Raises TableProblem for what is neither.
    """
    from kiem.flow.lookup import country_code  # noqa: PLC0415  # heavy: only when something is resolved

    codes = {one: country_code(one) for one in set(told)}
    strangers = [one for one in told if codes[one] is None]
    if strangers:
        message = f"{file}: country {strangers[0]!r} is no code of ISO 3166 and no name; write BE, or leave it empty."
        raise TableProblem(message)
    return [codes[one] or "" for one in told]
