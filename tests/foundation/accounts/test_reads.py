"""Who may do what."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.reads import PROVEN, Access, access_to, has_second_factor, people, standing
from kiem.foundation.accounts.roles import Role
from tests.foundation.accounts.people import somebody, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CLOSED_TO_MEMBERS = [Role.STAFF, Role.STEWARD, Role.ADMINISTRATOR]


def asking(person: User | None, *, proven: User | None = None) -> HttpRequest:
    """Make a request of this person in whose session that person's second factor was shown."""
    request = RequestFactory().get("/")
    request.user = person or AnonymousUser()
    request.session = SessionStore()
    if proven is not None:
        request.session[PROVEN] = proven.pk
    return request


def test_a_reader_without_a_session_has_no_standing_and_costs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert standing(asking(None)).acting is None
        assert access_to(asking(None), Role.MEMBER) is Access.SIGN_IN


def test_a_member_acts_as_one_without_a_second_factor() -> None:
    assert standing(asking(somebody(Role.MEMBER))).acting is Role.MEMBER


@pytest.mark.parametrize("role", CLOSED_TO_MEMBERS)
def test_a_role_from_staff_on_acts_as_a_member_until_the_second_factor_is_set_up(role: Role) -> None:
    person = somebody(role)
    now = standing(asking(person, proven=person))
    assert (now.held, now.acting) == (role, Role.MEMBER)
    assert access_to(asking(person), role) is Access.SET_UP_SECOND_FACTOR


@pytest.mark.parametrize("role", CLOSED_TO_MEMBERS)
def test_a_second_factor_that_another_session_saw_opens_nothing_here(role: Role) -> None:
    person = somebody(role)
    with_app(person)
    assert access_to(asking(person), role) is Access.PROVE_SECOND_FACTOR


def test_somebody_elses_second_factor_opens_nothing() -> None:
    person, other = somebody(Role.STAFF), somebody(Role.STAFF, "other@example.org")
    with_app(person)
    assert access_to(asking(person, proven=other), Role.STAFF) is Access.PROVE_SECOND_FACTOR


def test_recovery_codes_alone_are_no_second_factor() -> None:
    person = somebody(Role.STAFF)
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not has_second_factor(person)


@pytest.mark.parametrize("held", Role)
@pytest.mark.parametrize("asked", Role)
def test_a_role_opens_what_narrower_roles_open_and_nothing_wider(held: Role, asked: Role) -> None:
    person = somebody(held)
    with_app(person)
    expected = Access.OPEN if list(Role).index(held) >= list(Role).index(asked) else Access.CLOSED
    assert access_to(asking(person, proven=person), asked) is expected


def test_who_was_let_out_has_no_standing() -> None:
    assert standing(asking(somebody(Role.ADMINISTRATOR, is_active=False))).person is None


def test_a_member_sees_oneself_and_staff_see_everyone() -> None:
    member, staff = somebody(Role.MEMBER), somebody(Role.STAFF)
    with_app(staff)

    assert [person.email for person in people(member)] == [member.email]
    assert {person.email: vars(person)["is_protected"] for person in people(staff)} == {
        member.email: False,
        staff.email: True,
    }
    assert not people(None).exists()
    assert not people(User(role=Role.STAFF, is_active=False)).exists()
