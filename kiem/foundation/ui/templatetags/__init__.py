"""Filters and tags of the design system."""

__all__ = ["ui"]
