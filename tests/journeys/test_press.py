"""A journalist takes a figure: what it rests on, its table, and what others have published beside it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, every_way, number, reader, register

FIGURE = "Spin-offs by institute"
VIB = "Vlaams Instituut voor Biotechnologie"
BESIDE = {"spinoffs_total", "spinoffs_since_2000", "vib_spinoffs"}


@pytest.fixture(scope="module")
def spin_offs() -> set[str]:
    """Return the names of the spin-offs of VIB that the register names."""
    names = {row["slug"]: row["name"] for row in register("organisations")}
    ties = [(row["relation"], row["object_slug"], row["subject_slug"]) for row in register("relations")]
    return {names[subject] for relation, parent, subject in ties if (relation, parent) == ("spin_off_of", "vib")}


def open_figure(one: Reader) -> int:
    """Open the figure from the list of figures; returns the value that stands at its head."""
    one.page.goto("/en/press/")
    one.press(one.page.locator("section.figure a", has_text=FIGURE))
    expect(one.page.locator("h1")).to_have_text(FIGURE)
    return number(one.text(".figure .value"))


@every_way
def test_the_claims_of_a_part_name_the_companies_that_were_counted(
    browser: Browser, site: Site, spin_offs: set[str], way: str
) -> None:
    with reader(browser, site, way=way) as one:
        open_figure(one)
        row = one.page.get_by_role("row").filter(has_text=f"claims of {VIB}")
        counted, claims = number(row.locator("td").first.inner_text()), number(row.locator("a").inner_text())
        one.press(row.locator("a"))
        assert one.page.url.endswith("#claims")
        assert number(one.text("#claims p")) == claims == one.page.locator("#claims tbody tr").count()
        assert set(one.texts("#claims tbody th")) == spin_offs
        assert counted == len(spin_offs)
        assert one.complaints == []


@every_way
def test_the_rows_of_the_file_add_up_to_the_figure_and_are_those_of_the_page(
    browser: Browser, site: Site, way: str
) -> None:
    with reader(browser, site, way=way) as one:
        value = open_figure(one)
        parts = one.page.get_by_role("region", name="Part by part")
        shown = dict(
            zip(parts.locator("tbody th").all_inner_texts(), parts.locator("td:nth-of-type(1)").all(), strict=True)
        )
        *rows, whole = one.take_table()
        assert {row["label"]: int(row["value"]) for row in rows} == {
            name: number(cell.inner_text()) for name, cell in shown.items()
        }
        assert sum(int(row["value"]) for row in rows) == int(whole["value"]) == value
        assert number(one.text("#claims p")) == int(whole["claims"])


@every_way
def test_a_published_figure_that_contradicts_ours_stands_beside_it_with_its_source(
    browser: Browser, site: Site, way: str
) -> None:
    theirs = [row for row in register("ecosystem_figures") if row["indicator"] in BESIDE]
    with reader(browser, site, way=way) as one:
        open_figure(one)
        rows = one.page.get_by_role("region", name="Published by others").locator("tbody tr")
        found = [
            (number(row.locator("td").first.inner_text()), row.locator("td a[rel]").get_attribute("href"))
            for row in rows.all()
        ]
        assert sorted(found, key=str) == sorted(((int(row["value"]), row["source_url"]) for row in theirs), key=str)
        most = max(theirs, key=lambda row: (row["scope"] == "vib", row["year"]))
        one.press(rows.filter(has_text=most["quote_short"]).locator("td a[rel]"))
        assert one.elsewhere == [most["source_url"]]


@every_way
def test_what_is_hard_to_square_can_be_seen_alone_and_each_says_with_what(
    browser: Browser, site: Site, way: str
) -> None:
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/press/published/")
        told = one.page.locator(".lede").inner_text()
        one.press(one.page.get_by_role("link", name="Only those that are hard to square with another"))
        assert f"{len(register('ecosystem_figures'))} figures" in told
        rows = one.page.locator("main tbody tr").all()
        assert f"{len(rows)} of them are hard to square" in told
        assert [
            row
            for row in rows
            if not row.get_by_text("Hard to square with").or_(row.get_by_text("Another page says")).count()
        ] == []
        assert len(one.take_table()) == len(rows)
