"""What holds of every page: headers, no inline script or style, nothing kept of a reader."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from kiem.foundation.accounts.roles import Role
from tests.foundation.accounts.people import reader
from tests.web.addresses import address
from tests.web.test_access import NEEDED

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SAID = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = {
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    *(f"{what} 'self'" for what in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")),
}
# Data for a script of ours stands in the page as application/json, which no browser runs.
INLINE = re.compile(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*(\ssrc=|type=\"application/(ld\+)?json\"))|javascript:")
# Asking the database is what it is for.
HEALTH = "healthz"
PUBLIC = [
    route for route, needed in NEEDED.items() if needed == "public" and "account/" not in route and route != HEALTH
]


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_every_answer_says_what_a_browser_may_do(role: Role | None) -> None:
    client = reader(role)
    for route in NEEDED:
        response = client.get(address(route))
        assert SAID.items() <= dict(response.headers).items(), route
        assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY, route
        assert "camera=()" in response.headers["Permissions-Policy"], route
        assert len(response.headers["X-Request-Id"]) == 32, route


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
@pytest.mark.usefixtures("catalogue")
def test_no_page_has_script_or_style_inside_that_the_policy_would_refuse(role: Role | None) -> None:
    client = reader(role)
    found = {
        route: INLINE.findall(page)
        for route in NEEDED
        if "text/html" in (answer := client.get(address(route), follow=True)).headers.get("Content-Type", "")
        and INLINE.search(page := answer.content.decode())
    }
    assert found == {}


@pytest.mark.usefixtures("catalogue")
def test_a_public_page_costs_no_query_and_leaves_no_cookie(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for route in PUBLIC:
        client = Client(raise_request_exception=False)
        with django_assert_num_queries(0, info=route):
            response = client.get(address(route))
        assert not response.cookies, route
        assert "private" not in response.headers.get("Cache-Control", ""), route


def test_a_page_that_was_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get("/style")
    again = client.get("/style", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert "Cookie" in first.headers["Vary"]


def test_a_page_for_one_person_is_kept_by_nobody_else() -> None:
    assert "private" in reader(Role.MEMBER).get("/en/account/").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "cookie", "there"),
    [("nl-BE,nl;q=0.9", "", "/nl/"), ("fr", "", "/fr/"), ("de", "", "/en/"), ("fr", "nl", "/nl/"), ("", "", "/en/")],
)
def test_the_way_in_leads_to_the_readers_language(client: Client, asked: str, cookie: str, there: str) -> None:
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get("/", headers={"Accept-Language": asked})
    assert (response.status_code, response.headers["Location"]) == (302, there)
    assert "Accept-Language" in response.headers["Vary"]


def test_the_house_answers_for_its_health(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_robots_are_led_to_the_map_and_away_from_what_is_private(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /office/", "Disallow: /nl/account/", "Sitemap: http://testserver/sitemap.xml"} <= set(lines)


def test_without_a_release_a_page_says_so_and_when_to_come_back() -> None:
    response = Client().get("/en/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "first release is being made" in response.content.decode()


def test_an_address_that_leads_nowhere_is_said_in_the_look_of_the_site(client: Client) -> None:
    response = client.get("/en/nowhere/at/all")
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_the_look_of_the_site() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/account/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "not open to you" in response.content.decode()


def test_tls_is_asked_for_where_the_site_has_it(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 3600
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert Client().get("/style").headers["Location"] == "https://testserver/style"
    assert Client().get("/healthz").status_code == 200
    over_tls = Client().get("/style", headers={"X-Forwarded-Proto": "https"})
    assert over_tls.headers["Strict-Transport-Security"] == "max-age=3600"
