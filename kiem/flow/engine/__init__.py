"""The table engine: the one place that knows which engine runs the flow's SQL."""

from kiem.flow.engine.duck import Engine, EngineError
from kiem.flow.engine.text import kilometres, quoted

__all__ = ["Engine", "EngineError", "kilometres", "quoted"]
