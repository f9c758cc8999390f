"""A reader narrows the ecosystem down, sees how many are left, and takes them along."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, number, reader


def choose(page: Page, facet: str, choice: str) -> int:
    """Choose a value of a facet; returns the count that stood beside it."""
    if page.locator("summary", has_text="Narrow the list").is_visible():
        page.locator("summary", has_text="Narrow the list").click()
    block = page.locator("details.facet", has=page.locator(f"summary:text-is('{facet}')"))
    if block.get_attribute("open") is None:
        block.locator("summary").click()
    link = block.locator("a", has_text=choice).first
    told = number(link.locator(".num").inner_text())
    link.click()
    page.wait_for_load_state()
    return told


def shown(one: Reader) -> int:
    """Return how many organisations the page says that it found."""
    return number(one.text("#count"))


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("wide", [True, False])
def test_a_count_beside_a_choice_is_what_it_leads_to_and_what_the_file_holds(
    browser: Browser, site: Site, *, script: bool, wide: bool
) -> None:
    with reader(browser, site, script=script, wide=wide) as one:
        one.page.goto("/en/ecosystem/")
        assert choose(one.page, "Kind", "companies") == shown(one)
        assert choose(one.page, "Region", "Flanders") == shown(one)
        one.page.locator("#on").fill("2015-01-01")
        one.page.locator("main button", has_text="Search").click()
        one.page.wait_for_load_state()
        found = shown(one)
        assert "known to be there on 1 January 2015" in one.text("#count")
        assert one.page.locator(".chosen li").count() == 3
        with one.page.expect_download() as taken:
            one.page.locator(".downloads a", has_text="CSV").click()
        rows = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text())))
        assert len(rows) == found > 0
        assert {(row["type"], row["region"]) for row in rows} == {("company", "flanders")}


def test_what_was_chosen_can_be_taken_away_again(browser: Browser, site: Site) -> None:
    with reader(browser, site) as one:
        one.page.goto("/en/ecosystem/")
        everyone = shown(one)
        choose(one.page, "Kind", "universities")
        one.page.locator(".chosen a", has_text="Kind: universities").click()
        assert shown(one) == everyone


def test_the_map_shows_what_the_list_shows(browser: Browser, site: Site) -> None:
    with reader(browser, site) as one:
        one.page.goto("/en/ecosystem/?type=university")
        found = shown(one)
        one.page.locator("main .tabs a", has_text="Map").click()
        assert shown(one) == found
        assert one.page.locator("svg.plot circle").count() > 0
        assert one.page.locator(".chosen").count() == 1


def test_the_language_changes_and_the_page_stays(browser: Browser, site: Site) -> None:
    with reader(browser, site, script=False) as one:
        one.page.goto("/en/ecosystem/?type=company&page=2")
        names = one.page.locator("main .row .title").all_inner_texts()
        one.page.locator(".choices a[lang=nl]").click()
        assert one.page.url == f"{site.address}/nl/ecosystem/?type=company&page=2"
        assert one.page.locator("main .row .title").all_inner_texts() == names
        assert one.page.locator("html").get_attribute("lang") == "nl"


@pytest.mark.parametrize("script", [True, False])
def test_the_dark_stays_dark_and_the_page_stays(browser: Browser, site: Site, *, script: bool) -> None:
    with reader(browser, site, script=script) as one:
        one.page.goto("/fr/ecosystem/?type=company")
        one.page.locator("button[name=theme][value=dark]").click()
        one.page.wait_for_load_state()
        assert one.page.url == f"{site.address}/fr/ecosystem/?type=company"
        assert one.page.locator("html").get_attribute("data-theme") == "dark"
        one.page.locator("main .row .title a").first.click()
        assert one.page.locator("html").get_attribute("data-theme") == "dark"
