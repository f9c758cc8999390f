"""A data steward answers the questions of a release, by mouse, by keyboard and without script, and takes it back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kiem.flow.entities import Judgements
from kiem.flow.releases import Shelf
from kiem.foundation.catalogue import Catalogue
from tests.foundation.stewardship.doubtful import BUSY, ONE, QUIET, make_doubtful_house
from tests.journeys.conftest import Site, served
from tests.journeys.readers import WITHOUT_SCRIPT, Reader, Violations, every_way, read_through, reader
from tests.journeys.test_account import come_in

PAIRS = {name: f"/steward/{pair[0]}/{pair[1]}/" for name, pair in (("busy", BUSY), ("quiet", QUIET), ("one", ONE))}


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a release with two open questions."""
    home = make_doubtful_house(tmp_path_factory.mktemp("doubtful-site"), tmp_path_factory.mktemp("doubtful-given"))
    with served(home, {}) as (address, environment):
        yield Site(address, Catalogue(Shelf(home / "releases").folder(1)), {}, environment)


def verdicts(site: Site) -> list[str]:
    """Return what the next build will follow."""
    return [one.verdict for one in Judgements.of(site.catalogue.folder.parent.parent).standing()]


def enter(one: Reader, site: Site, email: str) -> None:
    """Come in as a steward and go to the questions."""
    come_in(one, site, email, "steward")
    one.press(one.page.locator("aside a", has_text="Overview"))
    one.press(one.page.locator("main a", has_text="To the questions of who is who"))


@every_way
def test_a_steward_answers_sees_the_next_pair_and_takes_back(browser: Browser, doubtful: Site, way: str) -> None:
    with reader(browser, doubtful, way=way, wide=way != WITHOUT_SCRIPT) as one:
        enter(one, doubtful, f"steward.{way.replace(' ', '-')}@example.org")
        one.press(one.page.locator("main a", has_text="Start with the first"))
        assert one.page.url.endswith(PAIRS["busy"])

        one.press(one.page.locator("button", has_text="Not the same"))
        assert PAIRS["quiet"] in one.page.url
        assert "Kept: not the same" in one.text("main")
        assert verdicts(doubtful) == ["different"]

        one.press(one.page.locator("button", has_text="Take back"))
        assert one.page.url.endswith(PAIRS["busy"])
        assert verdicts(doubtful) == []

        one.press(one.page.locator(".crumbs a", has_text="Who is who"))
        one.write(ONE[1], one.page.locator("[name=left]"))
        one.write(ONE[0], one.page.locator("[name=right]"))
        one.press(one.page.locator("button", has_text="Compare them"))
        assert "both records are one thing" in one.text("main")
        one.press(one.page.locator("button", has_text="Not the same"))
        assert "It waits for the next build." in one.text("main")
        one.press(one.page.locator("main a", has_text="To what is open"))
        one.press(one.page.locator("main .tabs a", has_text="Decided"))
        one.press(one.page.locator("button", has_text="Take back"))
        assert "Nothing is decided" in one.text("main")
        assert one.complaints == []


def test_a_steward_decides_with_one_key_and_can_switch_the_keys_off(browser: Browser, doubtful: Site) -> None:
    with reader(browser, doubtful) as one:
        enter(one, doubtful, "keys@example.org")
        one.page.goto(f"/en{PAIRS['busy']}")
        with one.page.expect_navigation():
            one.page.keyboard.press("s")
        assert PAIRS["quiet"] in one.page.url
        assert verdicts(doubtful) == ["same"]
        with one.page.expect_navigation():
            one.page.keyboard.press("z")
        assert verdicts(doubtful) == []

        one.page.locator("summary", has_text="Give a reason").click()
        one.page.locator("#reason").press_sequentially("sun")
        one.page.locator("#keys").uncheck()
        one.page.keyboard.press("n")
        one.page.reload()
        one.page.keyboard.press("n")

        assert not one.page.locator("#keys").is_checked()
        assert one.page.url.endswith(PAIRS["busy"])
        assert verdicts(doubtful) == []


def test_the_pages_of_the_stewards_can_be_read_by_everyone(browser: Browser, doubtful: Site) -> None:
    found: Violations = {}
    with reader(browser, doubtful) as one:
        enter(one, doubtful, "axe@example.org")
        for name, address in {
            "queue": "/en/steward/",
            "pair": f"/nl{PAIRS['busy']}",
            "one": f"/fr{PAIRS['one']}",
        }.items():
            one.page.goto(address)
            found |= read_through(one.page, name)
        one.page.goto(f"/en{PAIRS['busy']}")
        one.press(one.page.locator("button", has_text="Unsure"))
        found |= read_through(one.page, "after an answer")
        one.page.goto(f"/en{PAIRS['busy']}")
        one.press(one.page.locator("button", has_text="Not the same"))
        one.page.goto("/en/steward/decided/")
        found |= read_through(one.page, "decided")
        one.page.goto("/en/steward/ror:nothing/pic:nothing/")
        found |= read_through(one.page, "no pair")
        assert found == {}


def test_the_answers_are_large_and_in_reach_of_a_thumb(browser: Browser, doubtful: Site) -> None:
    with reader(browser, doubtful, wide=False) as one:
        enter(one, doubtful, "thumb@example.org")
        one.page.goto(f"/en{PAIRS['quiet']}")
        boxes = [button.bounding_box() for button in one.page.locator(".answers button").all()]
        assert len(boxes) == 3
        assert all(box and box["height"] >= 48 and box["width"] >= 96 and 600 < box["y"] < 800 for box in boxes)
