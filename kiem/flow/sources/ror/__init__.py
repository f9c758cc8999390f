"""The source ror."""

__all__: list[str] = []
