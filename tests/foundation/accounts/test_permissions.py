"""The doors of views and of API calls."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.permissions import RoleAuth, person_of, require_role
from kiem.foundation.accounts.reads import PROVEN
from kiem.foundation.accounts.roles import Role
from tests.foundation.accounts.people import somebody, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@require_role(Role.STAFF)
def page(request: HttpRequest, word: str) -> HttpResponse:
    """Say the word to staff."""
    return HttpResponse(f"{person_of(request).email} {word}")


def asking(person: User | None, *, is_proven: bool = False) -> HttpRequest:
    """Make a request of this person."""
    request = RequestFactory().get("/there/?a=1")
    request.user = person or AnonymousUser()
    request.session = SessionStore()
    if person is not None and is_proven:
        with_app(person)
        request.session[PROVEN] = person.pk
    return request


def test_who_has_the_role_reads_the_page() -> None:
    staff = somebody(Role.STAFF)
    answer = page(asking(staff, is_proven=True), word="hello")
    assert isinstance(answer, HttpResponse)
    assert answer.content == b"staff@example.org hello"


def test_a_reader_is_sent_to_sign_in_and_back() -> None:
    answer = page(asking(None), word="hello")
    assert answer.headers["Location"] == "/en/account/login/?next=/there/%3Fa%3D1"


def test_a_narrower_role_is_refused() -> None:
    with pytest.raises(PermissionDenied):
        page(asking(somebody(Role.MEMBER)), word="hello")


def test_without_a_second_factor_staff_are_sent_to_set_one_up() -> None:
    answer = page(asking(somebody(Role.STAFF)), word="hello")
    assert answer.headers["Location"] == "/en/account/second-factor/totp/activate/?next=%2Fthere%2F%3Fa%3D1"


def test_nobody_is_no_person() -> None:
    with pytest.raises(PermissionDenied):
        person_of(asking(None))


def test_an_api_call_opens_to_the_role_and_to_nobody_else() -> None:
    door = RoleAuth(Role.STEWARD)
    steward = somebody(Role.STEWARD)
    assert door.authenticate(asking(steward, is_proven=True), None) == steward
    assert door.authenticate(asking(somebody(Role.STAFF), is_proven=True), None) is None
    assert door.authenticate(asking(somebody(Role.ADMINISTRATOR)), None) is None
    assert door.authenticate(asking(None), None) is None
