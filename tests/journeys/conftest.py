"""The site as it is served, with a real browser before it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kiem.flow.releases import Shelf
from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.dossier import SHOWN
from tests.conftest import HOUSE, INSTANCE, MADE_AT
from tests.goals.fictitious import write_cordis

PATIENCE = 60
PROGRAM = "import sys; from kiem.web.server import serve; serve('127.0.0.1', int(sys.argv[1]), 1)"
# No picture card, no second port, nothing that asks anyone on the network anything.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# An invented land around the towns of the register.
LAND = [[2.6, 50.0], [6.2, 50.0], [6.2, 51.5], [2.6, 51.5], [2.6, 50.0]]


@dataclass(frozen=True, slots=True)
class Site:
    """The served site: its address, the release behind it, a page of every kind of thing, and what commands need."""

    address: str
    catalogue: Catalogue
    pages: Mapping[str, str]
    environment: Mapping[str, str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as one that drives a browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the register, with projects that do not exist so that every kind of thing has a page."""
    home, given = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("given")
    sources = {"register": INSTANCE / "register", "cordis": write_cordis(given / "cordis")}
    build(House(INSTANCE, home), sources, MADE_AT)
    outlines = given / "land.geojson"
    shape = {"properties": {"name": "Land"}, "geometry": {"type": "Polygon", "coordinates": [LAND]}}
    outlines.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}))
    catalogue = Catalogue(Shelf(home / "releases").folder(1))
    pages = {kind: f"/en/{catalogue.things(kind, limit=1)[0].address}" for kind in SHOWN}
    with served(home, {"KIEM_OUTLINES": str(outlines)}) as (address, environment):
        yield Site(address, catalogue, pages, environment)


@contextmanager
def served(home: Path, told: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Serve the home; gives the address, and the environment in which the server and its commands run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KIEM_", "DJANGO_"))}
    environment = {**kept, **told, "KIEM_HOME": str(home), "KIEM_LOG_LEVEL": "ERROR"}
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(port)], cwd=HOUSE, env=environment)
    try:
        wait_for(port, process)
        yield f"http://localhost:{port}", environment
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the server listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not come up")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Chromium: Debian's, because Playwright's own does not come over a closed network."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=Path(found) if found else None, args=OPTIONS)
        yield browser
        browser.close()
