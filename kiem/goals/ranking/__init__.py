"""Rank: the peer clusters side by side, and what may be concluded from it."""

__all__: list[str] = []
