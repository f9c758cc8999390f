"""Template words of the press pages."""

__all__: list[str] = []
