"""Who may do what."""

from dataclasses import dataclass
from enum import Enum

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role

__all__ = ["FACTORS", "PROVEN", "Access", "Standing", "access_to", "has_second_factor", "people", "standing"]

# Recovery codes come with a factor and are none of their own.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# The session's key under which it says whose second factor it has seen.
PROVEN = "second_factor_of"


class Access(Enum):
    """Whether a request may go where a role is asked, and if not, what is missing."""

    OPEN = "open"
    SIGN_IN = "sign in"
    SET_UP_SECOND_FACTOR = "set up a second factor"
    PROVE_SECOND_FACTOR = "prove the second factor"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a request may act as now: the person's own role, or less while their second factor is not proven."""

    person: User | None = None
    held: Role | None = None
    acting: Role | None = None

    def reaches(self, role: Role) -> bool:
        """Return whether the request may do what the role may."""
        return self.acting is not None and self.acting.reaches(role)


def standing(request: HttpRequest) -> Standing:
    """Return what the request may act as. No query for a reader without a session, at most two for others."""
    person = request.user
    if isinstance(person, AnonymousUser) or not person.is_active:
        return Standing()
    held = Role(person.role)
    if not held.needs_second_factor:
        return Standing(person, held, held)
    is_proven = request.session.get(PROVEN) == person.pk and has_second_factor(person)
    return Standing(person, held, held if is_proven else Role.MEMBER)


def access_to(request: HttpRequest, role: Role) -> Access:
    """Return whether the request may act as the role, and if not, what its person should do next."""
    now = standing(request)
    if now.person is None or now.held is None:
        return Access.SIGN_IN
    if now.reaches(role):
        return Access.OPEN
    if not now.held.reaches(role):
        return Access.CLOSED
    return Access.PROVE_SECOND_FACTOR if has_second_factor(now.person) else Access.SET_UP_SECOND_FACTOR


def has_second_factor(person: User) -> bool:
    """Return whether the person has an authenticator app or a security key."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists())


def people(by: User | None) -> QuerySet[User]:
    """Return the people whom this person may see, each with `is_protected`: all for staff, oneself for a member."""
    factors = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=FACTORS)
    everyone = User.objects.annotate(is_protected=Exists(factors))
    if by is None or not by.is_active:
        return everyone.none()
    return everyone if Role(by.role).reaches(Role.STAFF) else everyone.filter(pk=by.pk)
