"""The two papers that everything is drawn on: wide for desks and print, narrow for phones."""

from dataclasses import dataclass

__all__ = ["NARROW", "SHEETS", "WIDE", "Sheet", "text_width"]

LETTER = 6.9


@dataclass(frozen=True, slots=True)
class Sheet:
    """Width of a drawing in its own units, one to a pixel; on the narrow one labels stand above."""

    name: str
    width: float
    is_narrow: bool


WIDE = Sheet("wide", 720.0, is_narrow=False)
NARROW = Sheet("narrow", 358.0, is_narrow=True)
SHEETS = (WIDE, NARROW)


def text_width(text: str) -> float:
    """Width that a label takes at thirteen pixels, rather too much than too little."""
    return len(text) * LETTER
