"""Story: the history of the ecosystem, from the same register, each event with its evidence."""

__all__: list[str] = []
