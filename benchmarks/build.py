"""How long a build of the register, ROR and CORDIS takes, and how much memory: `python -m benchmarks.build`.

Five builds in one house: everything new, nothing changed, one source changed (each in turn). The limits stand beside.
Reads ../shared/data (or KIEM_SHARED); writes a section of docs/reference/benchmarks.md.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.build_changes import later_cordis, later_register, later_ror
from benchmarks.report import Section, this_machine, write_section
from kiem.cli.memory import family_mb

HOUSE = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KIEM_SHARED", HOUSE.parent / "shared")) / "data"
SOURCES = {"ror": SHARED / "ror_snapshot", "cordis": SHARED / "cordis_horizon"}
EVERY = 0.05
TRIED = (
    (
        "What a changed source takes (CORDIS, in one process, on 2026-11-28): reading it 4.5 s (of which 2.5 s in "
        "Python, on one core), matching all records again 2.5 s, ordering and writing the 1.5 million facts 2.5 s, "
        "the touched and those near them 1.5 s, tables 2 s, catalogue, index and figures 2.5 s, the start of the "
        "process 0.6 s."
    ),
    (
        "What helped on 2026-11-28, the code of before and after one after the other on one machine: rows that were "
        "there before are not taken apart again, and things, relations, documents and rows of the catalogue that "
        "nothing touched are taken over. CORDIS (three times each) 25.4 to 19.9 s, processor time 41 to 31 s; ROR "
        "(twice) 23.7 to 17.5 s; the register (once) 17.9 to 13.3 s. Reading everything new became 0.4 s slower a "
        "source: what each row told is written."
    ),
    (
        "The machines that this runs on differ, and one differs from hour to hour: on 2026-11-28 seven runs took 40.4 "
        "to 55.8 s for everything new, 10.5 to 15.5 for the register, 13.3 to 18.7 for ROR, 16.6 to 26.2 for CORDIS; "
        "the last two, of one code and within four minutes, have nearly the whole of it. On the quickest seen "
        "(2026-11-27) the code of before took 27.9 s for everything new and 9.9 to 16.4 s for a changed source; on the "
        "slowest (AMD EPYC) 66.6 and 20.6 to 35.6 s."
    ),
    (
        "What helped a full build on 2026-11-28: a name is taken apart for the text index once. Making its entries "
        "takes 3.6 instead of 5.8 s of processor time, the whole index 13.5 instead of 17.5 s; by batches of names it "
        "is slower. Half of the rest is tantivy's, which makes its lists of words on one core."
    ),
    (
        "Tried for the facts and left: only those ranked that are said more than once (3.0 instead of 3.2 s); narrow "
        "ranks joined back (4.0 s); the last release's rows and the touched ones merged in order in memory (2.9 "
        "instead of 2.0 s, and other bytes); one number to order by instead of three texts (2.0 instead of 2.2 s, not "
        "worth its words); other compression (lz4 a tenth quicker, the file 1.7 times as large); more memory, no "
        "order of insertion (as fast). Of 2.3 s, 1.5 s are reading and writing in any order."
    ),
    (
        "Tried for reading and left: the projects' JSON in the engine instead of Python (as fast); drafts that are "
        "not kept (0.3 s slower); other sizes of row groups and no order of insertion (as fast)."
    ),
)
"""What was found out about the limits that are missed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its own account, wall-clock seconds, and the most memory that it and its children had at once."""

    account: dict[str, object]
    seconds: float
    peak_mb: float


def main() -> None:
    """Run the builds and write the section."""
    missing = [str(path) for path in SOURCES.values() if not path.is_dir()]
    if missing:
        sys.exit(f"no data at {', '.join(missing)}: set KIEM_SHARED")
    with tempfile.TemporaryDirectory(prefix="kiem-bench-") as folder:
        later, home = Path(folder) / "later", Path(folder) / "home"
        later.mkdir()
        register = later_register(later / "register", HOUSE / "instance" / "register")
        changed = {
            "the register": {"register": register},
            "ROR": {"ror": later_ror(later / "ror", SOURCES["ror"])},
            "CORDIS": {"cordis": later_cordis(later / "cordis", SOURCES["cordis"])},
        }
        everything = {"register": HOUSE / "instance" / "register", **SOURCES}
        runs = [build(home, everything), build(home, everything)]
        only = [build(home, given) for given in changed.values()]
    report(runs[0], runs[1], dict(zip(changed, only, strict=True)))


def build(home: Path, given: Mapping[str, Path]) -> Run:
    """Run `kiem build` of just these sources and watch its memory."""
    environment = {**os.environ, "KIEM_HOME": str(home)}
    chosen = [f"--source={name}={path}" for name, path in given.items()] + [f"--only={name}" for name in given]
    command = [sys.executable, "-m", "kiem.cli", "build", "--json", *chosen]
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=sys.stderr, cwd=HOUSE) as process:
        peak: list[float] = [0.0]
        watch = threading.Thread(target=_watch, args=(process, peak))
        watch.start()
        assert process.stdout is not None
        told = process.stdout.read()
        process.wait()
        watch.join()
    seconds = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"kiem build ended with {process.returncode}")
    return Run(json.loads(told), seconds, peak[0])


def _watch(process: "subprocess.Popen[bytes]", peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], family_mb(process.pid))
        time.sleep(EVERY)


def report(first: Run, second: Run, changed: Mapping[str, Run]) -> None:
    """Write the section."""
    rows = [
        _row("everything new", first, 45.0),
        _row("nothing changed", second, 2.0),
        *(_row(f"one source changed: {name}", run, 15.0) for name, run in changed.items()),
    ]
    about = (
        "`kiem build` of the register, ROR (51,370 records) and CORDIS Horizon Europe (17,819 projects, 110,512 "
        "participations) in one house, start of the process to its end. Limits: 45 s and 2,500 MB; 2 s; 15 s. In a "
        "changed source every fiftieth row says something else, and every five-hundredth is gone (not in the register)."
    )
    remarks = [
        (
            f"Entities {first.account['entities']}, relations {first.account['relations']}; sources "
            f"`{json.dumps(first.account['sources'])}`."
        ),
        "Memory is the sum of the resident pages of the process and its children, sampled every 50 ms.",
        *TRIED,
    ]
    columns = ["build", "seconds", "limit", "share of limit", "peak MB"]
    write_section(Section("build", "A build", about, columns, rows, remarks), this_machine())


def _row(name: str, run: Run, limit: float) -> list[str]:
    return [name, f"{run.seconds:.1f}", f"{limit:.0f}", f"{run.seconds / limit:.2f}", f"{run.peak_mb:,.0f}"]


if __name__ == "__main__":
    main()
