"""What one sees on the way: a marsh in the evening, a window at night."""

from __future__ import annotations

import math
import random

from PIL import Image

from blog.demo.pictures.canvas import (
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
    blend,
    engrave,
    hatch_slopes,
    ridge,
    smooth_noise,
    tone_of,
    wave,
)


def saltmarsh() -> Image.Image:
    """A channel winds through a marsh towards a low sun; five birds leave."""
    canvas = Canvas(1800, 1125)
    canvas.gradient(LEAF, GLOW, 0, 470, bands=7)
    clouds = tone_of(smooth_noise(3, (300, 188), (4, 9, 19, 37)), 1800, 1125)
    engrave(
        canvas,
        lambda x, y: max(0.0, clouds(x, y * 2.2) - 0.44) * 1.7,
        spacing=10,
        colour=FADED,
        box=(0, 0, 1800, 440),
    )
    canvas.disc(900, 452, 84, RUBRIC)
    canvas.rectangle(0, 468, 1800, 660, blend(STONE, SAND, 0.3))
    far = ridge(1800, 474, 30, 61, stretch=14)
    canvas.polygon([*far, (1810, 500), (-10, 500)], FADED)
    bands = ((500, SAND, 1.0), (560, STONE, 1.4), (660, FADED, 2.1), (800, DUSK, 3.0))
    for at, (top, colour, grow) in enumerate(bands):
        edge = ridge(1800, top + 26, 34 * grow, 80 + at, stretch=9 - at)
        canvas.polygon([*edge, (1810, 1140), (-10, 1140)], colour)
    _channel(canvas)
    _reeds(canvas)
    for x, y, span in (
        (560, 210, 26),
        (640, 176, 32),
        (726, 220, 24),
        (806, 168, 20),
        (866, 206, 16),
    ):
        canvas.swelling_line(
            [
                (x - span, y - span * 0.4),
                (x - span * 0.4, y - span * 0.5),
                (x, y),
                (x + span * 0.4, y - span * 0.55),
                (x + span, y - span * 0.35),
            ],
            [0.6, 3, 4.6, 3, 0.6],
            INK,
        )
    return canvas.finished()


