"""People who sign in: who they are, what they may do, how they prove it."""

__all__ = ["actions", "models", "permissions", "reads", "roles"]
