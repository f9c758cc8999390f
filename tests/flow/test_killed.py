"""A build that is killed at any point loses nothing: the old release serves, and the next run finishes."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from kiem.flow import run
from kiem.flow.releases import Manifest

INSTANCE = Path(__file__).parents[2] / "instance"
KILLS = 20
SEED = 20261123


def start(home: Path, instance: Path) -> "subprocess.Popen[bytes]":
    """Start a build in a process of its own."""
    environment = {**os.environ, "KIEM_HOME": str(home), "KIEM_INSTANCE": str(instance)}
    command = [sys.executable, "-m", "kiem.cli", "build"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def changed_instance(folder: Path) -> Path:
    """Return a copy of the instance whose register speaks for a later day and knows one organisation less well."""
    shutil.copytree(INSTANCE, folder)
    card = folder / "register" / "register.yml"
    card.write_text(card.read_text(encoding="utf-8").replace("2026-11-23", "2026-12-23", 1), encoding="utf-8")
    table = folder / "register" / "organisations.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("https://adxneurosciences.com", "", 1), encoding="utf-8")
    return folder


def tables(manifest: Manifest) -> tuple[int, int | None, str, dict[str, str]]:
    """Return what must be the same whether or not a build was disturbed: all but the time of day."""
    return (manifest.number, manifest.previous, manifest.key, dict(manifest.tables))


def test_a_build_killed_at_twenty_random_points_leaves_the_old_release_serving_and_the_next_run_finishes(
    tmp_path: Path,
) -> None:
    instance = changed_instance(tmp_path / "instance")
    first = run.House(INSTANCE, tmp_path / "first")
    run.build(first, {"register": INSTANCE / "register"}, "2026-11-23T12:00:00+00:00")

    undisturbed = run.House(instance, tmp_path / "undisturbed")
    shutil.copytree(first.home, undisturbed.home)
    started = time.monotonic()
    assert start(undisturbed.home, instance).wait() == 0
    whole_build = time.monotonic() - started
    expected = tables(undisturbed.shelf.manifest(2))

    killed = run.House(instance, tmp_path / "killed")
    dice = random.Random(SEED)
    for turn in range(KILLS):
        shutil.rmtree(killed.home, ignore_errors=True)
        shutil.copytree(first.home, killed.home)
        build = start(killed.home, instance)
        time.sleep(whole_build * (turn + dice.random()) / KILLS)
        build.kill()
        build.wait()
        serving = killed.shelf.current()
        assert serving in {1, 2}
        assert tables(killed.shelf.manifest(serving)) == (expected if serving == 2 else tables(first.shelf.manifest(1)))
        run.build(killed, {"register": instance / "register"}, "2026-12-24T12:00:00+00:00")
        assert killed.shelf.current() == 2
        assert tables(killed.shelf.manifest(2)) == expected
