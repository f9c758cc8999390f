"""Discover: from science to companies and their owners, and from projects to topics."""

__all__: list[str] = []
