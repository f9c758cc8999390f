"""Promises about colour: contrast, and kinds that a colour-blind reader tells apart."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.foundation.ui.tokens import KINDS, STYLESHEET, TEXT_PAIRS, UI_PAIRS, Colour, colour_tokens, contrast

TOKENS = colour_tokens(STYLESHEET.read_text(encoding="utf-8"))
PARTS = st.floats(0, 1)
COLOURS = st.builds(Colour, PARTS, PARTS, PARTS)
# Machado, Oliveira & Fernandes (2009), severity 1.0, in linear light.
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground_by_four_and_a_half(text: str, surface: str, theme: str) -> None:
    assert contrast(getattr(TOKENS[text], theme), getattr(TOKENS[surface], theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "surface"), UI_PAIRS)
def test_marks_and_borders_stand_out_by_three(mark: str, surface: str, theme: str) -> None:
    assert contrast(getattr(TOKENS[mark], theme), getattr(TOKENS[surface], theme)) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("blindness", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
def test_a_colour_blind_reader_tells_every_kind_from_every_other(
    blindness: tuple[tuple[float, ...], ...], theme: str
) -> None:
    seen = {kind: _seen(getattr(TOKENS[f"kind-{kind}"], theme), blindness) for kind in KINDS}
    distances = {pair: round(dist(seen[pair[0]], seen[pair[1]]), 3) for pair in combinations(KINDS, 2)}
    assert {pair: value for pair, value in distances.items() if value < 0.1} == {}


def test_every_colour_of_the_stylesheet_stands_in_a_token() -> None:
    rules = STYLESHEET.read_text(encoding="utf-8").split("/* ground */")[1].split("@page")[0]
    assert "#" not in rules.replace("&#", "")


def test_a_colour_variable_that_is_used_is_defined() -> None:
    stylesheet = STYLESHEET.read_text(encoding="utf-8")
    named = {part.split(")")[0] for part in stylesheet.split("var(--")[1:]}
    assert {name for name in named if f"--{name}: " not in stylesheet} == set()


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast(Colour.from_hex("#000000"), Colour.from_hex("#ffffff")) == pytest.approx(21)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one: Colour, other: Colour) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0000001


def test_the_stylesheet_and_the_script_stay_small() -> None:
    assert STYLESHEET.stat().st_size <= 24_000
    assert (STYLESHEET.parent / "kiem.js").stat().st_size <= 3_000


def _seen(colour: Colour, blindness: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """Place in OKLab of a colour as a colour-blind reader sees it."""
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in (colour.red, colour.green, colour.blue)
    ]
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in blindness)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
