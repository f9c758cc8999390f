"""The source followthemoney."""

__all__: list[str] = []
