"""The source register."""

__all__: list[str] = []
