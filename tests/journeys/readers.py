"""Readers of the site: by what means they read, what they do there, and what their browser asked for."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request

from tests.conftest import INSTANCE
from tests.journeys.conftest import Site

DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
KEYBOARD, WITHOUT_SCRIPT = "by keyboard alone", "without script"
every_way = pytest.mark.parametrize("way", ["by mouse", KEYBOARD, WITHOUT_SCRIPT])
MOST_ROUNDS = 60
Violations = dict[str, list[object]]
# How often the tabulator must about be pressed to come from where the focus is to an element; back is negative.
STEPS = """goal => {
    const can = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const all = [...document.querySelectorAll(can)].filter(one => one.checkVisibility());
    return all.indexOf(goal) - all.indexOf(document.activeElement);
}"""


@dataclass(slots=True)
class Reader:
    """A page in a browser, what it asked for elsewhere, what went wrong in it, and whether hands leave the keyboard."""

    page: Page
    keyboard_alone: bool = False
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        """Return what stands in an element."""
        return self.page.locator(selector).first.inner_text()

    def texts(self, selector: str) -> list[str]:
        """Return what stands in each such element, in the order of the document."""
        return self.page.locator(selector).all_inner_texts()

    def addresses(self, selector: str) -> list[str]:
        """Return where each such link leads, in the order of the document."""
        found: list[str] = self.page.locator(selector).evaluate_all(
            "links => links.map(one => one.getAttribute('href'))"
        )
        return found

    def press(self, what: Locator) -> None:
        """Press a link or a button that leads to another page or another place on it."""
        if self.keyboard_alone:
            self.reach(what)
        with self.page.expect_event("framenavigated"):
            self.strike(what)
        self.page.wait_for_load_state()

    def open(self, head: Locator) -> None:
        """Open what a head hides."""
        if self.keyboard_alone:
            self.reach(head)
        self.strike(head)

    def strike(self, what: Locator) -> None:
        """Press what has the focus by keyboard, or click it."""
        if self.keyboard_alone:
            self.page.keyboard.press("Enter")
        else:
            what.click()

    def write(self, words: str, what: Locator) -> None:
        """Write into a field that is empty, or that the words replace."""
        if self.keyboard_alone:
            self.reach(what)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(words)
        else:
            what.fill(words)

    def select(self, choice: str, what: Locator) -> None:
        """Choose from a list by what is read there; the choices begin differently."""
        if self.keyboard_alone:
            self.reach(what)
            self.page.keyboard.type(choice)
        else:
            what.select_option(label=choice)

    def reach(self, what: Locator) -> None:
        """Press the tabulator until this one has the focus."""
        goal = what.element_handle()
        for _ in range(MOST_ROUNDS):
            steps: int = goal.evaluate(STEPS)
            if steps == 0:
                return
            # What can have the focus is only estimated, so come near first.
            for _ in range(max(1, abs(steps) * 3 // 4)):
                self.page.keyboard.press("Tab" if steps > 0 else "Shift+Tab")
        pytest.fail(f"the tabulator does not lead to {what}")

    def take(self, what: Locator) -> Path:
        """Press a link that gives a file; returns the file."""
        if self.keyboard_alone:
            self.reach(what)
        with self.page.expect_download() as taken:
            self.strike(what)
        return Path(taken.value.path())

    def take_table(self) -> list[dict[str, str]]:
        """Take the page's CSV along; returns its rows."""
        return list(
            csv.DictReader(io.StringIO(self.take(self.page.locator(".downloads a", has_text="CSV")).read_text()))
        )


def number(text: str) -> int:
    """Return the first number in a text."""
    found = re.search(r"\d[\d.,]*", text)
    assert found, text
    return int(re.sub(r"\D", "", found[0]))


def register(table: str) -> list[dict[str, str]]:
    """Return the rows of one of the register's tables, as they are committed."""
    with (INSTANCE / "register" / f"{table}.csv").open(newline="") as opened:
        return list(csv.DictReader(opened))


@contextmanager
def reader(browser: Browser, site: Site, *, way: str = "", script: bool = True, wide: bool = True) -> Iterator[Reader]:
    """Open a browser for somebody new; what leads away from the site is noted and answered with an empty page."""
    size = DESK if wide else TELEPHONE
    context = browser.new_context(
        base_url=site.address,
        java_script_enabled=script and way != WITHOUT_SCRIPT,
        viewport={"width": size["width"], "height": size["height"]},
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    found = Reader(context.new_page(), keyboard_alone=way == KEYBOARD)

    def away(request: Request) -> None:
        if not request.url.startswith((site.address, "data:", "blob:")):
            found.elsewhere.append(request.url)

    context.route(lambda url: not url.startswith(site.address), lambda route: route.fulfill(body="elsewhere"))
    context.on("request", away)
    found.page.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    context.close()


def read_through(page: Page, name: str) -> Violations:
    """Return what axe finds on the page that is open, on both screens in both themes; it is no wider than they are."""
    found: Violations = {}
    for screen, size in (("desk", DESK), ("telephone", TELEPHONE)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            violations = Axe().run(page).response["violations"]
            found |= {f"{name} {screen} {theme} {each['id']}": targets(each) for each in violations}
        if overflow(page) > 0:
            found[f"{name} is wider than the {screen}"] = [overflow(page)]
    return found


def targets(violation: dict[str, list[dict[str, object]]]) -> list[object]:
    """Return what a violation was found in."""
    return [node["target"] for node in violation["nodes"]][:5]


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than the screen."""
    found: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found
