"""A founder looks for money: what does not cost shares, fits the technology's readiness, and is large enough."""

from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, every_way, number, reader, register

INSTRUMENTS = register("funding_instruments")
OLD = "check with the provider before you count on it"


def fits(row: dict[str, str], low: str, high: str, wanted: int) -> bool:
    """Return whether a row states a range that holds what is wanted; an end that it leaves open holds everything."""
    stated = row[low] or row[high]
    return bool(stated) and int(row[low] or 0) <= wanted <= int(row[high] or wanted)


def shown(one: Reader) -> list[str]:
    """Return the names of the instruments on the page."""
    return one.texts("main .row .title > a:first-child")


@every_way
def test_what_is_left_is_not_dilutive_and_fits_the_level_and_the_amount(browser: Browser, site: Site, way: str) -> None:
    free = [row for row in INSTRUMENTS if row["dilutive"] == "no"]
    level = [row for row in free if fits(row, "trl_min", "trl_max", 6)]
    both = [row for row in level if fits(row, "amount_min_eur", "amount_max_eur", 2_500_000)]
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/fund/")
        assert number(one.text("#count")) == len(INSTRUMENTS)
        one.press(one.page.locator("details.facet a", has_text="no, not dilutive"))
        assert number(one.text("#count")) == len(free)
        one.select("6", one.page.locator("#id_trl"))
        one.press(one.page.locator("main form button", has_text="Search"))
        assert number(one.text("#count")) == len(level)
        one.write("2500000", one.page.locator("#id_amount"))
        one.press(one.page.locator("main form button", has_text="Search"))
        assert number(one.text("#count")) == len(both) > 0
        assert sorted(shown(one)) == sorted(row["name"] for row in both)
        assert one.page.locator(".chosen li", has_text="not dilutive").count() == 1
        rows = one.take_table()
    assert sorted(row["name"] for row in rows) == sorted(row["name"] for row in both)
    assert {row["dilutive"] for row in rows} == {"no"}
    assert all(int(row["trl_min"]) <= 6 <= int(row["trl_max"]) for row in rows)


@every_way
def test_a_spin_off_in_flanders_finds_what_is_for_it_there_in_its_country_and_in_europe(
    browser: Browser, site: Site, way: str
) -> None:
    fitting = [row for row in INSTRUMENTS if "spinoff" in row["for_whom"] and row["region"] in {"flanders", "BE", "EU"}]
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/fund/")
        one.press(one.page.locator("details.facet a", has_text="spin-offs of an institute"))
        one.press(one.page.locator("details.facet a", has_text="Flanders"))
        assert number(one.text("#count")) == len(fitting) > 0
        assert sorted(shown(one)) == sorted(row["name"] for row in fitting)
        rows = one.take_table()
    assert all("spinoff" in row["audience"].split("|") for row in rows)


@every_way
def test_who_states_no_amount_is_left_out_counted_and_can_be_shown(browser: Browser, site: Site, way: str) -> None:
    stating = [row for row in INSTRUMENTS if fits(row, "amount_min_eur", "amount_max_eur", 200_000)]
    silent = [row for row in INSTRUMENTS if not row["amount_min_eur"] and not row["amount_max_eur"]]
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/fund/")
        one.write("200000", one.page.locator("#id_amount"))
        one.press(one.page.locator("main form button", has_text="Search"))
        assert number(one.text("#count")) == len(stating)
        assert f"{len(silent)} more are left out" in one.text("main .notice")
        one.press(one.page.get_by_role("link", name="Show them as well"))
        assert number(one.text("#count")) == len(stating) + len(silent)


@every_way
def test_an_old_amount_warns_in_the_list_and_on_its_page(browser: Browser, site: Site, way: str) -> None:
    told = next(row for row in INSTRUMENTS if row["name"] == "Fund+")
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/fund/?amount=3000000")
        row = one.page.locator("main .row", has=one.page.get_by_role("link", name="Fund+", exact=True))
        assert f"What is said here is of {told['as_of']}: {OLD}" in row.inner_text()
        one.press(row.get_by_role("link", name="Fund+", exact=True))
        expect(one.page.locator("h1")).to_have_text("Fund+")
        assert f"What is said here is of {told['as_of']}: {OLD}" in one.text("main .notice")
        assert one.complaints == []


def test_every_amount_of_more_than_two_years_ago_warns_and_no_recent_one_does(browser: Browser, site: Site) -> None:
    stated = [row for row in INSTRUMENTS if row["source_checked"] == "yes" and row["as_of"] and row["amount_max_eur"]]
    released = site.catalogue.release.date.year
    with reader(browser, site) as one:
        warned = set()
        for page in (1, 2, 3):
            one.page.goto(f"/en/fund/?page={page}")
            warned |= set(
                one.page.locator("main .row", has_text="What is said here is of")
                .locator(".title > a:first-child")
                .all_inner_texts()
            )
    old = {row["name"] for row in stated if int(row["as_of"]) < released - 2}
    assert old <= warned
    assert warned.isdisjoint(row["name"] for row in stated if row["name"] not in old)
