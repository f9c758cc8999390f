"""What happens at sign-in, passed on: to the session, and to the audit."""

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_used
from axes.signals import user_locked_out
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from kiem.foundation.accounts.events import Happening, tell
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.reads import FACTORS, PROVEN

__all__ = ["TOLD"]

# What the audit calls what allauth tells about a person.
TOLD: dict[str, Signal] = {
    "accounts.signed_in": user_logged_in,
    "accounts.password_changed": password_changed,
    "accounts.password_set": password_set,
    "accounts.password_reset": password_reset,
    "accounts.email_changed": email_changed,
}


@receiver(tuple(TOLD.values()), dispatch_uid="accounts.told")
def pass_on(*, signal: Signal, user: User, **kwargs: object) -> None:
    """Tell the audit."""
    del kwargs
    what = next(name for name, known in TOLD.items() if known is signal)
    tell(Happening(what=what, about=user, by=user))


@receiver(password_reset, dispatch_uid="accounts.invitation_accepted")
def confirm_first_address(*, user: User, **kwargs: object) -> None:
    """Who chose a first password came by the letter to their only address, so the address is theirs."""
    del kwargs
    addresses = EmailAddress.objects.filter(user_id=user.pk)
    if user.last_login is None and addresses.count() == 1:
        addresses.filter(email=user.email).update(verified=True)


@receiver(authenticator_added, dispatch_uid="accounts.second_factor_added")
def second_factor_added(*, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Adding an app or a key asks for a code or a touch: the session has seen it."""
    del kwargs
    if authenticator.type in FACTORS:
        request.session[PROVEN] = user.pk
    _tell_of_factor("accounts.second_factor_added", user, authenticator)


@receiver(authenticator_used, dispatch_uid="accounts.second_factor_used")
def second_factor_used(*, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Remember in the session that this person showed a code or a key; the audit hears of recovery codes."""
    del kwargs
    request.session[PROVEN] = user.pk
    if authenticator.type not in FACTORS:
        _tell_of_factor("accounts.recovery_code_used", user, authenticator)


@receiver(authenticator_removed, dispatch_uid="accounts.second_factor_removed")
def second_factor_removed(*, user: User, authenticator: Authenticator, **kwargs: object) -> None:
    """Tell the audit."""
    del kwargs
    _tell_of_factor("accounts.second_factor_removed", user, authenticator)


@receiver(authentication_failed, dispatch_uid="accounts.second_factor_failed")
def second_factor_failed(*, user: User, **kwargs: object) -> None:
    """Tell the audit: somebody knew the password and not the code."""
    del kwargs
    tell(Happening(what="accounts.second_factor_failed", about=user))


@receiver(user_locked_out, dispatch_uid="accounts.locked_out")
def locked_out(*, username: str | None, **kwargs: object) -> None:
    """Tell the audit, where the address is somebody's."""
    del kwargs
    for person in User.objects.filter(email=(username or "").lower()):
        tell(Happening(what="accounts.locked_out", about=person))


def _tell_of_factor(what: str, user: User, authenticator: Authenticator) -> None:
    tell(Happening(what=what, about=user, by=user, details={"type": str(authenticator.type)}))
