"""How long `scripts/demo` takes where nothing is there yet, and how much it installs: `python3 -m benchmarks.demo`.

Clones what was committed into a new folder, with an empty home and an empty package cache, and starts the demo twice.
Needs git, python3 and the package index that the environment names; as root, `--user NAME` does it as that user too.
Writes a section of docs/reference/benchmarks.md.
"""

import argparse
import os
import pwd
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Section, this_machine, write_section

HOUSE = Path(__file__).resolve().parent.parent
PAGE = "/en/"
PATIENCE = 600
STOPPING = 30
HELP_CALLS = 20
# What a new machine would have too: its programs, and how it reaches its package index.
KEPT = ("PATH", "LANG", "SSL_CERT_FILE", "SSL_CERT_DIR")
KEPT_LIKE = ("PIP_", "UV_INDEX", "UV_DEFAULT_INDEX")
PROXIES = ("http_proxy", "https_proxy", "no_proxy")
# Where a package could lie ready without having come over the network.
CACHES = ("PIP_CACHE_DIR", "PIP_FIND_LINKS")


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the demo: seconds until its packages were there, and until its first page was."""

    set_up: float
    served: float


@dataclass(frozen=True, slots=True)
class Account:
    """What one person saw: the first and the second start, MB installed, and seconds of `kiem --help`."""

    who: str
    first: Start
    second: Start
    megabytes: Mapping[str, float]
    help_seconds: float


def main() -> None:
    """Start the demo as whoever runs this, and as `--user` as well, and write the section."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--user", help="do it as this user as well (only for root)")
    other = asked.parse_args().user
    accounts = [as_someone(None)]
    if other:
        accounts.append(as_someone(other))
    report(accounts)


def as_someone(user: str | None) -> Account:
    """Clone, start twice, and look at what lies there afterwards."""
    who = "an ordinary user" if user or os.geteuid() else "root"
    with fresh_machine(user) as (house, environment):
        first = started(house, environment, user)
        second = started(house, environment, user)
        calls = [help_of(house, environment, user) for _ in range(HELP_CALLS)]
        parts = {name: megabytes(house / name) for name in (".venv", ".tools")}
    return Account(who, first, second, parts, statistics.median(calls))


@contextmanager
def fresh_machine(user: str | None) -> Iterator[tuple[Path, dict[str, str]]]:
    """Give a clone of what was committed and an environment in which nothing is remembered."""
    folder = Path(tempfile.mkdtemp(prefix="kiem-fresh-"))
    try:
        house = folder / "kiem"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(HOUSE), str(house)], check=True)
        (folder / "home").mkdir()
        if user:
            subprocess.run(["chown", "-R", f"{user}:", str(folder)], check=True)
        yield house, environment_of(folder)
    finally:
        shutil.rmtree(folder)


def environment_of(folder: Path) -> dict[str, str]:
    """Return the environment of a new machine: this one's way to the package index, and an empty home."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if (name in KEPT or name.startswith(KEPT_LIKE) or name.lower() in PROXIES) and name not in CACHES
    }
    caches = {"UV_CACHE_DIR": str(folder / "uv-cache"), "PIP_CACHE_DIR": str(folder / "pip-cache")}
    return {**kept, **caches, "HOME": str(folder / "home")}


def started(house: Path, environment: dict[str, str], user: str | None) -> Start:
    """Start the demo, wait for its first page, stop it again."""
    port, stamp = free_port(), house / ".venv" / "kiem-setup"
    stood = stamp.stat().st_mtime if stamp.exists() else 0.0
    began, clock = time.time(), time.perf_counter()
    command = ["scripts/demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=house, env=environment, user=user, group=group(user), process_group=0) as demo:
        try:
            await_page(f"http://127.0.0.1:{port}{PAGE}", demo, clock)
            served = time.perf_counter() - clock
        finally:
            stop(demo)
    made = stamp.stat().st_mtime
    return Start(made - began if made > stood else 0.0, served)


def await_page(address: str, demo: "subprocess.Popen[bytes]", clock: float) -> None:
    """Wait until the page is there."""
    while demo.poll() is None and time.perf_counter() - clock < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"{address} did not answer with 200 within {PATIENCE} s; the demo says why above")


def stop(demo: "subprocess.Popen[bytes]") -> None:
    """Stop the demo as Ctrl-C does; what is left of it then goes too."""
    if demo.poll() is None:
        os.killpg(demo.pid, signal.SIGINT)
    try:
        demo.wait(STOPPING)
    except subprocess.TimeoutExpired:
        os.killpg(demo.pid, signal.SIGKILL)
        sys.exit(f"the demo did not stop within {STOPPING} s")


def help_of(house: Path, environment: dict[str, str], user: str | None) -> float:
    """Return the seconds that `kiem --help` takes."""
    clock = time.perf_counter()
    command = [str(house / ".venv" / "bin" / "kiem"), "--help"]
    subprocess.run(
        command, cwd=house, env=environment, user=user, group=group(user), check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - clock


def group(user: str | None) -> int | None:
    """Return the user's own group."""
    return pwd.getpwnam(user).pw_gid if user else None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def megabytes(folder: Path) -> float:
    """Return the size of a folder's files in MB, each file once."""
    sizes = {}
    for place, _, names in os.walk(folder):
        for name in names:
            seen = (Path(place) / name).lstat()
            sizes[seen.st_ino] = seen.st_size
    return sum(sizes.values()) / 1e6


def report(accounts: list[Account]) -> None:
    """Write the section."""
    rows = [row for account in accounts for row in rows_of(account)]
    about = (
        "A clone of what was committed, in a new folder, with an empty home and an empty package cache: `scripts/demo` "
        "from its start to the first page that answers 200, packages from the registry; then once more. The install is "
        "`.venv` and `.tools` as `scripts/demo` leaves them, without extras and without what only tests need."
    )
    remarks = [
        *(
            f"As {one.who}: {one.first.set_up:.1f} s of the first start went into uv and the packages; installed: "
            + ", ".join(f"`{name}` {size:,.0f} MB" for name, size in one.megabytes.items())
            + "."
            for one in accounts
        ),
        f"`kiem --help`: median of {HELP_CALLS} calls, start of the process to its end.",
        f"Load average of the machine at the end of the run: {os.getloadavg()[1]:.1f} over 5 minutes.",
    ]
    columns = ["what", "who", "found", "at most", "share"]
    write_section(Section("demo", "A fresh machine", about, columns, rows, remarks), this_machine())


def rows_of(account: Account) -> list[list[str]]:
    """Return the rows of one person."""
    installed = sum(account.megabytes.values())
    limits = [
        ("first start to a served page", account.first.served, 180.0, "s"),
        ("second start to a served page", account.second.served, 10.0, "s"),
        ("default install", installed, 900.0, "MB"),
        ("`kiem --help`", account.help_seconds, 0.3, "s"),
    ]
    return [
        [what, account.who, f"{found:.{2 if most < 1 else 1}f} {unit}", f"{most:g} {unit}", f"{found / most:.2f}"]
        for what, found, most, unit in limits
    ]


if __name__ == "__main__":
    main()
