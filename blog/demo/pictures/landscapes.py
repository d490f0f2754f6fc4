"""Places, in the flat inks of a woodcut with an engraver's sky."""

from __future__ import annotations

import math
import random

from PIL import Image

from blog.demo.pictures.canvas import (
    BLUSH,
    DUSK,
    EMBER,
    FADED,
    GLOW,
    INK,
    LEAF,
    RUBRIC,
    SAND,
    STONE,
    Canvas,
    Colour,
    blend,
    engrave,
    hatch_slopes,
    ridge,
    smooth_noise,
    tone_of,
)


def wheel_at_dusk() -> Image.Image:
    """A giant wheel above roofs, and a red tram in front of them."""
    canvas = Canvas(1800, 1125)
    canvas.gradient(LEAF, BLUSH, 0, 860, bands=9)
    canvas.disc(520, 640, 150, GLOW)
    clouds = tone_of(smooth_noise(11, (300, 188), (4, 9, 19, 37)), 1800, 1125)
    engrave(
        canvas,
        lambda x, y: (
            max(0.0, clouds(x, (y * 2.6 + 330) % 1125) - 0.5) * 1.9 * max(0.0, 1 - y / 620)
        ),
        spacing=9,
        colour=FADED,
        box=(0, 0, 1800, 620),
    )
    _town(canvas, 21, 790, (60, 150), blend(BLUSH, STONE, 0.55), spires=5)
    _wheel(canvas, 1230, 500, 345)
    _town(canvas, 34, 890, (60, 190), FADED, spires=4, lit=BLUSH)
    _town(canvas, 55, 985, (70, 210), DUSK, spires=2, lit=GLOW)
    canvas.rectangle(0, 940, 1800, 200, INK)
    _tram(canvas, 250, 905)
    canvas.rectangle(0, 1046, 1800, 5, FADED)
    canvas.rectangle(0, 1064, 1800, 3, DUSK)
    canvas.line([(0, 806), (760, 822), (1800, 800)], INK, 2)
    return canvas.finished()


