"""Colours are reckoned as people see them."""

import itertools

import pytest

from blog.core.colours import Oklch, contrast, from_oklch, is_hex, to_oklch


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48),
     ("#ff0000", "#ffffff", 4.0), ("#ffffff", "#ff0000", 4.0)],
)  # fmt: skip
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "degrees"),
    [("#ffffff", 1.0, 0.0, None), ("#ff0000", 0.628, 0.2577, 29.23), ("#0000ff", 0.452, 0.3132, 264.05)],
)  # fmt: skip
def test_oklch_is_that_of_css(colour, lightness, chroma, degrees):
    found = to_oklch(colour)

    assert (round(found.lightness, 3), round(found.chroma, 4)) == (lightness, chroma)
    assert degrees is None or round(found.hue * 57.29578 % 360, 2) == degrees


def test_there_and_back_changes_no_colour():
    colours = [
        f"#{r:02x}{g:02x}{b:02x}" for r, g, b in itertools.product((0, 51, 128, 255), repeat=3)
    ]

    assert [from_oklch(to_oklch(colour)) for colour in colours] == colours


def test_a_colour_that_no_screen_has_is_made_paler_and_keeps_its_lightness():
    shown = to_oklch(from_oklch(Oklch(0.48, 0.3, 1.7)))

    assert abs(shown.lightness - 0.48) < 0.005
    assert abs(shown.hue - 1.7) < 0.05
    assert shown.chroma < 0.15


@pytest.mark.parametrize(
    ("text", "answer"),
    [("#a5241b", True), ("#A5241B", False), ("#fff", False), ("a5241b", False), ("#a5241b\n", False)],
)  # fmt: skip
def test_only_six_small_digits_are_a_colour(text, answer):
    assert is_hex(text) is answer
