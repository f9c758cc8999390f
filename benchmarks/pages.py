"""How many pages a second the site gives, on PostgreSQL, by granian, asked by wrk: `python -m benchmarks.pages [home]`.

Builds the register, ROR and CORDIS once (or uses the home that is given, with a release in it), starts a throw-away
PostgreSQL (scripts/postgres) and the site, and asks over eight connections: for pages that must be made each time, for
one that is kept, and for one that the asker has already (304). Reads ../shared/data (or KIEM_SHARED); needs wrk
(Debian: wrk). Writes a section of docs/reference/benchmarks.md.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from benchmarks.build import HOUSE, SOURCES
from benchmarks.report import Section, this_machine, write_section

PORT = 8971
SECONDS = 12
CONNECTIONS = 8
LATENCY = re.compile(r"^\s*99%\s+([\d.]+)(us|ms|s)", re.MULTILINE)
RATE = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")
TO_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class How(Enum):
    """How a page is asked for."""

    MADE = "each address is new, so each page is made"
    KEPT = "the same address again"
    HAD = "with its ETag"


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, how, and the limits that stand beside it; several addresses are asked for in turn."""

    name: str
    paths: Sequence[str]
    least_rate: float
    most_ms: float | None = None
    how: How = How.MADE


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests a second, and milliseconds within which 99 of 100 were answered."""

    rate: float
    p99_ms: float


def main() -> None:
    """Build, serve, ask, report."""
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: apt-get install wrk")
    with home() as folder, postgres() as database:
        environment = {**os.environ, "KIEM_HOME": folder, "KIEM_DATABASE_URL": database, "KIEM_LOG_LEVEL": "WARNING"}
        with site(environment):
            report([(page, asked(page)) for page in pages(Path(folder))])


def pages(folder: Path) -> list[Page]:
    """Return what is asked for."""
    directory = "/en/ecosystem/"
    leuven, argenx = landed("/en/id/ror:05f950310"), landed("/en/id/register:argenx")
    words = [f"{directory}?q={word}" for word in ("vaccine", "university", "gent", "antwerpn", "cell", "hospital")]
    return [
        Page("directory: facets and 20 rows", [directory], 150, 100),
        Page("directory, each of its pages", [f"{directory}?page={number}" for number in range(1, 31)], 150, 100),
        Page("directory, narrowed and on a day", [f"{directory}?type=company&on=2015-01-01"], 150, 100),
        Page(
            "directory, four facets",
            [f"{directory}?type=company&type=university&region=flanders&schemes=ror"],
            150,
            100,
        ),
        Page("directory, searched with six words in turn", words, 150, 100),
        Page("directory as a map (of towns)", [f"{directory}?view=map"], 150, 100),
        Page("directory of all organisations", [f"{directory}?scope=world"], 150, 100),
        Page("directory, kept", [directory], 1500, how=How.KEPT),
        Page("directory, answered 304 by its ETag", [directory], 1500, how=How.HAD),
        Page("organisation with all claims (argenx)", [f"{argenx}?claims=all"], 200),
        Page("organisation with most claims (KU Leuven)", [f"{leuven}?claims=all"], 200),
        Page("every organisation of the ecosystem in turn, all claims", organisations(folder), 200),
    ]


def organisations(folder: Path) -> list[str]:
    """Return the addresses of the pages with all claims of every organisation of the ecosystem."""
    number = int((folder / "releases" / "current").read_text())
    with closing(sqlite3.connect(folder / "releases" / f"{number:04d}" / "catalogue.sqlite")) as catalogue:
        rows = catalogue.execute(
            "SELECT id, slug FROM thing WHERE kind = 'organisation' AND in_ecosystem = 1 ORDER BY id"
        )
        return [f"/en/organisation/{identifier}/{slug}/?claims=all" for identifier, slug in rows]


@contextmanager
def home() -> Iterator[str]:
    """Give the home named on the command line, or a throw-away one with a release of everything."""
    if len(sys.argv) > 1:
        yield str(Path(sys.argv[1]).resolve())
        return
    with tempfile.TemporaryDirectory(prefix="kiem-bench-") as folder:
        given = [f"--source={name}={path}" for name, path in SOURCES.items()]
        environment = {**os.environ, "KIEM_HOME": folder}
        subprocess.run([sys.executable, "-m", "kiem.cli", "build", *given], env=environment, cwd=HOUSE, check=True)
        yield folder


@contextmanager
def postgres() -> Iterator[str]:
    """Run a throw-away PostgreSQL and give its address."""
    command, folder = HOUSE / "scripts" / "postgres", f"/tmp/kiem-bench-postgres-{os.getpid()}"
    started = subprocess.run([command, "start", folder], capture_output=True, text=True, check=True)
    try:
        yield started.stdout.strip().splitlines()[-1]
    finally:
        subprocess.run([command, "stop", folder], check=False, capture_output=True)


@contextmanager
def site(environment: Mapping[str, str], workers: int = 2) -> Iterator[None]:
    """Run the site with so many workers until the block ends."""
    command = [sys.executable, "-m", "kiem.cli", "serve", "--port", str(PORT), "--workers", str(workers)]
    with subprocess.Popen(command, env=environment, cwd=HOUSE, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for("/en/ecosystem/")
            yield
        finally:
            process.terminate()


def wait_for(path: str) -> None:
    """Wait until the page answers, a minute at most."""
    for _ in range(240):
        try:
            landed(path)
        except OSError:
            time.sleep(0.25)
        else:
            return
    sys.exit("the site did not answer within a minute")


def landed(path: str) -> str:
    """Return the path on which an address ends after its redirects."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=30) as answer:
        return str(answer.url).removeprefix(f"http://127.0.0.1:{PORT}")


