"""What is done to people: invite, change their role, let them in or not, free them from a lost second factor.

Every action is one transaction with its event in the audit; letters leave after the commit. `by` is None for a
command on the server. Raises NotAllowed where the role of `by` does not reach.
"""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kiem.foundation.accounts.events import Happening, tell
from kiem.foundation.accounts.letters import send_invitation
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role

__all__ = [
    "Invitation",
    "NotAllowed",
    "change_details",
    "change_role",
    "deactivate",
    "end_other_sessions",
    "invite_person",
    "reset_second_factor",
    "restore",
    "send_invitation_again",
]


class NotAllowed(PermissionDenied):
    """The person may not do this; the message says who may."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to invite, as what, and in which language to write to them."""

    email: str
    name: str
    role: Role
    language: str = "en"


@transaction.atomic
def invite_person(*, by: User | None, invitation: Invitation) -> User:
    """Make the person and send them the link by which they choose a password. Raises ValidationError if known."""
    _must_reach(by, invitation.role)
    person = User.objects.create_user(
        invitation.email, name=invitation.name, role=invitation.role, language=invitation.language
    )
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    tell(Happening("accounts.invited", person, by, {"role": str(person.role)}))
    transaction.on_commit(lambda: send_invitation(person))
    return person


@transaction.atomic
def send_invitation_again(*, by: User | None, person: User) -> None:
    """Send the link once more, to a person who has not chosen a password yet."""
    _must_reach(by, Role(person.role))
    if person.last_login is not None or not person.is_active:
        raise NotAllowed(_("This person has signed in before; they can ask for a new password themselves."))
    tell(Happening("accounts.invited_again", person, by))
    transaction.on_commit(lambda: send_invitation(person))


@transaction.atomic
def change_role(*, by: User | None, person: User, role: Role) -> None:
    """Give the person another role. The last administrator stays one."""
    person = _locked(person)
    before = Role(person.role)
    _must_reach(by, max(before, role, key=lambda one: one.rank))
    if before is role:
        return
    _must_leave_an_administrator(person)
    person.role = role
    person.save(update_fields=["role"])
    tell(Happening("accounts.role_changed", person, by, {"before": str(before), "after": str(role)}))


@transaction.atomic
def change_details(*, by: User | None, person: User, name: str, language: str) -> None:
    """Change what a person is called and the language of letters to them; people may do it for themselves."""
    person = _locked(person)
    if by is None or by.pk != person.pk:
        _must_reach(by, Role(person.role))
    before = {"name": person.name, "language": person.language}
    after = {"name": name, "language": language}
    if before == after:
        return
    person.name, person.language = name, language
    person.full_clean(exclude=["password"])
    person.save(update_fields=["name", "language"])
    changed = sorted(field for field in after if before[field] != after[field])
    tell(Happening("accounts.details_changed", person, by, {"fields": changed}))


@transaction.atomic
def deactivate(*, by: User | None, person: User) -> None:
    """Let the person in no more, and end their sessions. The last administrator stays."""
    person = _locked(person)
    _must_reach(by, Role(person.role))
    if not person.is_active:
        return
    _must_leave_an_administrator(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    ended = _end_sessions(person)
    tell(Happening("accounts.deactivated", person, by, {"sessions_ended": ended}))


@transaction.atomic
def restore(*, by: User | None, person: User) -> None:
    """Let the person in again."""
    person = _locked(person)
    _must_reach(by, Role(person.role))
    if person.is_active:
        return
    person.is_active = True
    person.save(update_fields=["is_active"])
    tell(Happening("accounts.restored", person, by))


@transaction.atomic
def reset_second_factor(*, by: User | None, person: User) -> None:
    """Take away the apps, keys and recovery codes of a person who lost them, and end their sessions."""
    person = _locked(person)
    _must_reach(by, Role(person.role))
    removed, _per_model = Authenticator.objects.filter(user_id=person.pk).delete()
    ended = _end_sessions(person)
    tell(Happening("accounts.second_factor_reset", person, by, {"removed": removed, "sessions_ended": ended}))


@transaction.atomic
def end_other_sessions(*, by: User, session_key: str) -> int:
    """Sign the person out everywhere but here; returns how many sessions ended."""
    ended = _end_sessions(by, but=session_key)
    tell(Happening("accounts.sessions_ended", by, by, {"sessions_ended": ended}))
    return ended


def _locked(person: User) -> User:
    """Return the person as the database has them now, held until the transaction's end."""
    return User.objects.select_for_update().get(pk=person.pk)


def _must_reach(by: User | None, role: Role) -> None:
    """Members are invited and managed by staff, everyone else by administrators; a command may do all."""
    if by is None:
        return
    needed = Role.STAFF if role is Role.MEMBER else Role.ADMINISTRATOR
    if not by.is_active or not Role(by.role).reaches(needed):
        raise NotAllowed(_("For this one needs the role: %(role)s.") % {"role": needed.label})


def _must_leave_an_administrator(person: User) -> None:
    # Every administrator is locked, so that two cannot leave by two doors at once.
    administrators = User.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
    if [one.pk for one in administrators] == [person.pk]:
        raise NotAllowed(_("This is the last administrator; name another one first."))


def _end_sessions(person: User, *, but: str = "") -> int:
    sessions = list(UserSession.objects.filter(user_id=person.pk).exclude(session_key=but))
    for session in sessions:
        session.end()
    return len(sessions)
