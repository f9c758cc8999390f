"""How long a build of the register, ROR and CORDIS takes, and how much memory: `python -m benchmarks.build`.

Three builds in one house: everything new, nothing changed, one source changed (the register). The limits stand beside.
Reads ../shared/data (or KIEM_SHARED); writes a section of docs/reference/benchmarks.md.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Section, this_machine, write_section

HOUSE = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KIEM_SHARED", HOUSE.parent / "shared")) / "data"
SOURCES = {"ror": SHARED / "ror_snapshot", "cordis": SHARED / "cordis_horizon"}
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its own account, wall-clock seconds, and the most memory that it and its children had at once."""

    account: dict[str, object]
    seconds: float
    peak_mb: float


def main() -> None:
    """Run the three builds and write the section."""
    missing = [str(path) for path in SOURCES.values() if not path.is_dir()]
    if missing:
        sys.exit(f"no data at {', '.join(missing)}: set KIEM_SHARED")
    with tempfile.TemporaryDirectory(prefix="kiem-bench-") as folder:
        instance = Path(folder) / "instance"
        shutil.copytree(HOUSE / "instance", instance)
        home = Path(folder) / "home"
        given = [f"--source={name}={path}" for name, path in SOURCES.items()]
        first = build(home, instance, given)
        second = build(home, instance, given)
        card = instance / "register" / "register.yml"
        card.write_text(card.read_text(encoding="utf-8").replace("2026-11-23", "2026-12-23", 1), encoding="utf-8")
        third = build(home, instance, [])
    report(first, second, third)


def build(home: Path, instance: Path, given: list[str]) -> Run:
    """Run `kiem build` and watch its memory."""
    environment = {**os.environ, "KIEM_HOME": str(home), "KIEM_INSTANCE": str(instance)}
    command = [sys.executable, "-m", "kiem.cli", "build", "--json", *given]
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
        peak[0] = max(peak[0], sum(_private_mb(one) for one in _family(process.pid)))
        time.sleep(EVERY)


def _family(root: int) -> list[int]:
    family = [root]
    for member in family:
        try:
            children = Path(f"/proc/{member}/task/{member}/children").read_text(encoding="ascii").split()
        except OSError:
            continue
        family += [int(child) for child in children]
    return family


def _private_mb(process: int) -> float:
    try:
        resident = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return resident * PAGE / 1e6


def report(first: Run, second: Run, third: Run) -> None:
    """Write the section."""
    rows = [
        _row("everything new", first, 45.0),
        _row("nothing changed", second, 2.0),
        _row("one source changed (the register)", third, 15.0),
    ]
    about = (
        "`kiem build` of the register, ROR (51,370 records) and CORDIS Horizon Europe (17,819 projects, 110,512 "
        "participations) in one house, start of the process to its end. Limits: 45 s and 2,500 MB; 2 s; 15 s."
    )
    remarks = [
        (
            f"Entities {first.account['entities']}, relations {first.account['relations']}; sources "
            f"`{json.dumps(first.account['sources'])}`."
        ),
        "Memory is the sum of the resident pages of the process and its children, sampled every 50 ms.",
    ]
    columns = ["build", "seconds", "limit", "share of limit", "peak MB"]
    write_section(Section("build", "A build", about, columns, rows, remarks), this_machine())


def _row(name: str, run: Run, limit: float) -> list[str]:
    return [name, f"{run.seconds:.1f}", f"{limit:.0f}", f"{run.seconds / limit:.2f}", f"{run.peak_mb:,.0f}"]


if __name__ == "__main__":
    main()
