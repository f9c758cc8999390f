"""A newcomer looks for an organisation, asks who says so, and follows to the source."""

import csv

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import INSTANCE
from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, reader


@pytest.fixture(scope="module")
def source() -> str:
    """Return the page that the register names for Ablynx."""
    with (INSTANCE / "register/organisations.csv").open(newline="") as opened:
        return next(row["source_url"] for row in csv.DictReader(opened) if row["slug"] == "ablynx")


def test_by_mouse(browser: Browser, site: Site, source: str) -> None:
    with reader(browser, site) as one:
        one.page.goto("/en/")
        one.page.locator("#q").click()
        one.page.locator("#q").press_sequentially("ablyn")
        one.page.locator("#suggestions a", has_text="Ablynx").first.click()
        expect(one.page.locator("h1")).to_have_text("Ablynx")
        one.page.locator('a.claim[href="?claims=name#claims"]').click()
        expect(one.page.locator("#panel")).to_be_visible()
        one.page.locator("#panel a", has_text=source[:30]).first.click()
        assert one.elsewhere == [source]
        assert one.complaints == []


def test_by_keyboard_alone(browser: Browser, site: Site, source: str) -> None:
    with reader(browser, site) as one:
        keys = one.page.keyboard
        one.page.goto("/en/")
        keys.press("Tab")
        assert focused(one) == "Skip to the content"
        keys.press("/")
        keys.type("ablynx")
        expect(one.page.locator("#suggestions a")).not_to_have_count(0)
        keys.press("ArrowDown")
        keys.press("Enter")
        expect(one.page.locator("h1")).to_have_text("Ablynx")
        tab_to(one, "Who says so: name")
        keys.press("Enter")
        expect(one.page.locator("#panel")).to_be_visible()
        tab_to(one, source[:30])
        keys.press("Escape")
        expect(one.page.locator("#panel")).to_be_hidden()
        assert focused(one).startswith("Who says so: name")
        tab_to(one, "Who says so: name", back=True)


def test_without_script(browser: Browser, site: Site, source: str) -> None:
    with reader(browser, site, script=False) as one:
        one.page.goto("/en/")
        one.page.locator("#q").fill("ablynx")
        one.page.locator("#q").press("Enter")
        one.page.locator("main .row a", has_text="Ablynx").first.click()
        one.page.locator('a.claim[href="?claims=name#claims"]').click()
        assert one.page.url.endswith("?claims=name#claims")
        one.page.locator("#claims a", has_text=source[:30]).first.click()
        assert one.elsewhere == [source]


def test_suggestions_come_as_one_types_and_go_with_escape(browser: Browser, site: Site) -> None:
    with reader(browser, site) as one:
        one.page.goto("/nl/ecosystem/")
        one.page.locator("#q").press_sequentially("galapa")
        expect(one.page.locator("#suggestions a").first).to_contain_text("Galapagos")
        one.page.keyboard.press("Escape")
        expect(one.page.locator("#suggestions")).to_be_hidden()
        one.page.locator("#q").fill("zzzzqqqq")
        one.page.wait_for_timeout(400)
        expect(one.page.locator("#suggestions")).to_be_hidden()
        assert one.complaints == []


def test_a_word_with_a_slip_still_finds(browser: Browser, site: Site) -> None:
    with reader(browser, site, script=False) as one:
        one.page.goto("/fr/")
        one.page.locator("#q").fill("galapgos")
        one.page.locator("#q").press("Enter")
        expect(one.page.locator("main .row .title a").first).to_have_text("Galapagos")


def focused(one: Reader) -> str:
    """Return the name of what has the focus."""
    found: str = one.page.evaluate(
        "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText.trim()"
    )
    return found


def tab_to(one: Reader, name: str, *, back: bool = False) -> None:
    """Press the tabulator until something of that name has the focus."""
    for _ in range(120):
        if focused(one).startswith(name):
            return
        one.page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"the tabulator does not lead to {name}")
