"""Kiem: from sources to a quotable picture of a life-sciences cluster."""

__all__ = ["__version__"]

__version__ = "0.1.0"
