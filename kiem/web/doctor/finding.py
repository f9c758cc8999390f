"""What a check found."""

from dataclasses import dataclass

__all__ = ["Finding", "amiss", "well"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether all is well, what was found, and what to do about it (empty where all is well)."""

    check: str
    is_well: bool
    what: str
    remedy: str


def well(check: str, what: str) -> Finding:
    """Say that all is well."""
    return Finding(check, is_well=True, what=what, remedy="")


def amiss(check: str, what: str, remedy: str) -> Finding:
    """Say what is amiss, and the remedy."""
    return Finding(check, is_well=False, what=what, remedy=remedy)
