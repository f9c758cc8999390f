"""Who did what, about what, when: written once, never changed."""

__all__ = ["actions", "models", "reads", "request"]
