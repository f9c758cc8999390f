"""The release that the frame of every page names."""

from kiem.foundation.catalogue import NoRelease, ReleaseCard, current

__all__ = ["release_card"]


def release_card() -> ReleaseCard | None:
    """Return the card of the release that serves now; None before the first build."""
    try:
        return current().release
    except NoRelease:
        return None
