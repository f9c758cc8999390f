"""A reader follows the story: by theme, by organisation, from decade to decade, and to the page that says so."""

from itertools import pairwise

from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, every_way, reader, register

ENTRY = "main .timeline .entry"
EVENTS = register("timeline")


def shown(one: Reader) -> list[tuple[str, str]]:
    """Return year and title of each event, in the order of the document."""
    return list(zip(one.texts(f"{ENTRY} time"), one.texts(f"{ENTRY} .title > a:first-child"), strict=True))


def as_told(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Return year and title of the register's events, sorted."""
    return sorted((row["year"], row["title"]) for row in rows)


@every_way
def test_the_events_of_a_theme_are_those_of_the_register_the_oldest_first(
    browser: Browser, site: Site, way: str
) -> None:
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/story/")
        assert sorted(shown(one)) == as_told(EVENTS)
        one.press(one.page.locator("details.facet a", has_text="deal"))
        deals = [row for row in EVENTS if row["category"] == "deal"]
        assert sorted(shown(one)) == as_told(deals)
        assert f"{len(deals)} fit what you chose" in one.text(".lede")
        years = [int(year) for year, _ in shown(one)]
        assert all(earlier <= later for earlier, later in pairwise(years))
        assert [int(row["year"]) for row in one.take_table()] == years


@every_way
def test_the_story_of_an_organisation_is_every_event_that_names_it(browser: Browser, site: Site, way: str) -> None:
    its = [row for row in EVENTS if "vib" in row["org_slugs"].split("|")]
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/story/")
        one.select(f"Vlaams Instituut voor Biotechnologie ({len(its)})", one.page.locator("#organisation"))
        one.press(one.page.locator("main form button", has_text="Show"))
        assert sorted(shown(one)) == as_told(its)
        assert f"{len(its)} fit what you chose" in one.text(".lede")
        one.press(one.page.locator("details.facet a", has_text="institute"))
        assert sorted(shown(one)) == as_told([row for row in its if row["category"] == "institute"])
        one.press(one.page.locator("main .chosen a", has_text="Vlaams Instituut voor Biotechnologie"))
        assert sorted(shown(one)) == as_told([row for row in EVENTS if row["category"] == "institute"])


@every_way
def test_a_decade_is_one_press_away_and_counts_what_it_holds(browser: Browser, site: Site, way: str) -> None:
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/story/")
        one.open(one.page.locator("#glance summary"))
        row = one.page.locator("#glance table tr", has_text="1980\N{EN DASH}1989")
        one.press(row.locator("a"))
        assert one.page.url == f"{site.address}/en/story/#y1980"
        expect(one.page.locator("#y1980")).to_be_in_viewport()
        held = one.page.locator("section[aria-labelledby=y1980] .entry").count()
        assert held == int(row.locator("td").inner_text()) == sum(each["year"][:3] == "198" for each in EVENTS)
        assert one.complaints == []


@every_way
def test_each_event_has_its_evidence_also_on_its_own_page(browser: Browser, site: Site, way: str) -> None:
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/story/")
        pages = one.addresses(f"{ENTRY} .source a[rel]")
        assert len(pages) == one.page.locator(ENTRY).count()
        assert sorted(pages) == sorted(row["source_url"] for row in EVENTS)
        oldest = min(EVENTS, key=lambda row: int(row["year"]))
        one.press(one.page.locator(ENTRY).first.locator(".title > a:first-child"))
        expect(one.page.locator("h1")).to_have_text(oldest["title"])
        one.press(one.page.locator("dl.facts a[rel]"))
        assert one.elsewhere == [oldest["source_url"]]
