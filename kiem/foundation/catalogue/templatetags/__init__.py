"""Template words of the catalogue."""

__all__: list[str] = []
