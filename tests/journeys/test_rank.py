"""A reader wants to know who is the largest, and learns what is published, for whom, and why it makes no ranking."""

from playwright.sync_api import Browser

from tests.journeys.conftest import Site
from tests.journeys.readers import Reader, every_way, number, reader, register

PEERS = register("peers")
NUMBERS = ("companies", "employees", "members", "population", "founded")
ROWS = "table:has(#peers) tbody tr"


def shown(one: Reader) -> list[tuple[str, ...]]:
    """Return the names of the peers, the areas that they speak for, and their numbers, as they stand in the table."""
    rows = [
        [cell.split("\n")[0] for cell in row.locator("th, td").all_inner_texts()]
        for row in one.page.locator(ROWS).all()
    ]
    return [(name, scope, *(bare(number) for number in numbers)) for name, scope, *numbers in rows]


def bare(words: str) -> str:
    """Return a number's digits; nothing for what is unknown."""
    return "" if words.strip() == "unknown" else str(number(words))


@every_way
def test_the_peers_stand_side_by_side_with_their_scope_and_the_reason_why_they_are_not_ranked(
    browser: Browser, site: Site, way: str
) -> None:
    told = [(row["name"], row["region"], *(row[name] for name in NUMBERS)) for row in PEERS]
    sized = [row for row in PEERS if any(row[name] for name in NUMBERS[:-1])]
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/rank/")
        assert f"For {len(sized)} of the {len(PEERS)} clusters" in one.text(".lede")
        assert "nobody can say from this who is the largest, and this page does not" in one.text(".lede")
        assert [words.split(".")[0] for words in one.texts("main h2 + ul li")] == [
            "Scopes differ",
            "Years differ",
            "Methods differ",
        ]
        assert sorted(shown(one)) == sorted(told)


@every_way
def test_the_file_is_the_table_in_the_order_and_of_the_countries_that_were_chosen(
    browser: Browser, site: Site, way: str
) -> None:
    german = [row for row in PEERS if "DE" in row["country"].split("/")]
    with reader(browser, site, way=way) as one:
        one.page.goto("/en/rank/")
        one.press(one.page.locator("details.facet a", has_text="Germany"))
        assert number(one.text("#peers")) == len(german)
        one.press(one.page.locator("table:has(#peers) thead a", has_text="Companies"))
        assert one.page.locator("th[aria-sort=descending]").inner_text().startswith("Companies")
        table = shown(one)
        assert [(row["name"], row["scope"], *(row[name] for name in NUMBERS)) for row in one.take_table()] == table
        sizes = [int(row[2]) for row in table if row[2]]
        assert sizes == sorted((int(row["companies"]) for row in german if row["companies"]), reverse=True)
        assert [row[2] for row in table[len(sizes) :]] == [""] * (len(german) - len(sizes))


def test_a_peers_name_leads_to_what_is_known_of_it(browser: Browser, site: Site) -> None:
    told = next(row for row in PEERS if row["name"] == "Medicon Valley Alliance")
    with reader(browser, site) as one:
        one.page.goto("/en/rank/")
        one.press(one.page.locator(ROWS, has_text=told["name"]).locator("th a"))
        assert one.text("h1").startswith(told["name"])
        assert one.page.locator(f'main a[href="{told["source_url"]}"], main a[href="{told["website"]}"]').count() > 0
        assert one.complaints == []
