"""A reader goes from an institute to its spin-offs and their owners, and from a project to who takes part and why."""

import pytest
from playwright.sync_api import Browser, expect

from tests.goals.fictitious import PARTICIPANTS, PROJECTS
from tests.journeys.conftest import Site
from tests.journeys.readers import every_way, number, reader, register

VIB = "Vlaams Instituut voor Biotechnologie"
FISH = PROJECTS[0]


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """Return the names of the register's organisations by their slug."""
    return {row["slug"]: row["name"] for row in register("organisations")}


@every_way
def test_an_institute_leads_to_its_spin_offs_and_those_to_their_owners(
    browser: Browser, site: Site, names: dict[str, str], way: str
) -> None:
    ties = register("relations")
    its = {tie["subject_slug"] for tie in ties if (tie["relation"], tie["object_slug"]) == ("spin_off_of", "vib")}
    bought = {tie["object_slug"] for tie in ties if tie["relation"] == "acquired"} & its
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/discover/")
        row = one.page.get_by_role("region", name="Universities and institutes").get_by_role("row").filter(has_text=VIB)
        assert [int(cell) for cell in row.locator("td").all_inner_texts()][:1] == [len(its)]
        assert int(row.locator("td").nth(2).inner_text()) == len(bought)
        one.press(row.locator("th a"))
        expect(one.page.locator("h1")).to_have_text(f"What came out of {VIB}")
        companies = one.page.locator("table:has(#spin-offs) tbody tr")
        assert sorted(companies.locator("th").all_inner_texts()) == sorted(names[slug] for slug in its)
        ablynx = companies.filter(has=one.page.get_by_role("link", name="Ablynx", exact=True))
        assert "Sanofi 2018" in " ".join(ablynx.locator("td").nth(2).inner_text().split())
        one.press(ablynx.get_by_role("link", name="Sanofi", exact=True))
        expect(one.page.locator("h1")).to_have_text("Sanofi")
        assert one.complaints == []


def test_the_spin_offs_of_the_page_are_those_of_the_file_and_of_the_register(
    browser: Browser, site: Site, names: dict[str, str]
) -> None:
    its = {names[tie["subject_slug"]] for tie in register("relations") if tie["relation"] == "spin_off_of"}
    with reader(browser, site) as one:
        one.page.goto("/en/discover/")
        shown = one.texts("table:has(#spin-offs) tbody th")
        rows = one.take_table()
        assert [row["name"] for row in rows] == shown
        assert len(shown) == len(its) == number(one.text(".lede"))
        assert set(shown) == its


@every_way
def test_a_project_names_its_participants_and_its_topic(browser: Browser, site: Site, way: str) -> None:
    who = {PARTICIPANTS[part.split(":")[0]][1] for part in FISH[-1]}
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/discover/")
        one.press(one.page.get_by_role("link", name="EU projects, by topic and participant"))
        one.write("vaccines", one.page.locator("#words"))
        one.press(one.page.locator("main form button", has_text="Search"))
        assert number(one.text("#count")) == 1
        one.press(one.page.get_by_role("link", name=FISH[1]))
        assert FISH[1] in one.text("h1")
        assert set(one.texts("table:has(#taking) tbody th a")) == who
        assert "EXAMPLE-TOPIC An example" in one.text("dl.facts")
        one.press(one.page.locator("table:has(#taking) a", has_text="SAMPLE UNIVERSITY"))
        expect(one.page.locator("h1")).to_contain_text("SAMPLE UNIVERSITY")


@every_way
def test_a_field_of_science_keeps_the_projects_that_have_it(browser: Browser, site: Site, way: str) -> None:
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/discover/projects/")
        choice = one.page.locator("details.facet a", has_text="biological sciences")
        told = number(choice.locator(".num").inner_text())
        one.press(choice)
        shown = one.texts("main .row .title a")
        assert shown == [project[1] for project in reversed(PROJECTS[:2])]
        assert len(shown) == told == number(one.text("#count"))
        assert [row["name"] for row in one.take_table()] == shown
