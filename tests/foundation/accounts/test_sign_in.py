"""Coming in: an invitation, a password, a second factor; and who stays out."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client

from kiem.foundation.accounts.letters import invitation_link
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.reads import PROVEN
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.models import AuditEvent
from tests.foundation.accounts.people import PASSWORD, code_of, prove, somebody, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LOGIN = "/en/account/login/"
TOTP = "/en/account/second-factor/totp/activate/"
AUTHENTICATE = "/en/account/second-factor/authenticate/"


@pytest.fixture(autouse=True)
def no_attempts_before() -> None:
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD) -> tuple[int, str]:
    """Fill in the form; returns the status and where it leads."""
    answer = client.post(LOGIN, {"login": email, "password": password})
    return answer.status_code, answer.headers.get("Location", "")


def on_the_way_to_an_app(client: Client, person: User) -> None:
    """Sign in, and say the password again, as is asked before a second factor is set up."""
    sign_in(client, person.email)
    asked = client.get(TOTP).headers["Location"]
    assert client.post(asked, {"password": PASSWORD}).headers["Location"] == TOTP
    client.get(TOTP)


def set_up(client: Client) -> None:
    """Type what the app shows after it read the square."""
    client.post(TOTP, {"code": code_of(client.session["mfa.totp.secret"])})


def events() -> list[str]:
    """Return what the audit heard, oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("what", flat=True))


def test_an_invited_person_chooses_a_password_and_comes_in(client: Client) -> None:
    call_command("invite", "ada@example.org", "--role", "member", stdout=(told := Told()))
    form = client.get(told.line, follow=True)
    chosen = client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})

    assert chosen.status_code == 302
    assert EmailAddress.objects.get(email="ada@example.org").verified
    assert sign_in(client, "Ada@Example.org") == (302, "/en/account/")
    assert events() == ["accounts.invited", "accounts.password_reset", "accounts.signed_in"]


def test_an_invitation_works_once(client: Client) -> None:
    call_command("invite", "ada@example.org", stdout=(told := Told()))
    form = client.get(told.line, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})

    again = Client().get(told.line)

    assert again.status_code == 200
    assert "password1" not in again.content.decode()


def test_a_known_person_is_not_invited_by_the_command() -> None:
    somebody(email="ada@example.org")
    with pytest.raises(CommandError, match="known"):
        call_command("invite", "ada@example.org")


