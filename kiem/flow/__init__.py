"""Sources become claims, claims entities, entities a release: in that order, and without a web framework."""

__all__: list[str] = []
