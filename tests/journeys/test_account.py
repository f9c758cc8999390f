"""People with an account: the way in, the second factor, the office, and out again."""

import re
import subprocess
import sys
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.conftest import HOUSE
from tests.foundation.accounts.people import PASSWORD, code_of
from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, Violations, every_way, read_through, reader

KEY_OF_THE_APP = re.compile(r"\b[A-Z2-7]{32}\b")
OWN_PAGES = (
    "/en/account/",
    "/nl/account/",
    "/en/account/email/",
    "/fr/account/password/change/",
    "/en/account/second-factor/",
    "/en/account/second-factor/recovery-codes/",
    "/en/account/sessions/",
    "/en/account/logout/",
    "/en/account/password/reset/",
)
OFFICE = ("/office/", "/office/accounts/user/", "/office/accounts/user/add/", "/office/audit/auditevent/")


def invited(site: Site, email: str, role: str) -> str:
    """Invite a person from the command line; returns where they choose a password."""
    command = [sys.executable, "manage.py", "invite", email, "--role", role, "--name", "Ada Example"]
    told = subprocess.run(command, cwd=HOUSE, env=dict(site.environment), capture_output=True, text=True, check=True)
    return urlsplit(told.stdout.strip()).path


def choose_a_password(one: Reader, link: str) -> None:
    one.page.goto(link)
    one.write(PASSWORD, one.page.locator("[name=password1]"))
    one.write(PASSWORD, one.page.locator("[name=password2]"))
    one.press(one.page.locator("main button").first)


def sign_in(one: Reader, email: str) -> None:
    one.write(email, one.page.locator("[name=login]"))
    one.write(PASSWORD, one.page.locator("[name=password]"))
    one.press(one.page.locator("main button", has_text="Sign in"))


def set_up_an_app(one: Reader) -> None:
    """Turn the authenticator app on."""
    one.press(one.page.locator("main a", has_text="Second factor").first)
    one.press(one.page.locator("main a", has_text="Activate").first)
    one.write(PASSWORD, one.page.locator("[name=password]"))
    one.press(one.page.locator("main button", has_text="Confirm"))
    found = KEY_OF_THE_APP.search(one.page.locator("main").inner_html())
    assert found
    one.write(code_of(found[0]), one.page.locator("[name=code]"))
    one.press(one.page.locator("main button", has_text="Set it up"))


def come_in(one: Reader, site: Site, email: str, role: str) -> None:
    """Be invited, choose a password, sign in and set up an app."""
    choose_a_password(one, invited(site, email, role))
    one.press(one.page.locator("main a", has_text="Sign in"))
    sign_in(one, email)
    set_up_an_app(one)


@every_way
def test_an_administrator_comes_in_invites_a_colleague_and_leaves(browser: Browser, site: Site, way: str) -> None:
    name = way.replace(" ", "-")
    with reader(browser, site, way=way) as one:
        come_in(one, site, f"ada.{name}@example.org", "administrator")
        spare = one.page.locator("#recovery_codes").input_value().split()[0]
        one.press(one.page.locator("aside a", has_text="Overview"))
        assert "Second factor\nset up" in one.text("main")

        one.press(one.page.locator("main a", has_text="To the office"))
        one.press(one.page.locator("#content-main a", has_text="Add"))
        one.write(f"grace.{name}@example.org", one.page.locator("[name=email]"))
        one.write("Grace Example", one.page.locator("[name=name]"))
        one.press(one.page.locator("[name=_save]"))
        assert f"grace.{name}@example.org" in one.text("#result_list")

        one.press(one.page.locator("#user-tools button", has_text="Log out"))
        one.page.goto("/office/")
        sign_in(one, f"ada.{name}@example.org")
        one.write(spare, one.page.locator("[name=code]"))
        one.press(one.page.locator("main form button[type=submit]").first)
        assert urlsplit(one.page.url).path == "/office/"

        one.page.goto("/en/account/")
        one.press(one.page.locator("aside a", has_text="Sign out"))
        one.press(one.page.locator("main button").first)
        one.page.goto("/en/account/")
        assert urlsplit(one.page.url).path == "/en/account/login/"
        assert one.elsewhere == []


def test_everyone_can_read_their_own_pages_and_the_office(browser: Browser, site: Site) -> None:
    with reader(browser, site) as one:
        come_in(one, site, "eve@example.org", "administrator")
        found: Violations = {}
        for address in (*OWN_PAGES, *OFFICE):
            # Where there are fields, axe tries inline styles, which the policy refuses and the browser tells.
            one.complaints.clear()
            one.page.goto(address)
            assert one.complaints == []
            found |= read_through(one.page, address)
        assert found == {}
        assert one.elsewhere == []


def test_everyone_can_read_what_leads_in(browser: Browser, site: Site) -> None:
    with reader(browser, site) as one:
        link = invited(site, "ida@example.org", "staff")
        one.page.goto(link)
        found = read_through(one.page, "choose a password")
        choose_a_password(one, link)
        found |= read_through(one.page, "password chosen")
        one.page.goto(link)
        found |= read_through(one.page, "the link again")
        assert "This link no longer works" in one.text("main")
        one.page.goto("/en/account/login/")
        sign_in(one, "ida@example.org")
        one.press(one.page.locator("main a", has_text="Second factor").first)
        one.press(one.page.locator("main a", has_text="Activate").first)
        found |= read_through(one.page, "password again")
        one.write(PASSWORD, one.page.locator("[name=password]"))
        one.press(one.page.locator("main button", has_text="Confirm"))
        found |= read_through(one.page, "set up an app")
        assert found == {}
