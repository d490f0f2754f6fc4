"""Halls, seen from where somebody takes notes."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image

from blog.demo.pictures.canvas import (
    BLUSH,
    DUSK,
    EMBER,
    FADED,
    GLOW,
    INK,
    LEAF,
    PAPER,
    RUBRIC,
    SAND,
    STONE,
    Canvas,
    Colour,
    Point,
    blend,
    engrave,
    wave,
)


def hall_with_a_red_row() -> Image.Image:
    """A lecture hall from the back: rows of empty seats in ink, the third one red."""
    canvas = Canvas(1800, 1125, DUSK)
    vanishing = (900.0, 352.0)
    _walls(canvas, vanishing)
    canvas.rectangle(560, 168, 680, 356, PAPER)
    canvas.rectangle(560, 168, 680, 356, LEAF)
    _slide(canvas, 600, 200)
    canvas.polygon([(420, 524), (1380, 524), (1470, 590), (330, 590)], blend(SAND, STONE, 0.35))
    canvas.polygon([(330, 590), (1470, 590), (1470, 612), (330, 612)], INK)
    canvas.polygon([(1160, 466), (1226, 466), (1236, 560), (1150, 560)], INK)
    canvas.line([(1192, 466), (1180, 440)], INK, 3)
    canvas.disc(1179, 438, 5, RUBRIC)
    for row in range(8):
        depth = row / 7
        y = 632 + 470 * depth**1.35
        colour = RUBRIC if row == 2 else blend(FADED, INK, 0.25 + 0.75 * depth)
        _seats(canvas, y, 0.42 + 1.05 * depth, colour)
    return canvas.finished()


def _walls(canvas: Canvas, vanishing: Point) -> None:
    vx, _horizon = vanishing
    canvas.polygon([(0, 0), (1800, 0), (1330, 120), (470, 120)], blend(DUSK, FADED, 0.35))
    canvas.polygon([(0, 0), (470, 120), (470, 560), (0, 800)], blend(DUSK, FADED, 0.75))
    canvas.polygon([(1800, 0), (1330, 120), (1330, 560), (1800, 800)], blend(DUSK, INK, 0.35))
    canvas.rectangle(470, 120, 860, 440, blend(FADED, STONE, 0.3))
    canvas.polygon([(0, 800), (470, 560), (1330, 560), (1800, 800), (1800, 1125), (0, 1125)], DUSK)
    for panel in range(1, 9):
        x = 470 * (1 - (1 - panel / 9) ** 1.8)
        top, bottom = x * 120 / 470, 800 - x * 240 / 470
        canvas.line([(x, top), (x, bottom)], blend(DUSK, FADED, 0.4), 3)
        canvas.line([(1800 - x, top), (1800 - x, bottom)], INK, 3)
    for lamp in range(6):
        share = 1 - (1 - (lamp + 0.6) / 6) ** 1.6
        y = 120 * share
        half = 210 - 120 * share
        canvas.polygon(
            [(vx - half, y), (vx + half, y), (vx + half * 0.94, y + 7), (vx - half * 0.94, y + 7)],
            GLOW,
        )
    for ray in range(-9, 10):
        canvas.line([(vx + ray * 46, 560), (vx + ray * 205, 1125)], blend(DUSK, INK, 0.45), 2)


def _slide(canvas: Canvas, x: float, y: float) -> None:
    """A plot and three lines of text that nobody in the last row can read."""
    line = wave(6, 0.6, 4)
    canvas.line([(x, y + 250), (x, y)], INK, 3)
    canvas.line([(x, y + 250), (x + 300, y + 250)], INK, 3)
    rising = [
        (x + at * 3, y + 225 - 150 * (1 - math.exp(-at / 32)) - 12 * line(at / 14))
        for at in range(100)
    ]
    canvas.line([(px, py + 34) for px, py in rising], STONE, 4)
    canvas.line(rising, RUBRIC, 5)
    for row, length in enumerate((230, 190, 215, 150)):
        canvas.rectangle(x + 350, y + 26 + row * 46, length, 12, FADED if row else INK)
    canvas.rectangle(x + 350, y + 228, 90, 12, RUBRIC)


def _seats(canvas: Canvas, y: float, size: float, colour: Colour) -> None:
    """One row: backs with round shoulders, and the gap of the aisle."""
    width, tall = 92 * size, 96 * size
    rim = blend(colour, PAPER, 0.16)
    for side in (-1, 1):
        for seat in range(12):
            middle = 900 + side * (70 * size + (seat + 0.5) * width * 1.1)
            left = middle - width / 2
            if left > 1830 or left + width < -30:
                continue
            bend = abs(middle - 900) ** 2 / 900**2 * 26 * size
            box = canvas.points([(left, y - bend), (left + width, y - bend + tall * 2)])
            canvas.pen.rounded_rectangle(box, radius=26 * size * canvas.scale, fill=rim)
            inner = canvas.points(
                [(left, y - bend + 5 * size), (left + width, y - bend + tall * 2)]
            )
            canvas.pen.rounded_rectangle(inner, radius=24 * size * canvas.scale, fill=colour)


def projector_beam() -> Image.Image:
    """A beam over the heads of an audience, on its way to a screen."""
    canvas = Canvas(1600, 900, INK)
    canvas.polygon([(90, 120), (720, 90), (720, 520), (90, 560)], GLOW)
    canvas.polygon([(110, 138), (702, 110), (702, 502), (110, 540)], LEAF)
    canvas.polygon([(720, 90), (1580, 250), (1580, 286), (720, 520)], blend(INK, GLOW, 0.24))
    canvas.polygon([(720, 250), (1580, 262), (1580, 276), (720, 420)], blend(INK, GLOW, 0.34))
    drift = wave(31)
    engrave(
        canvas,
        lambda x, y: 0.5 if _in_beam(x, y) else 0.0,
        spacing=13,
        colour=blend(INK, GLOW, 0.5),
        box=(720, 60, 1590, 560),
        sway=lambda x, y: drift(x / 140) * 5,
        darkest=0.22,
    )
    canvas.disc(400, 318, 122, RUBRIC)
    canvas.polygon([(362, 246), (362, 390), (486, 318)], LEAF)
    dice = random.Random(77)
    for dust in range(140):
        x, y = dice.uniform(730, 1560), dice.uniform(90, 520)
        if _in_beam(x, y):
            canvas.disc(x, y, dice.choice((1.2, 1.8, 2.6)), GLOW if dust % 3 else BLUSH)
    for row, (y, size, colour) in enumerate(
        (
            (640, 62, blend(INK, FADED, 0.5)),
            (740, 84, blend(INK, FADED, 0.28)),
            (880, 116, (18, 15, 12)),
        )
    ):
        for head in range(14):
            x = head * size * 2.15 + (row % 2) * size + dice.uniform(-14, 14) - 20
            top = y - size * dice.uniform(0.75, 1.05)
            canvas.disc(x, top, size * 0.5, colour)
            canvas.rectangle(x - size * 0.17, top, size * 0.34, size, colour)
            shoulders = canvas.points(
                [(x - size * 0.95, top + size * 0.62), (x + size * 0.95, y + 420)]
            )
            canvas.pen.rounded_rectangle(shoulders, radius=size * 0.6 * canvas.scale, fill=colour)
    return canvas.finished()


def _in_beam(x: float, y: float) -> bool:
    share = (x - 720) / 860
    return 0 <= share <= 1 and 90 + 160 * share < y < 520 - 234 * share


def walk_through_posters() -> Image.Image:
    """The plan of a poster hall, and the way one of us took through it."""
    canvas = Canvas(1600, 1000, PAPER)
    canvas.line([(90, 90), (1510, 90), (1510, 910), (860, 910)], INK, 6)
    canvas.line([(740, 910), (90, 910), (90, 90)], INK, 6)
    dice = random.Random(41)
    boards: list[Point] = []
    for row in range(6):
        for column in range(15):
            if column in (4, 10):
                continue
            x, y = 150 + column * 90, 160 + row * 122
            boards.append((x, y))
            busy = dice.random()
            canvas.rectangle(x, y, 62, 10, INK)
            canvas.rectangle(x, y + 10, 62, 3, STONE)
            for _reader in range(int(busy * busy * 8)):
                canvas.disc(x + dice.uniform(2, 60), y + dice.uniform(22, 62), 5, STONE)
    stops = [
        (800, 944),
        (800, 850),
        (690, 838),
        (541, 832),
        (541, 724),
        (360, 716),
        (200, 714),
        (118, 655),
        (200, 596),
        (390, 594),
        (541, 588),
        (541, 478),
        (720, 471),
        (905, 474),
        (1081, 478),
        (1081, 588),
        (1250, 594),
        (1400, 592),
        (1494, 532),
        (1400, 474),
        (1250, 470),
        (1081, 450),
        (1081, 356),
        (905, 349),
        (720, 350),
        (541, 338),
        (541, 232),
        (380, 226),
    ]
    canvas.line(_rounded(stops), RUBRIC, 5)
    for at in (2, 5, 6, 9, 12, 13, 16, 17, 20, 24):
        x, y = stops[at]
        canvas.disc(x, y, 15, PAPER)
        canvas.ring(x, y, 15, RUBRIC, 5)
    x, y = stops[-1]
    canvas.disc(x, y, 17, RUBRIC)
    canvas.disc(800, 940, 12, RUBRIC)
    for table in range(5):
        canvas.disc(1180 + table * 66, 872, 15, EMBER if table == 2 else SAND)
        canvas.ring(1180 + table * 66, 872, 15, FADED, 2)
    return canvas.finished(grain=0.0)


def _rounded(stops: Sequence[Point], steps: int = 14) -> list[Point]:
    """A Catmull-Rom curve through the stops: people do not turn at right angles."""
    padded = [stops[0], *stops, stops[-1]]
    curve: list[Point] = []
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in zip(
        padded, padded[1:], padded[2:], padded[3:], strict=False
    ):
        for step in range(steps):
            t = step / steps
            curve.append((_spline(x0, x1, x2, x3, t), _spline(y0, y1, y2, y3, t)))
    return [*curve, stops[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
