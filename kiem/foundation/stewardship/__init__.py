"""Where data stewards decide whether two records are one thing; the next build follows what they decide."""

__all__ = ["actions", "models", "reads"]
