"""The colours of the stylesheet as values: read from `kiem.css`, so that they stand in one place only."""

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["STYLESHEET", "TEXT_PAIRS", "UI_PAIRS", "Colour", "Token", "colour_tokens", "contrast"]

STYLESHEET = Path(__file__).parent / "static" / "ui" / "kiem.css"
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")

# What is written on what (WCAG 2.2, 1.4.3: 4.5), and what must be seen on what (1.4.11: 3).
TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink", "warn-wash"),
    ("ink-soft", "paper"),
    ("ink-soft", "wash"),
    ("accent", "paper"),
    ("accent", "wash"),
    ("accent", "warn-wash"),
    ("accent-ink", "accent"),
    ("warn", "paper"),
    ("warn", "wash"),
)
KINDS = (
    "organisation",
    "project",
    "event",
    "instrument",
    "pathway_step",
    "published_figure",
    "peer",
)
UI_PAIRS = (
    ("edge", "paper"),
    ("edge", "wash"),
    ("warn", "warn-wash"),
    *((f"kind-{kind}", surface) for kind in KINDS for surface in ("paper", "wash")),
)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB, each part from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def from_hex(cls, text: str) -> "Colour":
        """Read `#rrggbb`."""
        return cls(*(int(text[n : n + 2], 16) / 255 for n in (1, 3, 5)))

    @property
    def luminance(self) -> float:
        """Relative luminance as WCAG 2.2 defines it, 0 for black to 1 for white."""
        red, green, blue = (_linear(part) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class Token:
    """A named colour in both themes."""

    name: str
    light: Colour
    dark: Colour


def colour_tokens(stylesheet: str) -> dict[str, Token]:
    """Every colour token of a stylesheet by its name, without the two dashes."""
    return {
        name: Token(name, Colour.from_hex(light), Colour.from_hex(dark))
        for name, light, dark in TOKEN.findall(stylesheet)
    }


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio as WCAG 2.2 defines it, 1 to 21, the same both ways round."""
    high, low = sorted((one.luminance, other.luminance), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
