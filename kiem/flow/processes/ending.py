"""How a process ends with the one that started it."""

import ctypes
import os
import signal

__all__ = ["end_with_parent"]

PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def end_with_parent(parent: int) -> None:
    """Ask the system to end this process when the one that started it ends, however it ends; or end, if it has."""
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        message = f"process {parent}, which started this one, has ended"
        raise SystemExit(message)
