"""Prints: hills in lines, a tree, a harbour in dots, water around stones."""

from __future__ import annotations

import math
import random

from PIL import Image

from blog.demo.pictures.canvas import (
    BLUSH,
    DUSK,
    GLOW,
    INK,
    LEAF,
    PAPER,
    RUBRIC,
    SAND,
    STONE,
    Canvas,
    Colour,
    blend,
    engrave,
    halftone,
    tone_of,
    wave,
)


def ridgelines() -> Image.Image:
    """Curves one behind the other, as hills stand at evening; a few in the middle are red."""
    canvas = Canvas(1800, 1125, LEAF)
    canvas.gradient(GLOW, LEAF, 0, 420, bands=6)
    rows = 42
    for row in range(rows):
        y = 300 + row * 20.5
        line, slow = wave(400 + row // 3, 0.6, 6), wave(900 + row // 7, 0.5, 3)
        lift = 40 + 210 * (1 - row / rows) ** 1.2
        points = [
            (
                float(x),
                y
                - lift
                * (0.5 + 0.5 * slow(x / 420 + row * 0.05))
                * (0.55 + 0.45 * abs(line(x / 120))),
            )
            for x in range(0, 1801, 6)
        ]
        ground = blend(PAPER, SAND, row / rows)
        canvas.polygon([*points, (1800, 1130), (0, 1130)], ground)
        weights = [1.0 + 3.4 * (row / rows) + 1.6 * abs(line(x / 200)) for x, _ in points]
        canvas.swelling_line(
            points, weights, RUBRIC if 17 <= row <= 19 else blend(STONE, INK, row / rows)
        )
    return canvas.finished(grain=0.02)


def tree_of_tunes() -> Image.Image:
    """Two families of melodies grow from one root; their branches bend towards the light."""
    canvas = Canvas(1800, 1125, LEAF)
    halftone(
        canvas,
        lambda x, y: 0.3 * max(0.0, 1 - math.hypot(x - 900, (y - 470) * 1.25) / 780),
        pitch=15,
        colour=blend(SAND, LEAF, 0.2),
    )
    canvas.swelling_line([(0, 1040), (900, 1010), (1800, 1044)], [3, 8, 3], INK)
    dice = random.Random(19)
    _branch(canvas, dice, 900, 1014, -math.pi / 2 - 0.2, 196, 44, 0, INK)
    _branch(canvas, dice, 908, 1014, -math.pi / 2 + 0.24, 196, 42, 0, RUBRIC)
    for root in range(9):
        angle = math.pi * (0.12 + 0.76 * root / 8)
        reach = 120 + 70 * math.sin(root * 2.3)
        canvas.swelling_line(
            [
                (904, 1006),
                (904 + math.cos(angle) * reach * 0.6, 1010 + 26 * math.sin(angle)),
                (904 + math.cos(angle) * reach, 1016 + 58 * math.sin(angle)),
            ],
            [16, 6, 0.6],
            INK if root > 4 else DUSK,
        )
    return canvas.finished()


def _branch(
    canvas: Canvas,
    dice: random.Random,
    x: float,
    y: float,
    angle: float,
    length: float,
    weight: float,
    depth: int,
    colour: Colour,
) -> None:
    bend = dice.uniform(-0.22, 0.22)
    middle = (x + math.cos(angle) * length * 0.5, y + math.sin(angle) * length * 0.5)
    end = (
        middle[0] + math.cos(angle + bend) * length * 0.5,
        middle[1] + math.sin(angle + bend) * length * 0.5,
    )
    canvas.swelling_line([(x, y), middle, end], [weight, weight * 0.84, weight * 0.7], colour)
    if depth == 7:
        # Each leaf is a note head, with its stem.
        canvas.pen.ellipse(
            canvas.points([(end[0] - 9, end[1] - 6), (end[0] + 9, end[1] + 6)]), fill=colour
        )
        canvas.line([(end[0] + 8, end[1]), (end[0] + 8, end[1] - 30)], colour, 2)
        return
    spread = dice.uniform(0.26, 0.44)
    for side in (-1, 1):
        if depth > 2 and dice.random() < 0.12:
            continue
        turned = angle + bend + side * spread
        turned += (-math.pi / 2 - turned) * 0.06
        _branch(
            canvas,
            dice,
            *end,
            turned,
            length * dice.uniform(0.76, 0.88),
            weight * 0.66,
            depth + 1,
            colour,
        )


def skyline_in_dots() -> Image.Image:
    """A harbour town in halftone under a red sun, with its cranes and their reflection."""
    canvas = Canvas(1800, 1125, PAPER)
    canvas.disc(1290, 400, 190, RUBRIC)
    grey = _harbour().image.resize((900, 563)).convert("L")
    halftone(canvas, tone_of(grey, 1800, 1125), pitch=20, colour=INK, angle=30)
    for foot, reach in ((260, 380), (800, 300), (1600, -380)):
        _crane(canvas, foot, reach)
    return canvas.finished(grain=0)


def _crane(canvas: Canvas, foot: float, reach: float) -> None:
    back, jib, peak = foot - reach * 0.3, foot + reach, 240
    canvas.line([(foot, 870), (foot, peak)], INK, 15)
    canvas.line([(back, 352), (jib, 352)], INK, 13)
    canvas.line([(back, 352), (foot, peak), (jib, 352)], INK, 4)
    canvas.rectangle(back - 20, 340, 40, 62, INK)
    canvas.line([(jib - reach * 0.25, 352), (jib - reach * 0.25, 540)], INK, 4)
    canvas.rectangle(jib - reach * 0.25 - 22, 540, 44, 30, INK)


def _harbour() -> Canvas:
    town = Canvas(900, 563, (250, 250, 250))
    town.gradient((214, 214, 214), (255, 255, 255), 0, 300)
    dice = random.Random(66)
    for base, tone, low, high in ((380, 205, 60, 170), (400, 150, 40, 140), (420, 70, 14, 80)):
        x = -10
        while x < 900:
            wide = dice.randint(30, 78)
            top = base - dice.randint(low, high)
            town.rectangle(x, top, wide, 600 - top, (tone, tone, tone))
            if tone == 150 and dice.random() < 0.5:
                town.polygon(
                    [(x, top), (x + wide / 2, top - 22), (x + wide, top)], (tone, tone, tone)
                )
            x += wide
    for ripple in range(17):
        tone = 40 + round(200 * (ripple / 16) ** 0.8)
        shade = tone if ripple % 2 else min(255, tone + 45)
        town.rectangle(0, 424 + ripple * 9, 900, 9, (shade, shade, shade))
    return town


def field_of_strokes() -> Image.Image:
    """Level strokes that swell around two quiet places, as water does around stones."""
    canvas = Canvas(1800, 1125, BLUSH)
    canvas.gradient(LEAF, blend(GLOW, BLUSH, 0.5), 0, 1125, bands=12)
    stones = ((590.0, 520.0, 190.0), (1240.0, 640.0, 120.0))

    def sway(x: float, y: float) -> float:
        return sum(
            (y - cy) * 0.75 * math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2.2 * r * r))
            for cx, cy, r in stones
        )

    def tone(x: float, y: float) -> float:
        near = min(math.hypot(x - cx, y - cy) / r for cx, cy, r in stones)
        return 0.1 + 0.62 * math.exp(-(((near - 1.45) / 0.8) ** 2))

    engrave(canvas, tone, spacing=12, colour=INK, sway=sway)
    for at, (cx, cy, r) in enumerate(stones):
        canvas.disc(cx, cy, r * 0.9, DUSK if at else RUBRIC)
    return canvas.finished()
