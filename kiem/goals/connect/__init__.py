"""Connect: who has worked with whom, as evidence."""

__all__: list[str] = []
