"""Finds a source's reader by its folder."""

from importlib import import_module
from typing import Protocol, cast

from kiem.flow.claims import SourceReading
from kiem.flow.engine import Engine
from kiem.flow.sources.input import SourceInput


class Reader(Protocol):
    """What every `read.py` offers."""

    def read(self, engine: Engine, given: SourceInput) -> SourceReading:
        """Read the files into the engine and say what was read."""


def read_source(engine: Engine, given: SourceInput) -> SourceReading:
    """Read a source's files with the reader in its folder. Raises InputProblem for files it cannot use."""
    module = import_module(f"kiem.flow.sources.{given.source}.read")
    reader = cast("Reader", module)  # a module found by name has no static type
    return reader.read(engine, given)
