"""Drawings that come out of a formula."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageFont

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
    RULE,
    SAND,
    STONE,
    Canvas,
    Colour,
    Point,
    blend,
    engrave,
    halftone,
    tone_of,
    wave,
)


def contour_map() -> Image.Image:
    """Level lines of an island that does not exist; one of them is red."""
    width, height, cell = 1800, 1125, 9
    canvas = Canvas(width, height, LEAF)
    first, second, third = wave(23, 0.55, 4), wave(71, 0.55, 4), wave(97, 0.5, 3)

    def land(x: float, y: float) -> float:
        far = math.hypot((x - 980) / 900, (y - 540) / 560)
        rough = first(x / 250 + second(y / 330)) + second(y / 190 - third(x / 280)) + 0.6 * third((x + y) / 310)
        return 9.2 - 8.4 * far**1.5 + 2.5 * rough

    columns, rows = width // cell + 2, height // cell + 2
    grid = [[land(column * cell, row * cell) for column in range(columns)] for row in range(rows)]
    for row in range(rows - 1):
        for column in range(columns - 1):
            level = math.floor(grid[row][column] / 2)
            colour = blend(PAPER, SAND, min(1.0, 0.16 + level * 0.17)) if level >= 0 else blend(LEAF, STONE, 0.28)
            canvas.rectangle(column * cell, row * cell, cell + 0.5, cell + 0.5, colour)
    for step in range(-16, 28):
        level = step / 2
        shore, heavy, red = step == 0, step % 4 == 0, step == 14
        colour = RUBRIC if red else INK if shore or heavy else FADED if step > 0 else STONE
        for start, end in _level_line(grid, cell, level + 1e-6):
            canvas.line([start, end], colour, 4.5 if red else 3.5 if shore else 2.2 if heavy and step > 0 else 1)
    return canvas.finished(grain=0.02)


def _level_line(grid: list[list[float]], cell: int, level: float) -> Iterator[tuple[Point, Point]]:
    """The pieces of one level line, a cell at a time (marching squares)."""
    for row, (upper, lower) in enumerate(pairwise(grid)):
        for column in range(len(upper) - 1):
            corners = (upper[column], upper[column + 1], lower[column + 1], lower[column])
            if min(corners) >= level or max(corners) < level:
                continue
            places = ((0, 0), (1, 0), (1, 1), (0, 1))
            cut: list[Point] = []
            for at in range(4):
                here, there = corners[at], corners[(at + 1) % 4]
                if (here < level) != (there < level):
                    share = (level - here) / (there - here)
                    (x0, y0), (x1, y1) = places[at], places[(at + 1) % 4]
                    cut.append(((column + x0 + (x1 - x0) * share) * cell, (row + y0 + (y1 - y0) * share) * cell))
            for start, end in zip(cut[::2], cut[1::2], strict=True):
                yield start, end


def sunflower_of_posters() -> Image.Image:
    """Seeds in the golden angle, as large as a crowd; the tenth part of them is red."""
    canvas = Canvas(1800, 1125, PAPER)
    golden = math.pi * (3 - math.sqrt(5))
    dice = random.Random(10)
    for seed in range(1, 1150):
        radius = 17.2 * math.sqrt(seed)
        x, y = 900 + radius * math.cos(seed * golden) * 1.62, 562 + radius * math.sin(seed * golden)
        if not (-20 < x < 1820 and -20 < y < 1145):
            continue
        swell = 0.5 + 0.5 * math.sin(seed / 21.0)
        size = 3.0 + 7.2 * swell * min(1.0, seed / 60)
        colour: Colour = RUBRIC if dice.random() < 0.1 else blend(INK, STONE, 0.75 * (1 - swell))
        canvas.disc(x, y, size, colour)
        if colour == RUBRIC:
            canvas.ring(x, y, size + 4, RUBRIC, 1.6)
    return canvas.finished(grain=0.02)


def detuned_partials() -> Image.Image:
    """A spectrogram as an engraver would cut it: partials over time, a second voice drifts in red."""
    width, height = 1800, 1080
    canvas = Canvas(width, height, PAPER)
    vibrato, drift = wave(9, 0.4, 3), wave(52, 0.5, 4)
    notes = ((60, 520, 64.0), (480, 900, 54.0), (860, 1330, 72.0), (1290, 1760, 60.0))
    noise = random.Random(4)
    for begin, end, pitch in notes:
        for partial in range(1, 17):
            loud = 30.0 / (1 + 0.3 * partial) * (0.55 if partial % 3 == 0 else 1.0)
            for voice, colour in enumerate((INK, RUBRIC)):
                points, weights = [], []
                for x in range(begin, end, 4):
                    age = (x - begin) / (end - begin)
                    bent = 1 + 0.003 * vibrato(x / 30) + voice * (0.012 + 0.02 * age + 0.006 * drift(x / 130))
                    y = height - 60 - pitch * partial * bent
                    decay = math.exp(-age * (1.6 + 0.16 * partial)) * min(1.0, age * 26) * min(1.0, (1 - age) * 12)
                    points.append((float(x), y))
                    weights.append(0.3 + loud * decay * (0.34 if voice else 1.0))
                if min(y for _, y in points) > 24:
                    canvas.swelling_line(points, weights, colour)
        for _speck in range(420):
            x, y = begin + noise.random() ** 2.6 * 150, noise.uniform(30, height - 66)
            canvas.line([(x, y), (x + noise.uniform(3, 12), y)], blend(PAPER, FADED, noise.random()), 1.2)
    canvas.line([(40, height - 48), (width - 40, height - 48)], INK, 3)
    for begin, _end, _pitch in notes:
        canvas.line([(begin, height - 48), (begin, height - 30)], INK, 3)
    return canvas.finished(grain=0.02)


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
            (float(x), y - lift * (0.5 + 0.5 * slow(x / 420 + row * 0.05)) * (0.55 + 0.45 * abs(line(x / 120))))
            for x in range(0, 1801, 6)
        ]
        ground = blend(PAPER, SAND, row / rows)
        canvas.polygon([*points, (1800, 1130), (0, 1130)], ground)
        weights = [1.0 + 3.4 * (row / rows) + 1.6 * abs(line(x / 200)) for x, _ in points]
        canvas.swelling_line(points, weights, RUBRIC if 17 <= row <= 19 else blend(STONE, INK, row / rows))
    return canvas.finished(grain=0.02)


def tree_of_tunes() -> Image.Image:
    """Two families of melodies grow from one root; their branches bend towards the light."""
    canvas = Canvas(1800, 1125, LEAF)
    halftone(canvas, lambda x, y: 0.3 * max(0.0, 1 - math.hypot(x - 900, (y - 470) * 1.25) / 780),
             pitch=15, colour=blend(SAND, LEAF, 0.2))  # fmt: skip
    canvas.swelling_line([(0, 1040), (900, 1010), (1800, 1044)], [3, 8, 3], INK)
    dice = random.Random(19)
    _branch(canvas, dice, 900, 1014, -math.pi / 2 - 0.2, 196, 44, 0, INK)
    _branch(canvas, dice, 908, 1014, -math.pi / 2 + 0.24, 196, 42, 0, RUBRIC)
    for root in range(9):
        angle = math.pi * (0.12 + 0.76 * root / 8)
        reach = 120 + 70 * math.sin(root * 2.3)
        canvas.swelling_line([(904, 1006), (904 + math.cos(angle) * reach * 0.6, 1010 + 26 * math.sin(angle)),
                              (904 + math.cos(angle) * reach, 1016 + 58 * math.sin(angle))], [16, 6, 0.6],
                             INK if root > 4 else DUSK)  # fmt: skip
    return canvas.finished()


def _branch(
    canvas: Canvas, dice: random.Random, x: float, y: float, angle: float, length: float,
    weight: float, depth: int, colour: Colour,
) -> None:  # fmt: skip
    bend = dice.uniform(-0.22, 0.22)
    middle = (x + math.cos(angle) * length * 0.5, y + math.sin(angle) * length * 0.5)
    end = (middle[0] + math.cos(angle + bend) * length * 0.5, middle[1] + math.sin(angle + bend) * length * 0.5)
    canvas.swelling_line([(x, y), middle, end], [weight, weight * 0.84, weight * 0.7], colour)
    if depth == 7:
        # Each leaf is a note head, with its stem.
        canvas.pen.ellipse(canvas.points([(end[0] - 9, end[1] - 6), (end[0] + 9, end[1] + 6)]), fill=colour)
        canvas.line([(end[0] + 8, end[1]), (end[0] + 8, end[1] - 30)], colour, 2)
        return
    spread = dice.uniform(0.26, 0.44)
    for side in (-1, 1):
        if depth > 2 and dice.random() < 0.12:
            continue
        turned = angle + bend + side * spread
        turned += (-math.pi / 2 - turned) * 0.06
        _branch(canvas, dice, *end, turned, length * dice.uniform(0.76, 0.88), weight * 0.66, depth + 1, colour)


def skyline_in_dots() -> Image.Image:
    """A harbour town in halftone under a red sun, with its cranes and their reflection."""
    canvas = Canvas(1800, 1125, PAPER)
    canvas.disc(1290, 400, 190, RUBRIC)
    grey = _harbour().image.resize((900, 563)).convert("L")
    halftone(canvas, tone_of(grey, 1800, 1125), pitch=9.5, colour=INK, angle=30)
    return canvas.finished(grain=0.02)


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
                town.polygon([(x, top), (x + wide / 2, top - 22), (x + wide, top)], (tone, tone, tone))
            x += wide
    for foot, reach in ((130, 190), (400, 150), (800, -190)):
        mast = [(foot, 430), (foot, 170)]
        town.line(mast, (0, 0, 0), 8)
        town.line([(foot - reach * 0.3, 176), (foot + reach, 176)], (0, 0, 0), 8)
        town.line([(foot - reach * 0.3, 176), (foot, 120), (foot + reach, 176)], (0, 0, 0), 3)
        town.line([(foot, 120), (foot, 176)], (0, 0, 0), 6)
        town.line([(foot + reach * 0.75, 176), (foot + reach * 0.75, 268)], (0, 0, 0), 3)
        town.rectangle(foot - reach * 0.3 - 9, 168, 20, 30, (0, 0, 0))
    for ripple in range(17):
        tone = 40 + round(200 * (ripple / 16) ** 0.8)
        shade = tone if ripple % 2 else min(255, tone + 45)
        town.rectangle(0, 424 + ripple * 9, 900, 9, (shade, shade, shade))
    return town


def interval_widths() -> Image.Image:
    """How far off a percentage may be, by the size of the test set: the plot of the essay."""
    canvas = Canvas(1600, 900, PAPER)
    left, right, top, bottom = 170.0, 1530.0, 80.0, 770.0
    sizes = (100, 200, 400, 800, 1600, 3200, 6400, 12800)

    def place(size: float) -> float:
        return left + 60 + (right - left - 120) * math.log(size / 100) / math.log(128)

    def level(points: float) -> float:
        return bottom - (bottom - top) * (points + 7) / 14

    for points in range(-6, 7, 2):
        canvas.line([(left, level(points)), (right, level(points))], RULE, 1.5 if points else 3)
        _label(canvas, left - 22, level(points), f"{points:+d}" if points else "0", "rm")
    band = [(place(100 * 1.06**at), 196 * math.sqrt(0.09 / (100 * 1.06**at))) for at in range(84)]
    canvas.polygon([*((x, level(w)) for x, w in band), *((x, level(-w)) for x, w in reversed(band))], GLOW)
    for sign in (-1, 1):
        canvas.line([(x, level(sign * w)) for x, w in band], INK, 3)
    for size in sizes:
        half = 196 * math.sqrt(0.09 / size)
        x = place(size)
        canvas.line([(x, level(half)), (x, level(-half))], RUBRIC, 4)
        for end in (half, -half):
            canvas.line([(x - 14, level(end)), (x + 14, level(end))], RUBRIC, 4)
        canvas.disc(x, level(0), 9, RUBRIC)
        _label(canvas, x, bottom + 34, f"{size:,}".replace(",", " "), "mm")
    canvas.line([(left, level(0.5)), (right, level(0.5))], INK, 2.5)
    _label(canvas, right - 6, level(0.5) - 22, "half a point", "rm", INK)
    _label(canvas, (left + right) / 2, bottom + 88, "examples in the test set", "mm")
    _label(canvas, left - 70, top - 32, "percentage points", "lm")
    return canvas.finished(grain=0.0)


def _label(
    canvas: Canvas, x: float, y: float, text: str, anchor: str, colour: Colour = FADED
) -> None:
    font = ImageFont.load_default(26 * canvas.scale)
    canvas.pen.text((x * canvas.scale, y * canvas.scale), text, fill=colour, font=font, anchor=anchor)


def field_of_strokes() -> Image.Image:
    """Level strokes that swell around two quiet places, as water does around stones."""
    canvas = Canvas(1800, 1125, BLUSH)
    canvas.gradient(LEAF, blend(GLOW, BLUSH, 0.5), 0, 1125, bands=12)
    stones = ((590.0, 520.0, 190.0), (1240.0, 640.0, 120.0))

    def sway(x: float, y: float) -> float:
        return sum((y - cy) * 0.75 * math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2.2 * r * r))
                   for cx, cy, r in stones)  # fmt: skip

    def tone(x: float, y: float) -> float:
        near = min(math.hypot(x - cx, y - cy) / r for cx, cy, r in stones)
        return 0.1 + 0.62 * math.exp(-(((near - 1.45) / 0.8) ** 2))

    engrave(canvas, tone, spacing=12, colour=INK, sway=sway)
    for at, (cx, cy, r) in enumerate(stones):
        canvas.disc(cx, cy, r * 0.9, DUSK if at else RUBRIC)
    return canvas.finished()
