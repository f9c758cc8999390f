"""The design system in a real browser: no finding of axe, no sideways scroll, keys and panel work."""

from collections.abc import Iterator
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import Settings

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAPERS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a test's log is its assertion."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def site(look: Settings) -> Iterator[str]:
    """Serve the style guide on a free port of this machine."""
    look.DEBUG = True
    look.ALLOWED_HOSTS = ["127.0.0.1"]
    server = make_server(
        "127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), server_class=_Server, handler_class=_Quiet
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _opened(browser: Browser, address: str, width: int = 1280, scheme: str = "light", script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize(("width", "scheme"), PAPERS)
def test_axe_finds_nothing_on_the_style_guide(chromium: Browser, site: str, width: int, scheme: str) -> None:
    page = _opened(chromium, f"{site}/style?sector=agro", width, scheme)
    found = Axe().run(page, options={"runOnly": RULES}).response
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []
    assert len(found["passes"]) > 30
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), PAPERS)
@pytest.mark.parametrize("address", ["/nothing/here", "/refused", "/busy"])
def test_axe_finds_nothing_on_an_error(chromium: Browser, site: str, address: str, width: int, scheme: str) -> None:
    page = _opened(chromium, site + address, width, scheme)
    found = Axe().run(page, options={"runOnly": RULES}).response
    assert [one["id"] for one in found["violations"]] == []
    page.context.close()


def test_a_phone_never_scrolls_sideways(chromium: Browser, site: str) -> None:
    page = _opened(chromium, f"{site}/style", 320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.context.close()


def test_the_slash_key_goes_to_search_and_arrows_walk_the_suggestions(chromium: Browser, site: str) -> None:
    page = _opened(chromium, f"{site}/style")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("exa")
    page.wait_for_selector("#suggestions a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Example Therapeutics"
    page.keyboard.press("Escape")
    assert page.evaluate("[document.activeElement.id, document.getElementById('suggestions').children.length]") == [
        "q",
        0,
    ]
    page.context.close()


def test_a_claim_mark_opens_the_claims_in_a_panel_and_closes_by_key(chromium: Browser, site: str) -> None:
    page = _opened(chromium, f"{site}/style")
    page.locator("main .figure a.claim").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    assert "Who says so" in page.locator("dialog[open]").inner_text()
    found = Axe().run(page, options={"runOnly": RULES}).response
    assert [one["id"] for one in found["violations"]] == []
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.context.close()


def test_without_script_a_claim_mark_leads_to_the_claims_and_a_theme_can_be_chosen(
    chromium: Browser, site: str
) -> None:
    page = _opened(chromium, f"{site}/style", script=False)
    page.locator("main p a.claim").first.click()
    assert page.url.endswith("/style?claims=founded#claims")
    page.get_by_role("button", name="Dark").click()
    assert page.url.endswith("/style?claims=founded")
    assert page.locator("html[data-theme=dark]").count() == 1
    page.context.close()


def test_without_script_the_facets_open_on_a_phone(chromium: Browser, site: str) -> None:
    page = _opened(chromium, f"{site}/style", 390, script=False)
    assert not page.get_by_role("link", name="Health 412").is_visible()
    page.get_by_text("Narrow the list").click()
    page.get_by_role("link", name="Health 412").click()
    assert page.url.endswith("?sector=health")
    page.context.close()
