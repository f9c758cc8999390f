"""People of the tests, all at example.org, and how they sign in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.reads import PROVEN
from kiem.foundation.accounts.roles import Role

PASSWORD = "only-for-tests-9!"


def somebody(role: Role = Role.MEMBER, email: str = "", **fields: object) -> User:
    """Make a person with a password and a confirmed address."""
    person = User.objects.create_user(email or f"{role}@example.org", PASSWORD, role=role, **fields)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def with_app(person: User) -> str:
    """Give the person an authenticator app; returns its key."""
    key = str(generate_totp_secret())
    TOTP.activate(person, key)
    return key


def code_of(key: str) -> str:
    """Return what the app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(key, counter)))


def reader(role: Role | None) -> Client:
    """Return a browser in which a person with this role is signed in, second factor and all; None: nobody is."""
    client = Client(raise_request_exception=False)
    if role is None:
        return client
    person = User.objects.filter(email=f"{role}@example.org").first() or somebody(role)
    client.force_login(person)
    if role.needs_second_factor:
        prove(client, person)
    return client


def prove(client: Client, person: User) -> None:
    """Show the person's second factor in this browser, set up if need be."""
    if not Authenticator.objects.filter(user=person).exists():
        with_app(person)
    session = client.session
    session[PROVEN] = person.pk
    session.save()
