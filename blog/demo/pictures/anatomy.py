"""The parts that all portraits have: shoulders, a face, a look."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise

from blog.demo.pictures.canvas import (
    INK,
    PAPER,
    Canvas,
    Colour,
    Point,
    blend,
    engrave,
)

SIZE = 960


def sheet(ground: Colour, rays: Colour, seed: int) -> Canvas:
    canvas = Canvas(SIZE, SIZE, ground)
    drift = random.Random(seed).random() * 6
    engrave(
        canvas,
        lambda x, y: 0.16 + 0.34 * abs(math.sin(math.hypot(x - 480, y - 430) / 74 + drift)),
        spacing=15,
        colour=rays,
    )
    return canvas


def oval(
    cx: float, cy: float, rx: float, ry: float, start: float = 0.0, end: float = 360.0
) -> list[Point]:
    first, last = math.radians(start), math.radians(end)
    return [
        (
            cx + rx * math.cos(first + (last - first) * at / 48),
            cy + ry * math.sin(first + (last - first) * at / 48),
        )
        for at in range(49)
    ]


def bust(
    canvas: Canvas, skin: Colour, cloth: Colour, *, neck: float = 82, wide: float = 330
) -> None:
    shoulders = [
        (480 - wide, 980),
        (480 - wide, 900),
        (480 - wide * 0.78, 800),
        (480 - neck, 742),
        (480 + neck, 742),
        (480 + wide * 0.78, 800),
        (480 + wide, 900),
        (480 + wide, 980),
    ]
    canvas.polygon(curve(shoulders), cloth)
    canvas.polygon(
        [
            (480 - neck, 600),
            (480 + neck, 600),
            (480 + neck + 6, 760),
            (480, 822),
            (480 - neck - 6, 760),
        ],
        skin,
    )
    shade = blend(skin, INK, 0.22)
    canvas.polygon(
        [
            (480 - neck, 650),
            (480 + neck, 650),
            (480 + neck, 690),
            (480 + 10, 744),
            (480 - neck, 690),
        ],
        shade,
    )


def curve(corners: Sequence[Point]) -> list[Point]:
    """Corners cut twice (Chaikin): enough to make a shoulder of them."""
    points = list(corners)
    for _pass in range(3):
        cut: list[Point] = [points[0]]
        for (x0, y0), (x1, y1) in pairwise(points):
            cut += [
                (0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1),
                (0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1),
            ]
        points = [*cut, points[-1]]
    return points


def face(canvas: Canvas, skin: Colour, *, rx: float = 158, ry: float = 206) -> None:
    jaw = [
        (480 - rx, 420),
        (480 - rx, 540),
        (480 - rx * 0.66, 640),
        (480, 690),
        (480 + rx * 0.66, 640),
        (480 + rx, 540),
        (480 + rx, 420),
    ]
    for ear in (480 - rx, 480 + rx):
        canvas.polygon(oval(ear, 482, 25, 44), blend(skin, INK, 0.1))
    canvas.polygon([*oval(480, 430, rx, ry, 180, 360), *reversed(curve(jaw))], skin)
    half = [
        *oval(480, 430, rx, ry, 270, 360),
        *reversed(curve(jaw)[: len(curve(jaw))][-len(curve(jaw)) // 2 :]),
        (480, 690),
    ]
    canvas.polygon([(480, 430 - ry), *half], blend(skin, INK, 0.09))


def features(
    canvas: Canvas, skin: Colour, *, brow: Colour, smile: float = 10, gap: float = 66
) -> None:
    line = blend(skin, INK, 0.75)
    for eye in (480 - gap, 480 + gap):
        canvas.polygon(oval(eye, 468, 14, 15), INK)
        canvas.disc(eye + 4, 463, 4, PAPER)
        canvas.swelling_line([(eye - 34, 428), (eye, 414), (eye + 34, 426)], [4, 12, 5], brow)
    canvas.swelling_line([(484, 470), (500, 536), (474, 546)], [2, 6, 4], line)
    mouth = [(480 + at * 7, 604 + smile * (1 - (at / 8) ** 2)) for at in range(-8, 9)]
    canvas.swelling_line(mouth, [1 + 6 * (1 - abs(at) / 8) for at in range(-8, 9)], line)
