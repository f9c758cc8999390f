"""What is done to people."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.serializers import serialize
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from kiem.foundation.accounts import actions
from kiem.foundation.accounts.actions import Invitation, NotAllowed
from kiem.foundation.accounts.events import Happening, NobodyListens, happened, tell
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.models import AuditEvent
from tests.foundation.accounts.people import somebody, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADA = Invitation("Ada@Example.org", "Ada Example", Role.MEMBER, "nl")


@dataclass(frozen=True, slots=True)
class Deed:
    """An action with what it needs, and the event that it leaves."""

    event: str
    do: Callable[[User | None, User], object]


DEEDS = (
    Deed("accounts.invited", lambda by, _: actions.invite_person(by=by, invitation=ADA)),
    Deed("accounts.invited_again", lambda by, person: actions.send_invitation_again(by=by, person=person)),
    Deed("accounts.role_changed", lambda by, person: actions.change_role(by=by, person=person, role=Role.STAFF)),
    Deed(
        "accounts.details_changed",
        lambda by, person: actions.change_details(by=by, person=person, name="Grace Example", language="fr"),
    ),
    Deed("accounts.deactivated", lambda by, person: actions.deactivate(by=by, person=person)),
    Deed("accounts.second_factor_reset", lambda by, person: actions.reset_second_factor(by=by, person=person)),
)


@pytest.fixture
def administrator() -> User:
    return somebody(Role.ADMINISTRATOR)


@pytest.fixture
def staff() -> User:
    return somebody(Role.STAFF)


@pytest.fixture
def member() -> User:
    return somebody(Role.MEMBER)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.event)
def test_a_deed_leaves_one_event_that_names_who_and_whom(deed: Deed, administrator: User, member: User) -> None:
    deed.do(administrator, member)

    event = AuditEvent.objects.get()
    assert (event.what, event.by) == (deed.event, administrator)
    assert event.about.startswith("accounts.user:")


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.event)
def test_a_deed_whose_event_cannot_be_written_did_not_happen(deed: Deed, administrator: User, member: User) -> None:
    with_app(member)
    before = _everything()

    def refuse(**_: object) -> None:
        raise OSError

    happened.connect(refuse)
    try:
        with pytest.raises(OSError, match=r"^$"):
            deed.do(administrator, member)
    finally:
        happened.disconnect(refuse)

    assert _everything() == before


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.event)
def test_members_do_nothing_to_others(deed: Deed, member: User) -> None:
    other = somebody(Role.MEMBER, "other@example.org")
    with pytest.raises(NotAllowed):
        deed.do(member, other)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("deed", DEEDS[1:], ids=lambda deed: deed.event)
def test_staff_do_nothing_to_staff(deed: Deed, staff: User) -> None:
    with pytest.raises(NotAllowed):
        deed.do(staff, somebody(Role.STAFF, "other@example.org"))


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.event)
def test_who_may_no_longer_sign_in_does_nothing(deed: Deed, administrator: User, member: User) -> None:
    administrator.is_active = False
    with pytest.raises(NotAllowed):
        deed.do(administrator, member)


def test_an_invitation_makes_a_person_who_cannot_sign_in_yet(staff: User) -> None:
    person = actions.invite_person(by=staff, invitation=ADA)

    assert (person.email, person.name, person.role, person.language) == (
        "ada@example.org",
        "Ada Example",
        "member",
        "nl",
    )
    assert not person.has_usable_password()
    assert not EmailAddress.objects.get(user=person).verified


def test_an_invitation_is_a_letter_in_the_persons_language(
    staff: User,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite_person(by=staff, invitation=ADA)

    assert mailoutbox[0].to == ["ada@example.org"]
    assert "/nl/account/password/reset/key/" in str(mailoutbox[0].body)


def test_a_second_invitation_goes_out_again(
    staff: User,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person = actions.invite_person(by=staff, invitation=ADA)
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_invitation_again(by=staff, person=person)
    assert [letter.to for letter in mailoutbox] == [["ada@example.org"]]


def test_who_signed_in_before_gets_no_second_invitation(administrator: User, member: User, client: Client) -> None:
    client.force_login(member)
    member.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.send_invitation_again(by=administrator, person=member)


def test_an_address_is_invited_once_however_it_is_written(staff: User) -> None:
    actions.invite_person(by=staff, invitation=ADA)
    with pytest.raises(ValidationError):
        actions.invite_person(by=staff, invitation=Invitation("ADA@example.org", "", Role.MEMBER))


def test_staff_invite_no_staff(staff: User) -> None:
    with pytest.raises(NotAllowed, match="Administrator"):
        actions.invite_person(by=staff, invitation=Invitation("ada@example.org", "", Role.STAFF))


def test_a_command_on_the_server_invites_the_first_administrator() -> None:
    person = actions.invite_person(by=None, invitation=Invitation("ada@example.org", "", Role.ADMINISTRATOR))
    assert person.role == Role.ADMINISTRATOR


def test_staff_cannot_lift_a_member_to_staff(staff: User, member: User) -> None:
    with pytest.raises(NotAllowed):
        actions.change_role(by=staff, person=member, role=Role.STAFF)


def test_the_event_of_a_role_says_before_and_after(administrator: User, member: User) -> None:
    actions.change_role(by=administrator, person=member, role=Role.STEWARD)
    member.refresh_from_db()
    assert member.role == Role.STEWARD
    assert AuditEvent.objects.get().details == {"before": "member", "after": "steward"}


@pytest.mark.parametrize(
    "again",
    [
        lambda by, person: actions.change_role(by=by, person=person, role=Role.MEMBER),
        lambda by, person: actions.change_details(by=by, person=person, name=person.name, language=person.language),
        lambda by, person: actions.restore(by=by, person=person),
    ],
    ids=["role", "details", "restore"],
)
def test_what_is_so_already_leaves_no_event(
    again: Callable[[User, User], None], administrator: User, member: User
) -> None:
    again(administrator, member)
    assert not AuditEvent.objects.exists()


def test_the_last_administrator_neither_steps_down_nor_leaves(administrator: User) -> None:
    with pytest.raises(NotAllowed):
        actions.change_role(by=administrator, person=administrator, role=Role.MEMBER)
    with pytest.raises(NotAllowed):
        actions.deactivate(by=administrator, person=administrator)


def test_one_of_two_administrators_may_step_down(administrator: User) -> None:
    somebody(Role.ADMINISTRATOR, "other@example.org")
    actions.change_role(by=administrator, person=administrator, role=Role.MEMBER)
    administrator.refresh_from_db()
    assert administrator.role == Role.MEMBER


def test_people_change_their_own_name(member: User) -> None:
    actions.change_details(by=member, person=member, name="Mary Example", language="fr")
    member.refresh_from_db()
    assert (member.name, member.language) == ("Mary Example", "fr")
    assert AuditEvent.objects.get().details == {"fields": ["language", "name"]}


def test_who_is_let_in_no_more_is_signed_out_everywhere(administrator: User, member: User, client: Client) -> None:
    _signed_in(client, member)

    actions.deactivate(by=administrator, person=member)
    actions.deactivate(by=administrator, person=member)

    assert AuditEvent.objects.get().details == {"sessions_ended": 1}
    assert "_auth_user_id" not in client.session


def test_who_was_let_out_comes_back(administrator: User, member: User) -> None:
    actions.deactivate(by=administrator, person=member)
    actions.restore(by=administrator, person=member)
    member.refresh_from_db()
    assert member.is_active


def test_a_lost_second_factor_is_taken_away_with_the_sessions(administrator: User, staff: User, client: Client) -> None:
    with_app(staff)
    _signed_in(client, staff)

    actions.reset_second_factor(by=administrator, person=staff)

    assert not Authenticator.objects.filter(user=staff).exists()
    assert AuditEvent.objects.get().details == {"removed": 1, "sessions_ended": 1}


def test_ending_other_sessions_leaves_this_one(member: User) -> None:
    here, there = Client(), Client()
    _signed_in(here, member)
    _signed_in(there, member)

    ended = actions.end_other_sessions(by=member, session_key=here.session.session_key or "")

    assert ended == 1
    assert "_auth_user_id" in here.session
    assert "_auth_user_id" not in there.session


def test_without_an_audit_nothing_is_done(member: User) -> None:
    heard = happened.receivers
    happened.receivers = []
    happened.sender_receivers_cache.clear()
    try:
        with pytest.raises(NobodyListens, match="INSTALLED_APPS"):
            tell(Happening("accounts.restored", member))
    finally:
        happened.receivers = heard
        happened.sender_receivers_cache.clear()


def _signed_in(client: Client, person: User) -> None:
    client.force_login(person)
    UserSession.objects.create(user=person, ip="127.0.0.1", session_key=client.session.session_key, user_agent="")


def _everything() -> str:
    return str(
        serialize("json", [row for table in (User, EmailAddress, Authenticator, AuditEvent) for row in _rows(table)])
    )


def _rows(table: type[Model]) -> list[Model]:
    return list(table._default_manager.order_by("pk"))
