"""Who may be quoted for a cell of the register.

A row names one address. The address supports what its page states, and nothing more: cells that the editors assigned
(kind, sector, place codes, coordinates) or know from elsewhere are the editors' own words. docs/guides/register.md
lists the rule for each column.
"""

from dataclasses import dataclass

EDITORS, PAGE, ROR, CORDIS = "register", "page", "ror", "cordis"
LICENCES = {EDITORS: "EUPL-1.2", PAGE: "single-facts", ROR: "CC0-1.0", CORDIS: "EC-reuse"}


@dataclass(frozen=True, slots=True)
class Witness:
    """Who says a cell, where, and whether they state it or the editors assigned it."""

    source: str
    origin: str | None
    basis: str

    @property
    def licence(self) -> str:
        """The licence of what this witness says."""
        return LICENCES[self.source]


ASSIGNED = Witness(EDITORS, None, "assigned")
"""The editors' judgement or general knowledge: no page stands behind it."""


def witness_of(address: str) -> Witness:
    """Return who speaks at the address: ROR, CORDIS, or a page."""
    if address.startswith("https://ror.org/"):
        return Witness(ROR, address, "stated")
    if address.startswith("https://cordis.europa.eu/"):
        return Witness(CORDIS, address, "stated")
    return Witness(PAGE, address, "stated")


def page_only(witness: Witness) -> Witness:
    """Return the witness if it is a page, else the editors: they rewrote what stands in a register's record."""
    return witness if witness.source == PAGE else ASSIGNED


def ror_only(witness: Witness) -> Witness:
    """Return the witness if it is ROR, else the editors: where ROR is not named the cell is commonly known."""
    return witness if witness.source == ROR else ASSIGNED


def not_cordis(witness: Witness) -> Witness:
    """Return the witness unless it is CORDIS, which knows participants and projects, not relations or years."""
    return ASSIGNED if witness.source == CORDIS else witness