def _wheel(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.swelling_line([(x, y), (x - 190, 960)], [13, 30], INK)
    canvas.swelling_line([(x, y), (x + 190, 960)], [13, 30], INK)
    for at in range(60):
        turn = math.tau * at / 60
        canvas.line(
            [(x, y), (x + radius * math.cos(turn), y + radius * math.sin(turn))],
            INK,
            1.4 if at % 2 else 2.2,
        )
    for share, width in ((1.0, 7), (0.955, 3), (0.5, 2.5), (0.12, 9)):
        canvas.ring(x, y, radius * share, INK, width)
    for at in range(15):
        turn = math.tau * (at + 0.35) / 15
        cx, cy = x + radius * math.cos(turn), y + radius * math.sin(turn)
        canvas.rectangle(cx - 25, cy - 4, 50, 34, RUBRIC)
        canvas.polygon([(cx - 29, cy - 3), (cx, cy - 17), (cx + 29, cy - 3)], INK)
        for window in (-18, -4, 10):
            canvas.rectangle(cx + window, cy + 5, 9, 12, GLOW)
    canvas.disc(x, y, 22, RUBRIC)


def _town(
    canvas: Canvas,
    seed: int,
    base: float,
    heights: tuple[int, int],
    colour: Colour,
    *,
    spires: int,
    lit: Colour | None = None,
) -> None:
    """A row of houses; some carry a dome or a spire, some windows are lit."""
    dice = random.Random(seed)
    x = -20.0
    crowned = {round(1800 * (at + 0.3 + 0.5 * dice.random()) / spires) for at in range(spires)}
    while x < canvas.width:
        width = dice.randint(52, 130)
        top = base - dice.randint(*heights)
        canvas.rectangle(x, top, width + 1, canvas.height - top, colour)
        roof = dice.random()
        if any(x <= place < x + width for place in crowned):
            middle = x + width / 2
            canvas.disc(middle, top + 4, width * 0.34, colour)
            canvas.polygon(
                [(middle - 7, top), (middle, top - width * 1.25), (middle + 7, top)], colour
            )
        elif roof < 0.45:
            canvas.polygon([(x, top + 1), (x + width / 2, top - 26), (x + width, top + 1)], colour)
        elif roof < 0.6:
            canvas.rectangle(x + width * 0.6, top - 24, 12, 26, colour)
        if lit:
            for column in range(int(x) + 10, int(x + width) - 12, 19):
                for row in range(int(top) + 14, int(top) + 100, 27):
                    if dice.random() < 0.3:
                        canvas.rectangle(column, row, 7, 12, lit)
        x += width


def _tram(canvas: Canvas, x: float, y: float) -> None:
    for wagon in range(3):
        left = x + wagon * 252
        canvas.rectangle(left, y, 244, 118, RUBRIC)
        canvas.rectangle(left, y, 244, 20, LEAF)
        canvas.rectangle(left, y + 106, 244, 12, DUSK)
        for window in range(4):
            canvas.rectangle(left + 16 + window * 56, y + 32, 44, 40, GLOW)
        for door in (66, 150):
            canvas.rectangle(left + door, y + 78, 30, 4, EMBER)
        for wheel in (52, 192):
            canvas.disc(left + wheel, y + 124, 15, INK)
            canvas.disc(left + wheel, y + 124, 6, FADED)
        if wagon < 2:
            canvas.rectangle(left + 244, y + 26, 8, 74, INK)
    canvas.line([(x + 330, y), (x + 362, y - 48), (x + 318, y - 86)], INK, 4)


def bridge_of_two_arches() -> Image.Image:
    """Hills in the morning, a bridge of two arches, and its reflection in a slow river."""
    canvas = Canvas(1800, 1125)
    canvas.gradient(LEAF, GLOW, 0, 700, bands=8)
    canvas.disc(1270, 300, 128, RUBRIC)
    for layer, (base, height, colour) in enumerate(
        (
            (560, 240, SAND),
            (600, 200, blend(STONE, SAND, 0.55)),
            (640, 170, STONE),
            (680, 150, FADED),
            (706, 95, DUSK),
        )
    ):
        outline = ridge(1800, base, height, 40 + layer * 7, stretch=5 + layer * 2.3)
        canvas.polygon([*outline, (1810, 720), (-10, 720)], colour)
        hatch_slopes(canvas, outline, blend(colour, INK, 0.45), 46 - layer * 5)
    canvas.gradient(blend(GLOW, SAND, 0.6), SAND, 712, 420, bands=6)
    _arches(canvas, 712, up=True, deck=INK)
    _river(canvas, 712)
    for share in range(26):
        x = 20 + share * 15 + (share % 3) * 5
        lean = math.sin(share * 1.7) * 26
        tall = 150 + 60 * math.sin(share * 2.1)
        stalk = [(x, 1130), (x + lean * 0.4, 1130 - tall * 0.6), (x + lean, 1130 - tall)]
        canvas.swelling_line(stalk, [5, 3.4, 0.8], INK)
    return canvas.finished()


def _arches(canvas: Canvas, water: float, *, up: bool, deck: Colour) -> None:
    sign = -1 if up else 1
    for left, right, colour in ((250, 850, RUBRIC), (800, 1400, INK)):
        middle, half = (left + right) / 2, (right - left) / 2
        curve = [
            (middle + half * math.cos(turn), water + sign * (60 + 215 * math.sin(turn)))
            for turn in (math.pi * at / 60 for at in range(61))
        ]
        for x, y in curve[4:-4:3]:
            canvas.line([(x, y), (x, water + sign * 58)], colour, 2.2)
        canvas.swelling_line(
            curve, [22 - 12 * math.sin(math.pi * at / 60) for at in range(61)], colour
        )
    canvas.rectangle(0, water - 66 if up else water + 50, 1800, 14, deck)
    for pier in (130, 250, 825, 1400, 1560, 1700):
        canvas.rectangle(pier - 9, water - 56, 18, 60, deck)


def _river(canvas: Canvas, water: float) -> None:
    """Level strokes: the reflection is drawn as broken lines, shorter towards the reader."""
    dice = random.Random(5)
    reflected: list[tuple[float, float, Colour]] = [
        (1180, 1360, RUBRIC),
        (250, 850, EMBER),
        (800, 1400, FADED),
    ]
    for row in range(46):
        y = water + 8 + row * 9
        for left, right, colour in reflected:
            middle, half = (left + right) / 2, (right - left) / 2
            if row > 38 or dice.random() < row / 60:
                continue
            spread = half * math.sqrt(max(0.0, 1 - (row / 40) ** 2))
            for edge in (middle - spread, middle + spread):
                length = dice.uniform(24, 90)
                canvas.swelling_line(
                    [(edge - length, y), (edge, y + 1), (edge + length, y)],
                    [0.5, 5 - row * 0.06, 0.5],
                    colour,
                )
        for _stroke in range(5):
            x, length = dice.uniform(-100, 1800), dice.uniform(60, 260)
            canvas.swelling_line(
                [(x, y), (x + length / 2, y + 1.5), (x + length, y)],
                [0.3, 2.4, 0.3],
                blend(SAND, FADED, 0.25 + row / 90),
            )
