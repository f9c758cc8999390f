"""Work that needs no release and no web framework: counting days, laying out pathways, and what later goals compute."""

__all__ = ["pathways", "workdays"]
