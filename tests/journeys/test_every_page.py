"""What holds of every kind of page: anyone can read it, on any screen, and nobody else hears of it."""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kiem.foundation.catalogue.networks import busiest, partners
from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, read_through, reader

PAGES = {
    "first": "/en/",
    "directory": "/en/ecosystem/",
    "search": "/en/ecosystem/?q=bio&type=company&on=2015-01-01",
    "nobody": "/en/ecosystem/?type=wizard",
    "bad question": "/en/ecosystem/?on=yesterday",
    "map": "/en/ecosystem/?view=map",
    "changes": "/en/changes/",
    "about": "/en/about/",
    "style": "/style",
    "discover": "/en/discover/",
    "connect": "/en/connect/",
    "test": "/en/test/",
    "fund": "/en/fund/",
    "fund narrowed": "/en/fund/?dilutive=no&trl=6&amount=2500000",
    "press": "/en/press/",
    "figure": "/en/press/figures/spin-offs-by-institute/",
    "figure of another day": "/en/press/figures/organisations-founded-by-year/?as_of=1999-12-31&territory=BE2",
    "published": "/en/press/published/?only=contradicted",
    "story": "/en/story/",
    "story narrowed": "/en/story/?theme=deal",
    "pathway": "/en/test/?product=ivd&file_on=2027-03-01",
    "projects": "/en/discover/projects/?year=2022",
    "figure in French": "/fr/press/figures/investment-rounds-by-year/",
    "pathway in Dutch": "/nl/test/?product=ivd&file_on=2027-03-01",
    "money in French": "/fr/fund/",
    "peers in Dutch": "/nl/rank/",
    "rank": "/en/rank/",
    "for programs": "/api/",
    "preview": "/reconcile/preview?id=register:argenx",
    "sign in": "/en/account/login/",
    "not there": "/en/nowhere/",
}
KINDS = ("organisation", "project", "event", "instrument", "pathway_step", "published_figure", "peer")
CLAIMS = {"claims": "?claims=all", "claims of a property": "?claims=name"}
CONNECTED = ("partners", "pair", "institute")
EVERY = (*PAGES, *KINDS, *CLAIMS, *CONNECTED, "organisation in French", "project in Dutch")
DIRECTORY_BYTES = 60_000


@pytest.fixture(scope="module")
def one(browser: Browser, site: Site) -> Iterator[Reader]:
    """Return a reader who goes from page to page."""
    with reader(browser, site) as one:
        yield one


def address(site: Site, name: str) -> str:
    """Return where a page of that name is."""
    if name in PAGES:
        return PAGES[name]
    if name in CLAIMS:
        return f"{site.pages['organisation']}{CLAIMS[name]}"
    if name in CONNECTED:
        return connected(site, name)
    kind, _, language = name.partition(" in ")
    code = {"": "en", "French": "fr", "Dutch": "nl"}[language]
    return site.pages[kind].replace("/en/", f"/{code}/")


def connected(site: Site, name: str) -> str:
    """Return where an organisation with partners has a page of that name."""
    one = busiest(site.catalogue, 1)[0]
    others = {"partners": "", "pair": f"{partners(site.catalogue, one.id)[0].id}/"}
    return f"/en/connect/{one.id}/{others[name]}" if name in others else f"/en/discover/institute/{one.id}/"


@pytest.mark.parametrize("name", EVERY)
def test_everyone_can_read_it_in_light_and_dark_wide_and_narrow(one: Reader, site: Site, name: str) -> None:
    one.complaints.clear()
    one.page.goto(address(site, name))
    found = read_through(one.page, name)
    assert found == {}
    # A page that is not there is answered so, and the browser says it.
    assert [said for said in one.complaints if "404" not in said and "400" not in said] == []
    assert one.elsewhere == []


def test_the_directory_is_light(browser: Browser, site: Site) -> None:
    with reader(browser, site) as newcomer:
        sizes: dict[str, int] = {}
        newcomer.page.on("response", lambda got: sizes.update({got.url: len(gzip.compress(got.body()))}))
        newcomer.page.goto("/en/ecosystem/", wait_until="networkidle")
        assert len(sizes) >= 4
        assert sum(sizes.values()) <= DIRECTORY_BYTES, sizes


def test_a_page_prints_without_what_only_a_screen_needs(one: Reader, site: Site) -> None:
    one.page.goto(site.pages["organisation"])
    one.page.emulate_media(media="print")
    hidden = [one.page.locator(name).first.is_hidden() for name in (".sections", ".choices", ".search", ".downloads")]
    one.page.emulate_media(media="screen")
    assert hidden == [True] * 4
