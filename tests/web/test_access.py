"""Who may go where: every address, every role, against the table in access.toml."""

import tomllib
from pathlib import Path

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.test import Client

from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.models import AuditEvent
from tests.foundation.accounts.people import reader
from tests.web.addresses import ROW, address, routes

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("access.toml").read_text())
NEEDED = {route: role for role, listed in TABLE.items() for route in listed}
READERS = ("public", *Role.values)


@pytest.fixture
def rows() -> None:
    """Make a row in every table of the office."""
    User.objects.create_user("row@example.org", pk=ROW)
    AuditEvent.objects.create(pk=ROW, what="a.b", about="K0001")
    AccessAttempt.objects.create(pk=ROW, failures_since_start=1)
    AccessFailureLog.objects.create(pk=ROW)
    AccessLog.objects.create(pk=ROW)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    missing, stale = set(routes()) - set(NEEDED), set(NEEDED) - set(routes())
    assert not missing, f"say in tests/web/access.toml who may go to {sorted(missing)}"
    assert not stale, f"take out of tests/web/access.toml: {sorted(stale)}"


def test_an_address_has_one_row() -> None:
    listed = [route for several in TABLE.values() for route in several]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("who", READERS)
@pytest.mark.usefixtures("rows")
def test_each_role_comes_in_where_the_table_says_and_nowhere_else(who: str) -> None:
    client = reader(None if who == "public" else Role(who))
    found = {route: answer(client, route) for route in NEEDED}
    assert found == {route: expected(who, needed) for route, needed in NEEDED.items()}


@pytest.mark.parametrize("role", [Role.STAFF, Role.STEWARD, Role.ADMINISTRATOR])
def test_without_the_second_factor_nothing_opens_that_is_closed_to_members(role: Role) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user(f"{role}@example.org", role=role))
    guarded = [route for route, needed in NEEDED.items() if needed not in {"public", "member"}]
    answers = {route: client.get(address(route), follow=True) for route in guarded}
    sent = {
        route for route, got in answers.items() if got.redirect_chain and "/second-factor/" in got.redirect_chain[-1][0]
    }
    # Where the role does not come in with a second factor either, it is told so at once.
    closed = {
        route for route in guarded if answers[route].status_code == 403 and expected(role, NEEDED[route]) == "closed"
    }
    assert set(guarded) - sent - closed == set()


def expected(who: str, needed: str) -> str:
    """Return what the table means for this reader."""
    if needed == "public":
        return "open"
    if who == "public":
        return "sign in"
    return "open" if needed != "nobody" and Role(who).reaches(Role(needed)) else "closed"


def answer(client: Client, route: str) -> str:
    """Return what became of the request, past its redirects."""
    response = client.get(address(route), follow=True)
    if any("/account/login/" in where for where, _ in response.redirect_chain) or response.status_code == 401:
        return "sign in"
    if response.status_code == 403:
        return "closed"
    # 503: the page is open, and there is no release in these tests.
    return "open" if response.status_code < 500 or response.status_code == 503 else f"broken {response.status_code}"
