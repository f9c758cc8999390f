"""People in the office: every change is an action."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.office import NOT_SHOWN
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.models import AuditEvent
from tests.foundation.accounts.people import reader, somebody, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LIST = "/office/accounts/user/"


@pytest.fixture
def office() -> Client:
    return reader(Role.ADMINISTRATOR)


def fields(person: User, **changed: str) -> dict[str, str]:
    """Return what the form sends: a box that is not ticked is not sent."""
    return {"name": person.name, "language": "en", "role": str(person.role), "is_active": "on", **changed}


def events() -> list[str]:
    """Return what the audit heard, oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("what", flat=True))


def test_tables_with_keys_and_sessions_are_not_shown() -> None:
    assert not NOT_SHOWN & {model._meta.app_label for model in admin.site._registry}


def test_a_person_is_invited_from_the_office(office: Client) -> None:
    told = office.post(
        f"{LIST}add/", {"email": "Ada@example.org", "name": "Ada Example", "language": "nl", "role": "member"}
    )
    assert told.status_code == 302
    assert User.objects.get(email="ada@example.org").language == "nl"
    assert events() == ["accounts.invited"]


def test_every_change_in_the_form_is_an_event_of_its_own(office: Client) -> None:
    person = somebody()
    changed = fields(person, name="Ada Example", role="staff")
    del changed["is_active"]

    office.post(f"{LIST}{person.pk}/change/", changed)

    assert events() == ["accounts.details_changed", "accounts.role_changed", "accounts.deactivated"]


def test_a_form_that_changed_nothing_leaves_no_event(office: Client) -> None:
    person = somebody()
    assert office.post(f"{LIST}{person.pk}/change/", fields(person)).status_code == 302
    assert events() == []


def test_who_was_let_out_is_let_in_again(office: Client) -> None:
    person = somebody(is_active=False)
    office.post(f"{LIST}{person.pk}/change/", fields(person))
    assert events() == ["accounts.restored"]


def test_what_is_not_allowed_is_refused_and_undone() -> None:
    person = somebody()
    answer = reader(Role.STAFF).post(f"{LIST}{person.pk}/change/", fields(person, name="Ada Example", role="steward"))
    person.refresh_from_db()
    assert answer.status_code == 403
    assert (person.name, person.role, events()) == ("", "member", [])


def test_an_action_on_several_people_says_for_each_what_became_of_it(office: Client) -> None:
    invited = User.objects.create_user("ada@example.org")
    known = somebody(Role.STAFF)
    Client().force_login(known)

    page = office.post(
        LIST, {"action": "invite_again", "_selected_action": [invited.pk, known.pk]}, follow=True
    ).content.decode()

    # Django's admin writes a message's first letter large.
    assert "da@example.org: done" in page
    assert "taff@example.org: This person has signed in before" in page
    assert events() == ["accounts.invited_again"]


def test_a_lost_second_factor_is_taken_away_from_the_office(office: Client) -> None:
    person = somebody(Role.STAFF)
    with_app(person)
    office.post(LIST, {"action": "reset_factors", "_selected_action": [person.pk]})
    assert not Authenticator.objects.filter(user=person).exists()
    assert events() == ["accounts.second_factor_reset"]


def test_the_list_is_searched_and_shows_who_is_protected(office: Client) -> None:
    somebody(Role.STAFF)
    page = office.get(f"{LIST}?q=administrator@").content.decode()
    assert "administrator@example.org" in page
    assert "staff@example.org" not in page
    assert "icon-yes" in page


@pytest.mark.parametrize(
    ("page", "there"),
    [("logout/", "/en/account/logout/"), ("password_change/", "/en/account/password/change/"), ("login/", "/office/")],
)
def test_the_office_has_no_sign_in_of_its_own(office: Client, page: str, there: str) -> None:
    assert office.get(f"/office/{page}").headers["Location"] == there


def test_whoever_leaves_by_the_office_is_signed_out_at_once(office: Client) -> None:
    answer = office.post("/office/logout/")
    assert answer.status_code == 302
    assert "_auth_user_id" not in office.session
