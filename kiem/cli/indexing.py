"""The command that makes a release's names ready to be found, once or whenever another release serves."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kiem.cli.application import FOUND_SOMETHING, Json, Progress, app, home, refuse

__all__ = ["followed", "index"]

EVERY = 2
"""Seconds between two looks at which release serves."""

COMMAND = (sys.executable, "-m", "kiem.cli", "index")
GENTLY = 10
"""How far the site goes before this work, where both want the machine."""


@app.command()
def index(
    follow: Annotated[bool, typer.Option("--follow", help="Go on, whenever another release serves.")] = False,
    as_json: Json = False,
) -> None:
    """Make the names of the release that serves ready to be found. `kiem serve` does this by itself."""
    if follow:
        _follow()
        return
    started = time.perf_counter()
    release = _serving()
    if release is None:
        refuse(f"No release in {home()}; run `kiem build` or `kiem demo`.", FOUND_SOMETHING)
    from kiem.flow.naming import kept_names, make_names  # noqa: PLC0415  # heavy: only when names are needed

    found = kept_names(home(), release)
    unchanged = found is not None
    if found is None:
        with Progress() as tell:
            tell(f"The names of release {int(release.name)} …")
            found = make_names(home(), release)
    told = {
        "release": int(release.name),
        "records": len(found.register.records),
        "names": len(found.register.names),
        "seconds": round(time.perf_counter() - started, 3),
        "unchanged": unchanged,
    }
    said = f"Release {told['release']}: {told['names']:,} names of {told['records']:,} organisations are ready."
    typer.echo(json.dumps(told) if as_json else said)


@contextmanager
def followed() -> Iterator[None]:
    """Let another process keep the names ready as long as the block runs."""
    # Ctrl-C is for the server, which ends this one.
    beside = subprocess.Popen([*COMMAND, "--follow"], start_new_session=True, stdout=subprocess.DEVNULL)  # noqa: S603 - itself
    try:
        yield
    finally:
        os.killpg(beside.pid, signal.SIGTERM)
        beside.wait()


def _follow() -> None:
    """Make each release's names ready once, as long as whoever began this lives.

    What a release takes in memory is given back with the process that made it.
    """
    os.nice(GENTLY)
    parent, seen = os.getppid(), None
    while os.getppid() == parent:
        pointed = _pointed(home() / "releases" / "current")
        if pointed not in {None, seen}:
            subprocess.run(COMMAND, check=False)  # noqa: S603 - itself; what goes wrong it says
            seen = pointed
        time.sleep(EVERY)


def _pointed(pointer: Path) -> tuple[int, int] | None:
    """Return what differs whenever another release serves: to ask costs nothing, not even the flow's memory."""
    try:
        found = pointer.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def _serving() -> Path | None:
    """Return the folder of the release that serves."""
    from kiem.flow.releases import Shelf  # noqa: PLC0415

    shelf = Shelf(home() / "releases")
    number = shelf.current()
    return None if number is None else shelf.folder(number)
