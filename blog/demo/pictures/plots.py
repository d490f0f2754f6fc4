"""Drawings that come out of a formula."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageFont

from blog.demo.pictures.canvas import (
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
    wave,
)


def contour_map() -> Image.Image:
    """Level lines of an island that does not exist; one of them is red."""
    width, height, cell = 1800, 1125, 9
    canvas = Canvas(width, height, LEAF)
    first, second, third = wave(23, 0.55, 4), wave(71, 0.55, 4), wave(97, 0.5, 3)

    def land(x: float, y: float) -> float:
        far = math.hypot((x - 980) / 900, (y - 540) / 560)
        rough = (
            first(x / 250 + second(y / 330))
            + second(y / 190 - third(x / 280))
            + 0.6 * third((x + y) / 310)
        )
        return 9.2 - 8.4 * far * math.sqrt(far) + 2.5 * rough

    columns, rows = width // cell + 2, height // cell + 2
    grid = [[land(column * cell, row * cell) for column in range(columns)] for row in range(rows)]
    for row in range(rows - 1):
        for column in range(columns - 1):
            height_step = math.floor(grid[row][column] / 2)
            colour = (
                blend(PAPER, SAND, min(1.0, 0.16 + height_step * 0.17))
                if height_step >= 0
                else blend(LEAF, STONE, 0.28)
            )
            canvas.rectangle(column * cell, row * cell, cell + 0.5, cell + 0.5, colour)
    for step in range(-16, 28):
        level = step / 2
        shore, heavy, red = step == 0, step % 4 == 0, step == 14
        colour = RUBRIC if red else INK if shore or heavy else FADED if step > 0 else STONE
        for start, end in _level_line(grid, cell, level + 1e-6):
            canvas.line(
                [start, end],
                colour,
                4.5 if red else 3.5 if shore else 2.2 if heavy and step > 0 else 1,
            )
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
                    cut.append(
                        (
                            (column + x0 + (x1 - x0) * share) * cell,
                            (row + y0 + (y1 - y0) * share) * cell,
                        )
                    )
            yield from zip(cut[::2], cut[1::2], strict=True)


def sunflower_of_posters() -> Image.Image:
    """Seeds in the golden angle, as large as a crowd; the tenth part of them is red."""
    canvas = Canvas(1800, 1125, PAPER)
    golden = math.pi * (3 - math.sqrt(5))
    dice = random.Random(10)
    for seed in range(1, 1150):
        radius = 15.4 * math.sqrt(seed)
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
    """A spectrogram as if engraved: partials over time, and a second voice that drifts in red."""
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
                    bent = (
                        1
                        + 0.003 * vibrato(x / 30)
                        + voice * (0.012 + 0.02 * age + 0.006 * drift(x / 130))
                    )
                    y = height - 60 - pitch * partial * bent
                    decay = (
                        math.exp(-age * (1.6 + 0.16 * partial))
                        * min(1.0, age * 26)
                        * min(1.0, (1 - age) * 12)
                    )
                    points.append((float(x), y))
                    weights.append(0.3 + loud * decay * (0.34 if voice else 1.0))
                if min(y for _, y in points) > 24:
                    canvas.swelling_line(points, weights, colour)
        for _speck in range(420):
            x, y = begin + noise.random() ** 2.6 * 150, noise.uniform(30, height - 66)
            canvas.line(
                [(x, y), (x + noise.uniform(3, 12), y)], blend(PAPER, FADED, noise.random()), 1.2
            )
    canvas.line([(40, height - 48), (width - 40, height - 48)], INK, 3)
    for begin, _end, _pitch in notes:
        canvas.line([(begin, height - 48), (begin, height - 30)], INK, 3)
    return canvas.finished(grain=0.0)


def interval_widths() -> Image.Image:
    """How far off a percentage may be, by the size of the test set: the plot of the essay."""
    canvas = Canvas(1600, 1000, PAPER)
    left, right, top, bottom = 150.0, 1560.0, 110.0, 820.0
    sizes = (100, 200, 400, 800, 1600, 3200, 6400, 12800)

    def place(size: float) -> float:
        return left + 60 + (right - left - 120) * math.log(size / 100) / math.log(128)

    def level(points: float) -> float:
        return bottom - (bottom - top) * (points + 7) / 14

    for points in range(-6, 7, 2):
        canvas.line([(left, level(points)), (right, level(points))], RULE, 1.5 if points else 3)
        _label(canvas, left - 22, level(points), f"{points:+d}" if points else "0", "rm")
    band = [(place(100 * 1.06**at), 196 * math.sqrt(0.09 / (100 * 1.06**at))) for at in range(84)]
    canvas.polygon(
        [*((x, level(w)) for x, w in band), *((x, level(-w)) for x, w in reversed(band))], GLOW
    )
    for sign in (-1, 1):
        canvas.line([(x, level(sign * w)) for x, w in band], INK, 3)
    for size in sizes:
        half = 196 * math.sqrt(0.09 / size)
        x = place(size)
        canvas.line([(x, level(half)), (x, level(-half))], RUBRIC, 4)
        for end in (half, -half):
            canvas.line([(x - 14, level(end)), (x + 14, level(end))], RUBRIC, 4)
        canvas.disc(x, level(0), 9, RUBRIC)
        _label(canvas, x, bottom + 44, f"{size:,}".replace(",", " "), "mm")
    canvas.line([(left, level(0.5)), (right, level(0.5))], INK, 2.5)
    _label(canvas, right - 6, level(1.75), "half a point", "rm", INK)
    _label(canvas, (left + right) / 2, bottom + 128, "examples in the test set", "mm")
    _label(canvas, 40, top - 52, "percentage points", "lm")
    return canvas.finished(grain=0.0)


def _label(
    canvas: Canvas, x: float, y: float, text: str, anchor: str, colour: Colour = FADED
) -> None:
    font = ImageFont.load_default(40 * canvas.scale)
    canvas.pen.text(
        (x * canvas.scale, y * canvas.scale), text, fill=colour, font=font, anchor=anchor
    )
