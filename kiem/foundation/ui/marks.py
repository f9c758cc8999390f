"""The marks that stand for things: seven shapes for the kinds, four leaves for the state of a claim."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

__all__ = ["CLAIM_MARKS", "KIND_MARKS", "ClaimMark", "KindMark", "claim_mark_of", "kind_mark_of"]


@dataclass(frozen=True, slots=True)
class KindMark:
    """Shape of a kind of thing: an SVG path around the origin, six units to each side."""

    kind: str
    word: str
    path: str

    @property
    def label(self) -> str:
        """Name of the kind in the language of the page."""
        return gettext(self.word)


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """Shape of a claim's state in a box of 12 by 12: a filled path, a hollow path, or both."""

    state: str
    word: str
    filled: str
    hollow: str

    @property
    def label(self) -> str:
        """Name of the state in the language of the page."""
        return gettext(self.word)


_KINDS = (
    KindMark("organisation", gettext_noop("organisation"), "M0-5.2a5.2 5.2 0 1 1 0 10.4a5.2 5.2 0 1 1 0-10.4z"),
    KindMark("project", gettext_noop("project"), "M0-5.6 6 5H-6z"),
    KindMark("event", gettext_noop("event"), "M0-6 6 0 0 6-6 0z"),
    KindMark("instrument", gettext_noop("funding instrument"), "M-5-5H5V5H-5z"),
    KindMark("pathway_step", gettext_noop("pathway step"), "M-6-5H1L6 0 1 5H-6L-2 0z"),
    KindMark("published_figure", gettext_noop("published figure"), "M-6 6V1H-3V6zM-1.5 6V-2.5H1.5V6zM3 6V-6H6V6z"),
    KindMark(
        "peer",
        gettext_noop("peer cluster"),
        "M0-6a6 6 0 1 1 0 12a6 6 0 1 1 0-12zm0 2.8a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4z",
    ),
)
_UP = "M1.5 10.5C1.5 5 5 1.5 10.5 1.5 10.5 7 7 10.5 1.5 10.5z"
_CLAIMS = (
    ClaimMark("fresh", gettext_noop("fresh"), _UP, ""),
    ClaimMark("stale", gettext_noop("past its shelf life"), "", _UP),
    ClaimMark(
        "contradicted",
        gettext_noop("sources disagree"),
        "M5.3 11C1.5 10 .3 6.5 1 2 4.5 3.5 6 6.5 5.3 11z",
        "M6.7 11C10.5 10 11.7 6.5 11 2 7.5 3.5 6 6.5 6.7 11z",
    ),
    ClaimMark(
        "stated",
        gettext_noop("stated by the member"),
        "M.6 10.3C-.2 5.5 1.5 2.7 5.2 1.7 5.5 5.8 4 9 .6 10.3z"
        "M6.9 10.3C6.1 5.5 7.8 2.7 11.5 1.7 11.8 5.8 10.3 9 6.9 10.3z",
        "",
    ),
)
KIND_MARKS = {mark.kind: mark for mark in _KINDS}
CLAIM_MARKS = {mark.state: mark for mark in _CLAIMS}


def kind_mark_of(kind: str) -> KindMark:
    """Mark of a kind in the vocabulary; ValueError names the seven for any other word."""
    if kind not in KIND_MARKS:
        message = f"no mark for the kind {kind!r}; the kinds are {', '.join(KIND_MARKS)}"
        raise ValueError(message)
    return KIND_MARKS[kind]


def claim_mark_of(state: str) -> ClaimMark:
    """Mark of a claim's state; ValueError names the four for any other word."""
    if state not in CLAIM_MARKS:
        message = f"no mark for the state {state!r}; the states are {', '.join(CLAIM_MARKS)}"
        raise ValueError(message)
    return CLAIM_MARKS[state]
