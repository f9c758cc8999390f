"""What every goal stands on: the look, people and roles, the audit trail, the door to the release."""

__all__: list[str] = []
