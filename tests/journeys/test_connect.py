"""An organisation asks with whom another has worked: a drawing, a list, and the projects of a pair."""

from playwright.sync_api import Browser, expect

from tests.goals.fictitious import PARTICIPANTS, PROJECTS
from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, every_way, number, reader

UNIVERSITY, INSTITUTE = PARTICIPANTS["university"][1], PARTICIPANTS["institute"][1]


def who(project: tuple[object, ...]) -> set[str]:
    """Return the names of those who take part in a fictitious project."""
    parts = project[-1]
    assert isinstance(parts, tuple)
    return {PARTICIPANTS[part.split(":")[0]][1] for part in parts}


def open_partners(one: Reader) -> None:
    """Find the university by its name and open its partners."""
    one.page.goto("/en/connect/")
    one.write("sample univ", one.page.locator("#words"))
    one.press(one.page.locator("main form button", has_text="Find"))
    one.press(one.page.locator("main .row a", has_text=UNIVERSITY))
    expect(one.page.locator("h1")).to_have_text(f"Who has worked with {UNIVERSITY}")


@every_way
def test_the_drawing_and_the_list_hold_the_same_partners(browser: Browser, site: Site, way: str) -> None:
    its = [who(project) for project in PROJECTS if UNIVERSITY in who(project)]
    partners = set.union(*its) - {UNIVERSITY}
    with reader(browser, site, way=way) as one:
        open_partners(one)
        listed = one.page.locator("table:has(#partners) tbody tr")
        assert set(listed.locator("th a").all_inner_texts()) == partners
        assert number(one.text("#partners")) == len(partners)
        drawn = one.addresses("#circle svg.wide a")
        assert sorted(drawn) == sorted(one.addresses("table:has(#partners) td a"))
        assert sorted(one.addresses("#circle svg.narrow a")) == sorted(drawn)
        shared = {row["name"]: int(row["shared_projects"]) for row in one.take_table()}
        assert shared == {name: sum(name in those for those in its) for name in partners}
        assert one.page.locator("#circle svg.wide path.tie").count() == len(partners)


@every_way
def test_a_pair_shows_the_projects_of_both_and_who_says_so(browser: Browser, site: Site, way: str) -> None:
    both = [project[1] for project in PROJECTS if {UNIVERSITY, INSTITUTE} <= who(project)]
    with reader(browser, site, way=way) as one:
        open_partners(one)
        row = one.page.locator("table:has(#partners) tbody tr", has_text=INSTITUTE)
        told = number(row.locator("td a").inner_text())
        one.press(row.locator("td a"))
        expect(one.page.locator("h1")).to_have_text(f"{UNIVERSITY} and {INSTITUTE}")
        projects = one.page.locator("table:has(#projects) tbody tr")
        assert sorted(projects.locator("th a:first-child").all_inner_texts()) == sorted(both)
        assert len(both) == told == number(one.text(".lede"))
        enzymes = projects.filter(has_text="Imaginary enzymes")
        cells = [cell.splitlines() for cell in enzymes.locator("td").all_inner_texts()[1:]]
        assert cells == [["participant, €50,000", "affiliated party, unknown"], ["coordinator, €60,000"]]


@every_way
def test_the_drawing_leads_to_the_pair(browser: Browser, site: Site, way: str) -> None:
    with reader(browser, site, way=way) as one:
        open_partners(one)
        one.press(one.page.locator("#circle svg.wide a", has_text="FAR FICTIONS SA"))
        expect(one.page.locator("h1")).to_have_text(f"{UNIVERSITY} and FAR FICTIONS SA")
        assert one.complaints == []
