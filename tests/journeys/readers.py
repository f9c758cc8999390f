"""Readers of the site: how wide their screen is, whether script runs, and what their browser asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, Request

from tests.journeys.conftest import Site

DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass(slots=True)
class Reader:
    """A page in a browser, what it asked for elsewhere, and what went wrong in it."""

    page: Page
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        """Return what stands in an element."""
        return self.page.locator(selector).first.inner_text()


@contextmanager
def reader(browser: Browser, site: Site, *, script: bool = True, wide: bool = True) -> Iterator[Reader]:
    """Open a browser for somebody new; what leads away from the site is noted and answered with an empty page."""
    size = DESK if wide else TELEPHONE
    context = browser.new_context(
        base_url=site.address,
        java_script_enabled=script,
        viewport={"width": size["width"], "height": size["height"]},
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    found = Reader(context.new_page())

    def away(request: Request) -> None:
        if not request.url.startswith((site.address, "data:", "blob:")):
            found.elsewhere.append(request.url)

    context.route(lambda url: not url.startswith(site.address), lambda route: route.fulfill(body="elsewhere"))
    context.on("request", away)
    found.page.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    context.close()
