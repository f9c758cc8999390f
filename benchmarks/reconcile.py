"""How quickly the site says who is meant: `python -m benchmarks.reconcile [home]`.

Builds the register, ROR and CORDIS once (or uses the home that is given, with a release in it), makes its names ready,
starts the site with one worker, so one core answers, and asks over one connection that is kept open: one name a request
and ten, as OpenRefine does, and 500 by the API. Names are made of ROR's as in `names.py`. Reads ../shared/data (or
KIEM_SHARED). Writes a section of docs/reference/benchmarks.md.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np

from benchmarks.build import HOUSE
from benchmarks.names_task import made, records_of
from benchmarks.pages import PORT, home, site
from benchmarks.report import Section, this_machine, write_section
from benchmarks.ror_claims import ror_claims
from kiem.flow.lookup import Mention

SEED, ALONE, TOGETHER = 31, 2_000, 10_000
OF_OPENREFINE, AT_ONCE = 10, 500
YENTE = 30
"""Requests a second and core at most that yente's own documentation gives (4 to 30)."""

Ask = Callable[[Sequence[Mention]], Any]  # JSON


def main() -> None:
    """Build, make ready, serve, ask, report."""
    with ror_claims() as engine:
        task = made(records_of(engine), 1, SEED, TOGETHER)
    with home() as folder:
        environment = {**os.environ, "KIEM_HOME": folder, "KIEM_LOG_LEVEL": "WARNING"}
        first, again = index(environment), index(environment)
        with site(environment, workers=1), closing(HTTPConnection("127.0.0.1", PORT, timeout=60)) as connection:
            ready(connection)
            alone = timed(lambda few: by_openrefine(connection, few), task.mentions[: ALONE + 100], 1)[100:]
            ten = timed(lambda few: by_openrefine(connection, few), task.mentions, OF_OPENREFINE)[10:]
            many = timed(lambda few: by_api(connection, few), task.mentions, AT_ONCE)
            right = accuracy(connection, folder, task.mentions, task.right)
            memory = largest_of(folder)
    rate = 1 / float(np.mean(alone))
    rows = [
        row("names made ready, s", first["seconds"], None, digits=1),
        row("… opened again by another process, s", again["seconds"], None, digits=1),
        row("one name a request: median, ms", float(np.median(alone)) * 1e3, None, digits=1),
        row("one name a request: p99, ms", float(np.quantile(alone, 0.99)) * 1e3, None, digits=1),
        row("one name a request: requests a second", rate, YENTE, rate / YENTE),
        row("ten names a request: names a second", OF_OPENREFINE / float(np.mean(ten)), None),
        row("500 names a request (POST /api/v1/resolve): names a second", AT_ONCE / float(np.mean(many)), None),
        row("right at rank 1", right, 0.87, right / 0.87, digits=3),
        row("memory of the worker afterwards, MB", memory, None),
    ]
    about = (
        f"The site with one worker of one thread, asked over one connection on the same machine, for names of "
        f"{first['records']:,} organisations ({first['names']:,} names) of a release of the register, ROR and CORDIS. "
        f"Mentions are made of ROR's names as in *Names looked up*; {ALONE:,} are asked one by one, {TOGETHER:,} "
        "together."
    )
    remarks = [
        "Beside one name a request stands the most that yente's documentation gives for a core; it was not run here.",
        "Unlike in *Names looked up*, no alias is withheld: the release has every name that ROR has.",
        "A request's time is the client's: sending, HTTP, Django, looking up, reading the organisations, JSON.",
    ]
    columns = ["what", "measured", "at least", "ratio"]
    write_section(Section("reconcile", "Who is meant, asked over HTTP", about, columns, rows, remarks), this_machine())


def index(environment: dict[str, str]) -> dict[str, Any]:
    """Make the names ready and return what the command tells."""
    command = [sys.executable, "-m", "kiem.cli", "index", "--json"]
    done = subprocess.run(command, env=environment, cwd=HOUSE, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def ready(connection: HTTPConnection) -> None:
    """Warm up."""
    for _ in range(20):
        by_openrefine(connection, [Mention("University of Nowhere")])


def by_openrefine(connection: HTTPConnection, few: Sequence[Mention]) -> Any:  # noqa: ANN401 - JSON
    """Ask as OpenRefine does."""
    asked = {
        f"q{turn}": {
            "query": one.text,
            "properties": [{"pid": pid, "v": v} for pid, v in (("country", one.country), ("city", one.town)) if v],
        }
        for turn, one in enumerate(few)
    }
    form = urlencode({"queries": json.dumps(asked)})
    return sent(connection, "/reconcile", form, "application/x-www-form-urlencoded")


def by_api(connection: HTTPConnection, few: Sequence[Mention]) -> Any:  # noqa: ANN401 - JSON
    """Ask the API, for one candidate each."""
    names = [{"text": one.text, "country": one.country, "city": one.town} for one in few]
    return sent(connection, "/api/v1/resolve", json.dumps({"names": names, "most": 1}), "application/json")


def sent(connection: HTTPConnection, path: str, body: str, form: str) -> Any:  # noqa: ANN401 - JSON
    """Send a body and return the JSON that is answered."""
    connection.request("POST", path, body.encode(), {"Content-Type": form})
    answer = connection.getresponse()
    told = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status} {told[:300]!r}")
    return json.loads(told)


def timed(ask: Ask, mentions: Sequence[Mention], at_once: int) -> list[float]:
    """Ask for all, so many at once, and return the seconds of each request."""
    took = []
    for start in range(0, len(mentions), at_once):
        started = time.perf_counter()
        ask(mentions[start : start + at_once])
        took.append(time.perf_counter() - started)
    return took


def accuracy(
    connection: HTTPConnection, folder: str, mentions: Sequence[Mention], right: Sequence[str | None]
) -> float:
    """Return the share of the mentions whose first candidate is the thing that has the right ROR record."""
    number = int(Path(folder, "releases", "current").read_text())
    with closing(sqlite3.connect(Path(folder, "releases", f"{number:04d}", "catalogue.sqlite"))) as catalogue:
        thing = dict(catalogue.execute("SELECT alias, thing FROM alias WHERE alias LIKE 'ror:%'").fetchall())
    found = []
    for start in range(0, len(mentions), AT_ONCE):
        answers = by_api(connection, mentions[start : start + AT_ONCE])["answers"]
        found += [one["candidates"][0]["thing"]["id"] if one["candidates"] else None for one in answers]
    return float(np.mean([one == thing.get(record or "") for one, record in zip(found, right, strict=True)]))


def largest_of(folder: str) -> float:
    """Return the MB in memory of the largest process that serves this home."""
    sizes = [0.0]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"KIEM_HOME={folder}".encode() in (process / "environ").read_bytes().split(b"\0"):
                told = (process / "status").read_text()
                sizes += [int(line.split()[1]) / 1e3 for line in told.splitlines() if line.startswith("VmRSS")]
        except OSError:
            continue
    return max(sizes)


def row(name: str, measured: float, least: float | None, ratio: float | None = None, *, digits: int = 0) -> list[str]:
    """Return a row of the table."""
    return [
        name,
        f"{measured:,.{digits}f}",
        "" if least is None else f"{least:,}",
        "" if ratio is None else f"{ratio:.2f}",
    ]


if __name__ == "__main__":
    main()