def _channel(canvas: Canvas) -> None:
    bend = wave(17, 0.45, 3)
    left, right = [], []
    for at in range(81):
        depth = at / 80
        y = 478 + 650 * depth**1.7
        middle = 900 + bend(depth * 6.5) * 520 * (0.12 + depth)
        half = 3 + 300 * depth**2.3
        left.append((middle - half, y))
        right.append((middle + half, y))
    canvas.polygon([*left, *reversed(right)], GLOW)
    dice = random.Random(8)
    for at in range(6, 81, 2):
        (x0, y), (x1, _) = left[at], right[at]
        for _stroke in range(1 + at // 22):
            x = dice.uniform(x0, max(x0 + 1, x1 - 20))
            length = min(x1 - x, (x1 - x0) * dice.uniform(0.12, 0.4))
            colour = RUBRIC if abs(x + length / 2 - 900) < 130 and dice.random() < 0.6 else EMBER
            canvas.swelling_line(
                [(x, y), (x + length / 2, y), (x + length, y)],
                [0.3, 1 + at / 18, 0.3],
                blend(colour, GLOW, 0.15),
            )


def _reeds(canvas: Canvas) -> None:
    dice = random.Random(29)
    for clump in range(420):
        depth = dice.random() ** 0.55
        y = 600 + 560 * depth
        side = dice.choice((-1, 1))
        x = 900 + side * (200 + 760 * dice.random()) * (0.45 + depth * 0.75)
        if canvas.image.getpixel((int(min(1799, max(0, x)) * 2), int(min(1124, y) * 2))) == GLOW:
            continue
        tall = (16 + 120 * depth**1.6) * dice.uniform(0.6, 1.2)
        lean = dice.uniform(-0.35, 0.5) * tall
        colour = INK if depth > 0.45 else DUSK
        canvas.swelling_line(
            [(x, y), (x + lean * 0.3, y - tall * 0.6), (x + lean, y - tall)],
            [1 + 4 * depth, 0.8 + 2.4 * depth, 0.4],
            colour,
        )
        if clump % 9 == 0 and depth > 0.5:
            canvas.swelling_line(
                [(x + lean * 0.72, y - tall * 0.84), (x + lean, y - tall * 1.08)],
                [7 * depth, 6 * depth],
                RUBRIC,
            )


def night_train() -> Image.Image:
    """The window of a sleeping car: hills, a moon, and on the table a notebook and a cup."""
    canvas = Canvas(1600, 2000, DUSK)
    for plank in range(0, 1600, 64):
        canvas.rectangle(plank, 0, 2, 2000, blend(DUSK, INK, 0.6))
    canvas.pen.rounded_rectangle(canvas.points([(206, 196), (1394, 1424)]), radius=150, fill=INK)
    canvas.pen.rounded_rectangle(canvas.points([(232, 222), (1368, 1398)]), radius=132, fill=STONE)
    view = _night_view(1100, 1140)
    mask = Image.new("L", view.size, 0)
    Canvas.pen_on(mask).rounded_rectangle(
        [(0, 0), (view.size[0] - 1, view.size[1] - 1)], radius=220, fill=255
    )
    canvas.image.paste(view, (250 * canvas.scale, 240 * canvas.scale), mask)
    for share, x in enumerate((0, 1330)):
        for fold in range(7):
            left = x + fold * 48 - (40 if share else 66)
            gather = (fold - 3) * 5
            canvas.polygon(
                [(left, 90), (left + 50, 90), (left + 48 - gather, 1500), (left - gather, 1500)],
                RUBRIC if fold % 2 else blend(RUBRIC, INK, 0.28),
            )
    canvas.rectangle(0, 70, 1600, 22, STONE)
    canvas.polygon([(0, 1640), (1600, 1560), (1600, 2000), (0, 2000)], SAND)
    canvas.polygon([(0, 1640), (1600, 1560), (1600, 1580), (0, 1664)], PAPER)
    _notebook(canvas)
    canvas.polygon([(1090, 1640), (1290, 1632), (1268, 1822), (1118, 1828)], PAPER)
    canvas.ring(1296, 1716, 52, PAPER, 18)
    canvas.polygon([(1090, 1640), (1290, 1632), (1284, 1664), (1095, 1672)], INK)
    for puff in range(3):
        x = 1140 + puff * 50
        curl = [(x + 13 * math.sin(at / 3.2 + puff), 1612 - at * 7) for at in range(22)]
        canvas.swelling_line(
            curl, [0.6 + 4 * math.sin(math.pi * at / 21) for at in range(22)], STONE
        )
    return canvas.finished()


def _notebook(canvas: Canvas) -> None:
    canvas.polygon(
        [(190, 1744), (560, 1722), (940, 1762), (580, 1930), (160, 1880)], blend(SAND, INK, 0.35)
    )
    canvas.polygon([(200, 1730), (560, 1706), (560, 1880), (160, 1862)], PAPER)
    canvas.polygon([(560, 1706), (930, 1744), (960, 1890), (560, 1880)], LEAF)
    dice = random.Random(2)
    for row in range(7):
        y = 1752 + row * 16
        canvas.line([(222 - row * 5, y), (222 + dice.randint(150, 300), y - 8)], FADED, 2.4)
        canvas.line([(592, y - 14), (592 + dice.randint(120, 300), y + 8)], FADED, 2.4)
    canvas.line([(600, 1860), (720, 1868)], RUBRIC, 4)
    canvas.line([(830, 1900), (1010, 1760)], INK, 9)
    canvas.line([(830, 1900), (846, 1888)], RUBRIC, 9)


def _night_view(width: int, height: int) -> Image.Image:
    """Oversampled already: it is pasted onto the canvas behind its window."""
    view = Canvas(width, height, INK)
    view.gradient(INK, (74, 62, 54), 0, height * 0.72, bands=10)
    view.disc(760, 270, 104, GLOW)
    view.disc(724, 250, 96, (46, 40, 34))
    dice = random.Random(14)
    for _star in range(70):
        view.disc(dice.uniform(0, width), dice.uniform(0, 520), dice.choice((1.2, 1.8, 2.6)), SAND)
    for layer, (base, tall, colour) in enumerate(
        ((820, 260, (92, 80, 70)), (900, 210, (70, 60, 52)), (980, 150, (50, 43, 37)))
    ):
        outline = ridge(width, base, tall, 130 + layer, stretch=4 + layer * 2)
        view.polygon([*outline, (width + 10, height), (-10, height)], colour)
        hatch_slopes(view, outline, blend(colour, GLOW, 0.35), 60)
    view.rectangle(0, 1010, width, 140, (28, 24, 20))
    for x in (150, 560, 970):
        view.swelling_line([(x, 1140), (x, 420)], [14, 8], INK)
        view.line([(x, 470), (x + 90, 452)], INK, 6)
    view.line([(0, 470), (240, 486), (560, 462), (800, 488), (1100, 458)], INK, 3)
    for x, y in ((300, 985), (330, 992), (700, 1000), (880, 982), (905, 990)):
        view.rectangle(x, y, 9, 12, GLOW)
    for x in range(-40, width, 90):
        view.line([(x, 1090), (x + 60, 1090)], RULE, 2)
    return view.image
