"""One Django app a goal of the mission; none knows another."""

__all__: list[str] = []
