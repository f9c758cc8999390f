"""Test: from a product to permission, as a calendar of the law's steps."""

__all__: list[str] = []
