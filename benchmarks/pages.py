"""How many pages a second the site gives, on PostgreSQL, by granian, asked by wrk: `python -m benchmarks.pages`.

Builds the register, ROR and CORDIS once, starts a throw-away PostgreSQL (scripts/postgres) and the site, and asks
for the directory and an organisation's page over eight connections, uncached; then with the page's ETag (304). Reads
../shared/data (or KIEM_SHARED); needs wrk (Debian: wrk). Writes a section of docs/reference/benchmarks.md.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.build import HOUSE, SOURCES
from benchmarks.report import Section, this_machine, write_section

PORT = 8971
SECONDS = 12
CONNECTIONS = 8
LATENCY = re.compile(r"^\s*99%\s+([\d.]+)(us|ms|s)", re.MULTILINE)
RATE = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")
TO_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, how, and the limits that stand beside it."""

    name: str
    path: str
    least_rate: float
    most_ms: float | None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests a second, and milliseconds within which 99 of 100 were answered."""

    rate: float
    p99_ms: float


def main() -> None:
    """Build, serve, ask, report."""
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="kiem-bench-") as folder, postgres() as database:
        environment = {**os.environ, "KIEM_HOME": folder, "KIEM_DATABASE_URL": database, "KIEM_LOG_LEVEL": "WARNING"}
        given = [f"--source={name}={path}" for name, path in SOURCES.items()]
        subprocess.run([sys.executable, "-m", "kiem.cli", "build", *given], env=environment, cwd=HOUSE, check=True)
        with site(environment):
            organisation = landed("/en/id/ror:05f950310")
            small = landed("/en/id/register:argenx")
            pages = [
                Page("directory: facets and 20 rows", "/en/ecosystem/", 150, 100),
                Page("directory, narrowed and on a day", "/en/ecosystem/?region=flanders&on=2015-01-01", 150, 100),
                Page("directory of all organisations", "/en/ecosystem/?scope=world", 150, 100),
                Page("directory, answered 304 by its ETag", "/en/ecosystem/", 1500, None, cached=True),
                Page("organisation with all claims (argenx)", f"{small}?claims=all", 200, None),
                Page("organisation with most claims (KU Leuven)", f"{organisation}?claims=all", 200, None),
            ]
            report([(page, asked(page)) for page in pages])


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
def site(environment: Mapping[str, str]) -> Iterator[None]:
    """Run the site with two workers until the block ends."""
    command = [sys.executable, "-m", "kiem.cli", "serve", "--port", str(PORT), "--workers", "2"]
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
    address = f"http://127.0.0.1:{PORT}{page.path}"
    headers = ["-H", "Accept-Encoding: gzip"]
    if page.cached:
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # our own address
        with urllib.request.urlopen(request, timeout=30) as answer:
            headers += ["-H", f"If-None-Match: {answer.headers['ETag']}"]
    command = ["wrk", f"-c{CONNECTIONS}", "-t1", "--latency", *headers]
    subprocess.run([*command, "-d3s", address], check=True, capture_output=True)
    told = subprocess.run([*command, f"-d{SECONDS}s", address], check=True, capture_output=True, text=True).stdout
    if found := BAD.search(told):
        sys.exit(f"{page.path}: {found.group(1)} bad answers\n{told}")
    latency, rate = LATENCY.search(told), RATE.search(told)
    assert latency is not None
    assert rate is not None
    return Answered(float(rate.group(1)), float(latency.group(1)) * TO_MS[latency.group(2)])


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
            "Public pages read the release's own catalogue (docs/decisions/0003) and ask PostgreSQL nothing; pages of "
            "people with an account do."
        ),
        "tests/promises stores the number of queries of each page and compares.",
    ]
    columns = ["page", "requests/s", "at least", "ratio", "p99 ms", "at most"]
    write_section(Section("pages", "Pages", about, columns, rows, remarks), this_machine())


if __name__ == "__main__":
    main()