def asked(page: Page) -> Answered:
    """Ask for the page for some seconds after a warm-up."""
    address = f"http://127.0.0.1:{PORT}{page.paths[0]}"
    command = ["wrk", f"-c{CONNECTIONS}", "-t1", "--latency", "-H", "Accept-Encoding: gzip"]
    if page.how is How.HAD:
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # our own address
        with urllib.request.urlopen(request, timeout=30) as answer:
            command += ["-H", f"If-None-Match: {answer.headers['ETag']}"]
    if page.how is How.MADE:
        command += ["-s", str(Path(__file__).with_suffix(".lua"))]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as paths:
        paths.write("\n".join(page.paths))
        paths.flush()
        environment = {**os.environ, "PATHS": paths.name}
        run([*command, "-d3s", address], {**environment, "START": "warm"})
        told = run([*command, f"-d{SECONDS}s", address], {**environment, "START": "run"})
    if found := BAD.search(told):
        sys.exit(f"{page.paths[0]}: {found.group(1)} bad answers\n{told}")
    latency, rate = LATENCY.search(told), RATE.search(told)
    assert latency is not None
    assert rate is not None
    return Answered(float(rate.group(1)), float(latency.group(1)) * TO_MS[latency.group(2)])


def run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run wrk and return what it told."""
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def report(answers: list[tuple[Page, Answered]]) -> None:
    """Write the section."""
    rows = [
        [
            page.name,
            f"{found.rate:,.0f}",
            f"{page.least_rate:,.0f}",
            f"{found.rate / page.least_rate:.2f}",
            f"{found.p99_ms:.1f}",
            "" if page.most_ms is None else f"{page.most_ms:.0f}",
        ]
        for page, found in answers
    ]
    about = (
        f"Granian with two workers of one thread, wrk with {CONNECTIONS} connections on the same two cores, "
        f"{SECONDS} s a page after a warm-up, gzip as a browser asks, release of the register, ROR and CORDIS, "
        "PostgreSQL as the database."
    )
    remarks = [
        (
            "A page that is not said to be kept or 304 is made each time: wrk (benchmarks/pages.lua) gives each "
            "address a number of its own, which the site does not read but which makes it another address, so nothing "
            "that was kept fits. Kept: the same address again, from the memory of the worker. 304: the same again "
            "with its ETag."
        ),
        (
            "Public pages read the release's own catalogue (docs/decisions/0003) and ask PostgreSQL nothing; pages of "
            "people with an account do."
        ),
        "tests/promises stores the number of queries of each page and compares.",
    ]
    columns = ["page", "requests/s", "at least", "ratio", "p99 ms", "at most"]
    write_section(Section("pages", "Pages", about, columns, rows, remarks), this_machine())


if __name__ == "__main__":
    main()
