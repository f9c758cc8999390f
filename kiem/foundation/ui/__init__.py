"""The look of Kiem: tokens, page frame, components, formats. Knows no goal and no release."""

__all__ = ["charts", "formats", "frame", "lists", "svg", "table", "tokens", "views"]
