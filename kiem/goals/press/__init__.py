"""Press: figures that may be quoted, and what others have published."""

__all__: list[str] = []
