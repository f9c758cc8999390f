"""What a page weighs and how soon its main part is there, in Chromium: `python -m benchmarks.weight [--home DIR]`.

Bytes over the wire of everything that the browser asks for, who is asked, and the Largest Contentful Paint of loads
with nothing remembered, at the width of a desk and of a phone. Builds the register, ROR and CORDIS, or takes the
release in `--home`; the server makes every page anew. Needs Chromium (Debian: chromium). Writes a section of
docs/reference/benchmarks.md.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.build import HOUSE, SOURCES
from benchmarks.pages import PORT, landed, site
from benchmarks.report import Section, this_machine, write_section

ADDRESS = f"http://127.0.0.1:{PORT}"
WIDTHS = {1280: 800, 390: 844}
LOADS = 10
MOST_KB, MOST_MS = 60.0, 500.0
DIRECTORY = "directory"
PAGES = {
    DIRECTORY: "/en/ecosystem/",
    "directory, all organisations": "/en/ecosystem/?scope=world",
    "front page": "/en/",
    "organisation (argenx)": "/en/id/register:argenx",
    "organisation (KU Leuven)": "/en/id/ror:05f950310",
    "Discover": "/en/discover/",
    "Connect": "/en/connect/",
    "Test": "/en/test/",
    "Fund": "/en/fund/",
    "Press": "/en/press/",
    "Story": "/en/story/",
    "Rank": "/en/rank/",
}
# Nothing of the browser's own on the network, and a cookie that the site does not know: its page is for one reader.
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
NOT_KEPT = {"name": "made-anew", "value": "yes", "url": ADDRESS}
PAINTED = """() => new Promise(told => {
    new PerformanceObserver(list => {
        const seen = list.getEntries();
        told(seen[seen.length - 1].startTime);
    }).observe({type: "largest-contentful-paint", buffered: true});
})"""


@dataclass(slots=True)
class Weight:
    """What one load brought: bytes as they came over the wire, requests, and those to somebody else."""

    sizes: list[float] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Account:
    """A page: its weight, and the paints of its loads in milliseconds by width."""

    weight: Weight
    paints: dict[int, list[float]]


def main() -> None:
    """Build or take a release, serve it, load every page, report."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path, help="a home with a release, which gets the site's own files as well")
    given = asked.parse_args().home
    with home(given) as folder:
        environment = {**os.environ, "KIEM_HOME": str(folder), "KIEM_LOG_LEVEL": "WARNING"}
        with site(environment), sync_playwright() as playwright:
            found = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
            accounts = {name: looked_at(browser, landed(path)) for name, path in PAGES.items()}
            browser.close()
    report(accounts)


@contextmanager
def home(given: Path | None) -> Iterator[Path]:
    """Give the home that was named, or one in which the register, ROR and CORDIS were just built."""
    if given:
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="kiem-bench-") as folder:
        sources = [f"--source={name}={path}" for name, path in SOURCES.items()]
        command = [sys.executable, "-m", "kiem.cli", "build", *sources]
        subprocess.run(command, env={**os.environ, "KIEM_HOME": folder}, cwd=HOUSE, check=True)
        yield Path(folder)


def looked_at(browser: Browser, path: str) -> Account:
    """Load a page many times, each in a browser that remembers nothing."""
    for _ in range(2):
        # Both workers have read their code by now; what is measured is a page, not a start.
        painted(browser, path, 1280)
    paints = {width: [painted(browser, path, width) for _ in range(LOADS)] for width in WIDTHS}
    return Account(weighed(browser, path), paints)


@contextmanager
def fresh(browser: Browser, width: int) -> Iterator[BrowserContext]:
    """Give a browser's memory that is empty."""
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, locale="en-GB")
    context.add_cookies([{"name": NOT_KEPT["name"], "value": NOT_KEPT["value"], "url": NOT_KEPT["url"]}])
    try:
        yield context
    finally:
        context.close()


def painted(browser: Browser, path: str, width: int) -> float:
    """Return the milliseconds until the largest part was painted."""
    with fresh(browser, width) as context:
        page = context.new_page()
        page.goto(ADDRESS + path, wait_until="load")
        return float(page.evaluate(PAINTED))


def weighed(browser: Browser, path: str) -> Weight:
    """Load the page once and add up what came."""
    found = Weight()
    with fresh(browser, 1280) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.on("Network.loadingFinished", lambda event: found.sizes.append(float(event["encodedDataLength"])))
        network.on("Network.requestWillBeSent", lambda event: _ask(found, str(event["request"]["url"])))
        network.send("Network.enable")
        page.goto(ADDRESS + path, wait_until="networkidle")
    return found


def _ask(found: Weight, address: str) -> None:
    if urlsplit(address).scheme != "data" and not address.startswith(ADDRESS):
        found.others.append(address)


def report(accounts: dict[str, Account]) -> None:
    """Write the section."""
    rows = [
        [
            name,
            f"{sum(one.weight.sizes) / 1000:.1f}",
            f"{MOST_KB:.0f}" if name == DIRECTORY else "",
            f"{len(one.weight.sizes)}",
            f"{len(one.weight.others)}",
            *(_paints(one.paints[width]) for width in WIDTHS),
            f"{MOST_MS:.0f}",
        ]
        for name, one in accounts.items()
    ]
    about = (
        "Release of the register, ROR and CORDIS, served by granian with two workers on the loopback address; every "
        "load in a browser that remembers nothing, every page made anew by the server. KB are those that came over the "
        "wire, headers too, of everything that the browser asked for."
    )
    remarks = [
        (
            f"Largest Contentful Paint: median / slowest of {LOADS} loads, as the browser's own observer gives it; "
            "server, browser and the program that drives it share two cores."
        ),
        f"Load average of the machine at the end of the run: {os.getloadavg()[1]:.1f} over 5 minutes.",
    ]
    columns = ["page", "KB", "at most", "requests", "to others", "LCP 1280 px, ms", "LCP 390 px, ms", "at most"]
    write_section(Section("weight", "What a page costs its reader", about, columns, rows, remarks), this_machine())


def _paints(found: list[float]) -> str:
    return f"{statistics.median(found):.0f} / {max(found):.0f}"


if __name__ == "__main__":
    main()
