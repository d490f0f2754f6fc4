"""Faces in profile of a vignette: people who do not exist."""

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
    SAND,
    STONE,
    Canvas,
    Colour,
    Point,
    blend,
    engrave,
)

SIZE = 960


def _sheet(ground: Colour, rays: Colour, seed: int) -> Canvas:
    canvas = Canvas(SIZE, SIZE, ground)
    drift = random.Random(seed).random() * 6
    engrave(
        canvas,
        lambda x, y: 0.16 + 0.34 * abs(math.sin(math.hypot(x - 480, y - 430) / 74 + drift)),
        spacing=15,
        colour=rays,
    )
    return canvas


def _oval(cx: float, cy: float, rx: float, ry: float, start: float = 0.0, end: float = 360.0) -> list[Point]:
    first, last = math.radians(start), math.radians(end)
    return [
        (cx + rx * math.cos(first + (last - first) * at / 48), cy + ry * math.sin(first + (last - first) * at / 48))
        for at in range(49)
    ]


def _bust(canvas: Canvas, skin: Colour, cloth: Colour, *, neck: float = 82, wide: float = 330) -> None:
    shoulders = [(480 - wide, 980), (480 - wide, 900), (480 - wide * 0.78, 800), (480 - neck, 742),
                 (480 + neck, 742), (480 + wide * 0.78, 800), (480 + wide, 900), (480 + wide, 980)]  # fmt: skip
    canvas.polygon(_curve(shoulders), cloth)
    canvas.polygon([(480 - neck, 600), (480 + neck, 600), (480 + neck + 6, 760), (480, 822), (480 - neck - 6, 760)], skin)
    shade = blend(skin, INK, 0.22)
    canvas.polygon([(480 - neck, 650), (480 + neck, 650), (480 + neck, 690), (480 + 10, 744), (480 - neck, 690)], shade)


def _curve(points: list[Point]) -> list[Point]:
    """Corners cut twice (Chaikin): enough to make a shoulder of them."""
    for _pass in range(3):
        cut: list[Point] = [points[0]]
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            cut += [(0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1), (0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1)]
        points = [*cut, points[-1]]
    return points