def test_a_password_reset_confirms_no_second_address(client: Client) -> None:
    person = somebody()
    EmailAddress.objects.filter(user=person).update(verified=False)
    EmailAddress.objects.create(user=person, email="other@example.org", verified=False)
    form = client.get(invitation_link(person), follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": "another-phrase-8!", "password2": "another-phrase-8!"})

    assert not EmailAddress.objects.filter(verified=True).exists()


def test_nobody_signs_up(client: Client) -> None:
    answer = client.post(
        "/en/account/signup/", {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_a_short_password_is_refused(client: Client) -> None:
    form = client.get(invitation_link(somebody()), follow=True)
    answer = client.post(form.redirect_chain[-1][0], {"password1": "short-9!", "password2": "short-9!"})
    assert answer.status_code == 200
    assert User.objects.get().check_password(PASSWORD)


def test_five_wrong_passwords_lock_the_address_and_say_how_long(client: Client) -> None:
    person = somebody()
    answers = [sign_in(client, person.email, "wrong")[0] for _ in range(5)]

    locked = client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert answers == [200, 200, 200, 200, 429]
    assert "_auth_user_id" not in client.session
    assert locked.status_code in {200, 429}
    assert events().count("accounts.locked_out") >= 1


def test_a_lock_tells_when_to_come_back(client: Client) -> None:
    person = somebody()
    for _ in range(4):
        sign_in(client, person.email, "wrong")
    answer = client.post(LOGIN, {"login": person.email, "password": "wrong"})
    assert answer.headers["Retry-After"] == "3600"


def test_a_lock_holds_when_the_counter_in_memory_is_gone(client: Client) -> None:
    person = somebody()
    for _ in range(5):
        sign_in(client, person.email, "wrong")
    cache.clear()
    assert sign_in(client, person.email)[0] == 429


def test_who_was_let_out_does_not_come_in(client: Client) -> None:
    person = somebody(is_active=False)
    sign_in(client, person.email)
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)  # the session hears of a new factor after the commit
def test_staff_set_up_an_app_and_enter_the_office(client: Client) -> None:
    person = somebody(Role.STAFF)
    sign_in(client, person.email)
    sent = [address for address, _ in client.get("/office/", follow=True).redirect_chain]
    assert sent[1] == f"{TOTP}?next=%2Foffice%2F"
    client.post(sent[2], {"password": PASSWORD})
    key = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", client.get(TOTP).content.decode())
    assert key is not None

    answer = client.post(TOTP, {"code": code_of(key[1])})

    assert answer.status_code == 302
    assert client.session[PROVEN] == person.pk
    assert client.get("/office/").status_code == 200
    assert "accounts.second_factor_added" in events()


def test_a_wrong_code_sets_up_nothing(client: Client) -> None:
    person = somebody(Role.STAFF)
    on_the_way_to_an_app(client, person)
    client.post(TOTP, {"code": "000000"})
    assert not Authenticator.objects.exists()
    assert PROVEN not in client.session


def test_the_square_for_the_app_stands_in_the_page_itself(client: Client) -> None:
    person = somebody(Role.STAFF)
    on_the_way_to_an_app(client, person)
    page = client.get(TOTP).content.decode()
    assert "<svg" in page
    assert "data:" not in page


def test_a_password_alone_does_not_let_in_who_has_a_second_factor(client: Client) -> None:
    person = somebody(Role.STAFF)
    with_app(person)

    assert sign_in(client, person.email) == (302, AUTHENTICATE)
    assert "_auth_user_id" not in client.session


def test_the_code_lets_in_and_the_office_is_open(client: Client) -> None:
    person = somebody(Role.STAFF)
    key = with_app(person)
    sign_in(client, person.email)

    client.post(AUTHENTICATE, {"code": code_of(key)})

    assert client.get("/office/").status_code == 200


def test_a_wrong_code_is_told_to_the_audit(client: Client) -> None:
    person = somebody(Role.STAFF)
    with_app(person)
    sign_in(client, person.email)

    client.post(AUTHENTICATE, {"code": "000000"})

    assert events() == ["accounts.second_factor_failed"]
    assert "_auth_user_id" not in client.session


def test_a_session_that_saw_no_code_asks_for_one_before_the_office(client: Client) -> None:
    person = somebody(Role.STAFF)
    client.force_login(person)
    key = with_app(person)
    asked = client.get("/office/", follow=True).redirect_chain[-1][0]
    assert asked == "/en/account/second-factor/reauthenticate/?next=%2Foffice%2F"

    answer = client.post(asked, {"code": code_of(key)})

    assert answer.headers["Location"] == "/office/"
    assert client.get("/office/").status_code == 200


def test_a_recovery_code_counts_and_is_told_to_the_audit(client: Client) -> None:
    person = somebody(Role.STAFF)
    on_the_way_to_an_app(client, person)
    set_up(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    other = Client()
    sign_in(other, person.email)

    other.post(AUTHENTICATE, {"code": codes[0]})

    assert other.get("/office/").status_code == 200
    assert "accounts.recovery_code_used" in events()


@pytest.mark.django_db(transaction=True)  # the session hears of a new factor after the commit
def test_an_app_taken_away_closes_the_office_again(client: Client) -> None:
    person = somebody(Role.STAFF)
    on_the_way_to_an_app(client, person)
    set_up(client)
    assert client.get("/office/").status_code == 200

    client.post("/en/account/second-factor/totp/deactivate/")

    assert client.get("/office/").status_code == 302
    assert "accounts.second_factor_removed" in events()


def test_people_end_their_other_sessions(client: Client) -> None:
    person, other = somebody(), Client()
    sign_in(client, person.email)
    sign_in(other, person.email)
    assert UserSession.objects.count() == 2

    page = client.post("/en/account/sessions/end", follow=True)

    assert "1 other session was ended." in page.content.decode()
    assert other.get("/en/account/").status_code == 302
    assert client.get("/en/account/").status_code == 200


def test_people_change_how_they_are_called(client: Client) -> None:
    person = somebody()
    sign_in(client, person.email)
    assert client.post("/en/account/", {"name": "Ada Example", "language": "fr"}).status_code == 302
    assert client.post("/en/account/", {"name": "x", "language": "xx"}).status_code == 200
    person.refresh_from_db()
    assert (person.name, person.language) == ("Ada Example", "fr")


def test_a_forgotten_password_is_asked_for_without_telling_who_is_known(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    known = client.post("/en/account/password/reset/", {"email": somebody().email})
    unknown = client.post("/en/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert mailoutbox[0].subject.startswith("[Kiem] ")


def test_the_overview_says_what_the_missing_second_factor_costs(client: Client) -> None:
    person = somebody(Role.STEWARD)
    client.force_login(person)
    assert "what a member can" in client.get("/en/account/").content.decode()
    prove(client, person)
    assert "what a member can" not in client.get("/en/account/").content.decode()


class Told:
    """What a command printed."""

    line = ""

    def write(self, text: str) -> None:
        self.line += text.strip()
