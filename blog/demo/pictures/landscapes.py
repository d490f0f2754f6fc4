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
    ridge,
    smooth_noise,
    tone_of,
    wave,
)


def wheel_at_dusk() -> Image.Image:
    """A giant wheel above roofs, and a red tram in front of them."""
    canvas = Canvas(1800, 1125)
    canvas.gradient(LEAF, BLUSH, 0, 860, bands=9)
    canvas.disc(520, 640, 150, GLOW)
    clouds = tone_of(smooth_noise(11, (300, 188), (4, 9, 19, 37)), 1800, 1125)
    engrave(
        canvas,
        lambda x, y: max(0.0, clouds(x, (y * 2.6 + 330) % 1125) - 0.5) * 1.9 * max(0.0, 1 - y / 620),
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
        canvas.line([(x, y), (x + radius * math.cos(turn), y + radius * math.sin(turn))],
                    INK, 1.4 if at % 2 else 2.2)  # fmt: skip
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
    canvas: Canvas, seed: int, base: float, heights: tuple[int, int], colour: Colour, *,
    spires: int, lit: Colour | None = None,
) -> None:  # fmt: skip
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
            canvas.polygon([(middle - 7, top), (middle, top - width * 1.25), (middle + 7, top)], colour)
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
        _hatch_slopes(canvas, outline, blend(colour, INK, 0.45), 46 - layer * 5)
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


def _hatch_slopes(canvas: Canvas, outline: list[Point], colour: Colour, length: float) -> None:
    """Short strokes down the side that the sun does not see."""
    for (x0, y0), (x1, y1) in zip(outline[::3], outline[1::3], strict=False):
        if y1 < y0:
            reach = length * min(1.0, (y0 - y1) / 3 + 0.25)
            canvas.swelling_line(
                [(x0, y0 + 3), (x0 - reach * 0.28, y0 + reach * 0.6), (x0 - reach * 0.4, y0 + reach)],
                [2.0, 1.3, 0.3], colour,
            )  # fmt: skip


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
        canvas.swelling_line(curve, [22 - 12 * math.sin(math.pi * at / 60) for at in range(61)], colour)
    canvas.rectangle(0, water - 66 if up else water + 50, 1800, 14, deck)
    for pier in (130, 250, 825, 1400, 1560, 1700):
        canvas.rectangle(pier - 9, water - 56, 18, 60, deck)


def _river(canvas: Canvas, water: float) -> None:
    """Level strokes: the reflection is drawn as broken lines, shorter towards the reader."""
    dice = random.Random(5)
    reflected: list[tuple[float, float, Colour]] = [(1180, 1360, RUBRIC), (250, 850, EMBER), (800, 1400, FADED)]
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
                    [(edge - length, y), (edge, y + 1), (edge + length, y)], [0.5, 5 - row * 0.06, 0.5], colour
                )  # fmt: skip
        for _stroke in range(5):
            x, length = dice.uniform(-100, 1800), dice.uniform(60, 260)
            canvas.swelling_line([(x, y), (x + length / 2, y + 1.5), (x + length, y)], [0.3, 2.4, 0.3],
                                 blend(SAND, FADED, 0.25 + row / 90))  # fmt: skip


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
    for x, y, span in ((560, 210, 26), (640, 176, 32), (726, 220, 24), (806, 168, 20), (866, 206, 16)):
        canvas.swelling_line([(x - span, y - span * 0.4), (x - span * 0.4, y - span * 0.5), (x, y),
                              (x + span * 0.4, y - span * 0.55), (x + span, y - span * 0.35)],
                             [0.6, 3, 4.6, 3, 0.6], INK)  # fmt: skip
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
            canvas.swelling_line([(x, y), (x + length / 2, y), (x + length, y)],
                                 [0.3, 1 + at / 18, 0.3], blend(colour, GLOW, 0.15))  # fmt: skip


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
        canvas.swelling_line([(x, y), (x + lean * 0.3, y - tall * 0.6), (x + lean, y - tall)],
                             [1 + 4 * depth, 0.8 + 2.4 * depth, 0.4], colour)  # fmt: skip
        if clump % 9 == 0 and depth > 0.5:
            canvas.swelling_line([(x + lean * 0.72, y - tall * 0.84), (x + lean, y - tall * 1.08)],
                                 [7 * depth, 6 * depth], RUBRIC)  # fmt: skip


def night_train() -> Image.Image:
    """The window of a sleeping car: hills, a moon, and on the table a notebook and a cup."""
    canvas = Canvas(1600, 2000, DUSK)
    for plank in range(0, 1600, 64):
        canvas.rectangle(plank, 0, 2, 2000, blend(DUSK, INK, 0.6))
    canvas.pen.rounded_rectangle(canvas.points([(206, 196), (1394, 1424)]), radius=150, fill=INK)
    canvas.pen.rounded_rectangle(canvas.points([(232, 222), (1368, 1398)]), radius=132, fill=STONE)
    view = _night_view(1100, 1140)
    mask = Image.new("L", view.size, 0)
    Canvas.pen_on(mask).rounded_rectangle([(0, 0), (view.size[0] - 1, view.size[1] - 1)], radius=220, fill=255)
    canvas.image.paste(view, (250 * canvas.scale, 240 * canvas.scale), mask)
    for share, x in enumerate((0, 1330)):
        for fold in range(7):
            left = x + fold * 48 - (40 if share else 66)
            gather = (fold - 3) * 5
            canvas.polygon([(left, 90), (left + 50, 90), (left + 48 - gather, 1500), (left - gather, 1500)],
                           RUBRIC if fold % 2 else blend(RUBRIC, INK, 0.28))  # fmt: skip
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
        canvas.swelling_line(curl, [0.6 + 4 * math.sin(math.pi * at / 21) for at in range(22)], STONE)
    return canvas.finished()


def _notebook(canvas: Canvas) -> None:
    canvas.polygon([(190, 1744), (560, 1722), (940, 1762), (580, 1930), (160, 1880)], blend(SAND, INK, 0.35))
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
        _hatch_slopes(view, outline, blend(colour, GLOW, 0.35), 60)
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