def _face(canvas: Canvas, skin: Colour, *, rx: float = 158, ry: float = 206) -> None:
    jaw = [(480 - rx, 420), (480 - rx, 540), (480 - rx * 0.66, 640), (480, 690),
           (480 + rx * 0.66, 640), (480 + rx, 540), (480 + rx, 420)]  # fmt: skip
    for ear in (480 - rx, 480 + rx):
        canvas.polygon(_oval(ear, 482, 25, 44), blend(skin, INK, 0.1))
    canvas.polygon([*_oval(480, 430, rx, ry, 180, 360), *reversed(_curve(jaw))], skin)
    half = [*_oval(480, 430, rx, ry, 270, 360), *reversed(_curve(jaw)[: len(_curve(jaw))][-len(_curve(jaw)) // 2 :]), (480, 690)]
    canvas.polygon([(480, 430 - ry), *half], blend(skin, INK, 0.09))


def _features(canvas: Canvas, skin: Colour, *, brow: Colour, smile: float = 10, gap: float = 66) -> None:
    line = blend(skin, INK, 0.75)
    for eye in (480 - gap, 480 + gap):
        canvas.polygon(_oval(eye, 468, 14, 15), INK)
        canvas.disc(eye + 4, 463, 4, PAPER)
        canvas.swelling_line([(eye - 34, 428), (eye, 414), (eye + 34, 426)], [4, 12, 5], brow)
    canvas.swelling_line([(484, 470), (500, 536), (474, 546)], [2, 6, 4], line)
    mouth = [(480 + at * 7, 604 + smile * (1 - (at / 8) ** 2)) for at in range(-8, 9)]
    canvas.swelling_line(mouth, [1 + 6 * (1 - abs(at) / 8) for at in range(-8, 9)], line)


def perpetua() -> Image.Image:
    """A woman with a grey bun, round glasses and a red scarf."""
    canvas = _sheet(LEAF, SAND, 3)
    skin, hair = (232, 196, 165), (150, 140, 126)
    canvas.disc(480, 178, 92, hair)
    canvas.disc(480, 178, 92, hair)
    for turn in range(5):
        canvas.ring(480, 178, 22 + turn * 15, blend(hair, INK, 0.3), 2)
    canvas.polygon(_oval(480, 400, 196, 214), hair)
    _bust(canvas, skin, DUSK)
    _face(canvas, skin)
    canvas.polygon([*_oval(480, 420, 172, 206, 180, 360), (640, 420), (600, 316), (500, 268), (372, 330), (318, 420)], hair)
    for strand in range(7):
        canvas.swelling_line([(330 + strand * 8, 400 - strand * 10), (400 + strand * 12, 300 - strand * 8), (500 + strand * 14, 250 - strand * 4)],
                             [1, 3, 1], blend(hair, INK, 0.28))  # fmt: skip
    _features(canvas, skin, brow=blend(hair, INK, 0.4), smile=14)
    for eye in (414, 546):
        canvas.ring(eye, 470, 50, INK, 7)
    canvas.line([(462, 462), (480, 454), (498, 462)], INK, 6)
    canvas.polygon(_curve([(330, 742), (400, 700), (480, 756), (570, 700), (634, 742), (606, 826), (480, 850), (352, 826), (330, 742)]), RUBRIC)
    canvas.polygon([(540, 806), (640, 806), (668, 980), (560, 980)], blend(RUBRIC, INK, 0.2))
    for fold in range(4):
        canvas.swelling_line([(370 + fold * 26, 748 + fold * 12), (470 + fold * 16, 800 + fold * 8), (590, 766 + fold * 14)], [1, 5, 1], blend(RUBRIC, INK, 0.35))
    return canvas.finished()


def otto() -> Image.Image:
    """A man with a dark beard, a flat cap and a corduroy jacket."""
    canvas = _sheet(GLOW, blend(GLOW, EMBER, 0.3), 8)
    skin, hair = (166, 112, 80), (43, 34, 28)
    _bust(canvas, skin, blend(FADED, STONE, 0.2), neck=92, wide=360)
    for rib in range(-24, 25):
        x = 480 + rib * 15
        if 6 < abs(rib) < 23:
            top = 772 + 118 * (abs(rib) / 23) ** 3
            canvas.line([(x, top), (x + rib * 0.5, 980)], blend(FADED, INK, 0.3), 2)
    canvas.polygon([(388, 748), (480, 900), (572, 748), (610, 790), (500, 980), (460, 980), (350, 790)], PAPER)
    canvas.polygon([(480, 850), (456, 980), (504, 980)], INK)
    _face(canvas, skin, rx=162)
    beard = [(316, 470), (322, 600), (390, 712), (480, 752), (570, 712), (638, 600), (644, 470), (612, 560), (560, 566), (480, 548), (400, 566), (348, 560), (316, 470)]
    canvas.polygon(_curve(beard), hair)
    _features(canvas, skin, brow=hair, smile=9)
    canvas.polygon(_oval(480, 610, 52, 16), blend(skin, RUBRIC, 0.35))
    canvas.swelling_line([(430, 608), (480, 614), (530, 608)], [1, 4, 1], hair)
    dice = random.Random(12)
    for _hair in range(70):
        x, y = dice.uniform(350, 610), dice.uniform(630, 735)
        if abs(x - 480) < 130 - (y - 630) * 0.7:
            canvas.swelling_line([(x, y), (x + (x - 480) * 0.06, y + 18)], [2, 0.4], blend(hair, STONE, 0.4))
    canvas.polygon(_curve([(292, 400), (286, 300), (380, 214), (520, 200), (640, 250), (684, 380), (640, 400), (480, 362), (292, 400)]), RUBRIC)
    canvas.polygon(_curve([(286, 396), (400, 352), (580, 356), (716, 410), (600, 396), (440, 392), (286, 396)]), blend(RUBRIC, INK, 0.45))
    for seam in (390, 480, 580):
        canvas.swelling_line([(seam, 214), (seam + (seam - 480) * 0.2, 290), (seam + (seam - 480) * 0.34, 352)], [1, 3, 2], blend(RUBRIC, INK, 0.35))
    return canvas.finished()


def ines() -> Image.Image:
    """A young woman with long black hair, a fringe and a striped jumper."""
    canvas = _sheet(blend(BLUSH, LEAF, 0.45), blend(BLUSH, EMBER, 0.35), 21)
    skin, hair = (222, 176, 138), (30, 25, 22)
    canvas.polygon(_curve([(262, 900), (244, 560), (290, 330), (400, 208), (480, 190), (560, 208), (670, 330), (716, 560), (698, 900), (262, 900)]), hair)
    _bust(canvas, skin, PAPER, wide=310)
    for stripe in range(7):
        y = 800 + stripe * 32
        canvas.swelling_line([(150 + max(0, 60 - stripe * 14), y + 30), (480, y + 46), (810 - max(0, 60 - stripe * 14), y + 30)], [12, 14, 12], INK)
    canvas.polygon([(400, 744), (480, 830), (560, 744), (560, 700), (400, 700)], skin)
    canvas.polygon([(404, 660), (556, 660), (552, 704), (484, 742), (408, 704)], blend(skin, INK, 0.2))
    _face(canvas, skin, rx=150)
    _features(canvas, skin, brow=hair, smile=18, gap=62)
    for cheek in (384, 576):
        canvas.disc(cheek, 556, 24, blend(skin, EMBER, 0.28))
    fringe = [(312, 470), (316, 330), (400, 236), (480, 222), (566, 236), (644, 330), (648, 470), (624, 392), (560, 398), (480, 384), (404, 398), (338, 392), (312, 470)]
    canvas.polygon(_curve(fringe), hair)
    for strand in range(11):
        x = 350 + strand * 26
        canvas.swelling_line([(480 + (x - 480) * 0.5, 236), (x, 310), (x, 390)], [1, 3, 1], blend(hair, STONE, 0.4))
    for side in (-1, 1):
        canvas.polygon(_curve([(480 + side * 150, 400), (480 + side * 184, 520), (480 + side * 178, 720), (480 + side * 226, 900),
                               (480 + side * 136, 900), (480 + side * 128, 700), (480 + side * 150, 560), (480 + side * 150, 400)]), hair)
        canvas.disc(480 + side * 152, 566, 13, RUBRIC)
    return canvas.finished()


def row_of_three() -> Image.Image:
    """The mark of the group: three seats, the third one red."""
    canvas = Canvas(SIZE, SIZE, PAPER)
    for seat, colour in enumerate((INK, FADED, RUBRIC)):
        left = 130 + seat * 245
        canvas.pen.rounded_rectangle(canvas.points([(left, 250), (left + 210, 640)]), radius=100 * canvas.scale, fill=colour)
        canvas.rectangle(left, 560, 210, 90, colour)
        canvas.rectangle(left - 14, 600, 238, 70, blend(colour, INK, 0.35))
        for foot in (left + 24, left + 166):
            canvas.rectangle(foot, 670, 20, 90, INK)
    canvas.rectangle(90, 760, 780, 12, INK)
    return canvas.finished()
