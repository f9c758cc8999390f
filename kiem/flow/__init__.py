"""Sources become claims, claims become entities, entities become a release: in that order, and without a web framework."""

__all__: list[str] = []
