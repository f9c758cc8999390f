"""Where actions on people say what they did; the audit listens, inside the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.dispatch import Signal

if TYPE_CHECKING:
    from django.db.models import Model

    from kiem.foundation.accounts.models import User

__all__ = ["Happening", "NobodyListens", "happened", "tell"]

# Accounts stand above the audit and may not import it: the audit connects itself to this.
happened = Signal()


class NobodyListens(RuntimeError):
    """Something was done that would leave no trace: the audit is not among the installed apps."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that a person did; `by` is None for the house itself, a reader who is not signed in, or a command."""

    what: str
    about: "Model"
    by: "User | None" = None
    details: Mapping[str, object] = field(default_factory=dict)


def tell(happening: Happening) -> None:
    """Hand the happening to the audit; what it raises undoes the action. Raises NobodyListens without an audit."""
    if not happened.send(sender=Happening, happening=happening):
        message = f"{happening.what} would leave no trace; put kiem.foundation.audit into INSTALLED_APPS"
        raise NobodyListens(message)
