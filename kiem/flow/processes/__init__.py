"""What holds for every process that another one starts."""

from kiem.flow.processes.ending import end_with_parent

__all__ = ["end_with_parent"]
