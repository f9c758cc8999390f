"""What a command says of its memory counts the processes that it started."""

import os
import subprocess
import sys
import time

import pytest

from kiem.cli import memory
from kiem.cli.memory import Peak, family_mb

HOLD = "held = bytearray(120_000_000); print(len(held), flush=True); input()"


def test_the_memory_of_a_process_that_was_started_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "EVERY", 0.005)
    alone = family_mb(os.getpid())
    with (
        Peak() as peak,
        subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child,
    ):
        assert child.stdout is not None
        child.stdout.readline()
        together = family_mb(os.getpid())
        until = time.monotonic() + 10
        while peak.mb < together - 1 and time.monotonic() < until:
            time.sleep(0.01)
        child.communicate(b"\n")
    assert together - alone > 110
    assert peak.mb > 110


def test_a_process_that_is_gone_holds_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    assert family_mb(gone.pid) == 0
