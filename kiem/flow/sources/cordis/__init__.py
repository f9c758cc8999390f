"""The source cordis."""

__all__: list[str] = []
