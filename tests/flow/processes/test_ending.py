"""A process ends with the one that started it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiem.flow.processes import end_with_parent

ORPHAN = """
import os, sys, time
from kiem.flow.processes import end_with_parent
parent = os.getpid()
if os.fork() == 0:
    end_with_parent(parent)
    print(os.getpid(), flush=True)
    time.sleep(60)
time.sleep(60)
"""


def running(process: int) -> bool:
    """Tell whether the process is there and not merely waiting to be buried."""
    try:
        os.kill(process, signal.SIG_DFL)
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_job_ends_when_the_build_is_killed() -> None:
    end_with_parent(os.getppid())  # this process's own parent lives on, so nothing happens to it
    with subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        job = int(build.stdout.readline())
        build.kill()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and running(job):
        time.sleep(0.05)
    assert not running(job)


def test_a_job_whose_build_is_gone_before_it_begins_does_not_begin() -> None:
    with pytest.raises(SystemExit, match="process 0, which started this one, has ended"):
        end_with_parent(0)
