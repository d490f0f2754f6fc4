"""Faces in profile of a vignette: people who do not exist."""

from __future__ import annotations

import random

from PIL import Image

from blog.demo.pictures.anatomy import SIZE, bust, curve, face, features, oval, sheet
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
    blend,
)


def perpetua() -> Image.Image:
    """A woman with a grey bun, round glasses and a red scarf."""
    canvas = sheet(LEAF, SAND, 3)
    skin, hair = (232, 196, 165), (150, 140, 126)
    canvas.disc(480, 178, 92, hair)
    canvas.disc(480, 178, 92, hair)
    for turn in range(5):
        canvas.ring(480, 178, 22 + turn * 15, blend(hair, INK, 0.3), 2)
    canvas.polygon(oval(480, 400, 196, 214), hair)
    bust(canvas, skin, DUSK)
    face(canvas, skin)
    canvas.polygon(
        [
            *oval(480, 420, 172, 206, 180, 360),
            (640, 420),
            (600, 316),
            (500, 268),
            (372, 330),
            (318, 420),
        ],
        hair,
    )
    for strand in range(7):
        canvas.swelling_line(
            [
                (330 + strand * 8, 400 - strand * 10),
                (400 + strand * 12, 300 - strand * 8),
                (500 + strand * 14, 250 - strand * 4),
            ],
            [1, 3, 1],
            blend(hair, INK, 0.28),
        )
    features(canvas, skin, brow=blend(hair, INK, 0.4), smile=14)
    for eye in (414, 546):
        canvas.ring(eye, 470, 50, INK, 7)
    canvas.line([(462, 462), (480, 454), (498, 462)], INK, 6)
    canvas.polygon(
        curve(
            [
                (330, 742),
                (400, 700),
                (480, 756),
                (570, 700),
                (634, 742),
                (606, 826),
                (480, 850),
                (352, 826),
                (330, 742),
            ]
        ),
        RUBRIC,
    )
    canvas.polygon([(540, 806), (640, 806), (668, 980), (560, 980)], blend(RUBRIC, INK, 0.2))
    for fold in range(4):
        canvas.swelling_line(
            [
                (370 + fold * 26, 748 + fold * 12),
                (470 + fold * 16, 800 + fold * 8),
                (590, 766 + fold * 14),
            ],
            [1, 5, 1],
            blend(RUBRIC, INK, 0.35),
        )
    return canvas.finished()


def otto() -> Image.Image:
    """A man with a dark beard, a flat cap and a corduroy jacket."""
    canvas = sheet(GLOW, blend(GLOW, EMBER, 0.3), 8)
    skin, hair = (166, 112, 80), (43, 34, 28)
    bust(canvas, skin, blend(FADED, STONE, 0.2), neck=92, wide=360)
    for rib in range(-24, 25):
        x = 480 + rib * 15
        if 6 < abs(rib) < 23:
            top = 772 + 118 * (abs(rib) / 23) ** 3
            canvas.line([(x, top), (x + rib * 0.5, 980)], blend(FADED, INK, 0.3), 2)
    canvas.polygon(
        [(388, 748), (480, 900), (572, 748), (610, 790), (500, 980), (460, 980), (350, 790)], PAPER
    )
    canvas.polygon([(480, 850), (456, 980), (504, 980)], INK)
    face(canvas, skin, rx=162)
    beard = [
        (316, 470),
        (322, 600),
        (390, 712),
        (480, 752),
        (570, 712),
        (638, 600),
        (644, 470),
        (612, 560),
        (560, 566),
        (480, 548),
        (400, 566),
        (348, 560),
        (316, 470),
    ]
    canvas.polygon(curve(beard), hair)
    features(canvas, skin, brow=hair, smile=9)
    canvas.polygon(oval(480, 610, 52, 16), blend(skin, RUBRIC, 0.35))
    canvas.swelling_line([(430, 608), (480, 614), (530, 608)], [1, 4, 1], hair)
    dice = random.Random(12)
    for _hair in range(70):
        x, y = dice.uniform(350, 610), dice.uniform(630, 735)
        if abs(x - 480) < 130 - (y - 630) * 0.7:
            canvas.swelling_line(
                [(x, y), (x + (x - 480) * 0.06, y + 18)], [2, 0.4], blend(hair, STONE, 0.4)
            )
    canvas.polygon(
        curve(
            [
                (292, 400),
                (286, 300),
                (380, 214),
                (520, 200),
                (640, 250),
                (684, 380),
                (640, 400),
                (480, 362),
                (292, 400),
            ]
        ),
        RUBRIC,
    )
    canvas.polygon(
        curve([(286, 396), (400, 352), (580, 356), (716, 410), (600, 396), (440, 392), (286, 396)]),
        blend(RUBRIC, INK, 0.45),
    )
    for seam in (390, 480, 580):
        canvas.swelling_line(
            [(seam, 214), (seam + (seam - 480) * 0.2, 290), (seam + (seam - 480) * 0.34, 352)],
            [1, 3, 2],
            blend(RUBRIC, INK, 0.35),
        )
    return canvas.finished()


def ines() -> Image.Image:
    """A young woman with long black hair, a fringe and a striped jumper."""
    canvas = sheet(blend(BLUSH, LEAF, 0.45), blend(BLUSH, EMBER, 0.35), 21)
    skin, hair = (222, 176, 138), (30, 25, 22)
    canvas.polygon(
        curve(
            [
                (262, 900),
                (244, 560),
                (290, 330),
                (400, 208),
                (480, 190),
                (560, 208),
                (670, 330),
                (716, 560),
                (698, 900),
                (262, 900),
            ]
        ),
        hair,
    )
    bust(canvas, skin, PAPER, wide=310)
    for stripe in range(7):
        y = 800 + stripe * 32
        canvas.swelling_line(
            [
                (150 + max(0, 60 - stripe * 14), y + 30),
                (480, y + 46),
                (810 - max(0, 60 - stripe * 14), y + 30),
            ],
            [12, 14, 12],
            INK,
        )
    canvas.polygon([(400, 744), (480, 830), (560, 744), (560, 700), (400, 700)], skin)
    canvas.polygon(
        [(404, 660), (556, 660), (552, 704), (484, 742), (408, 704)], blend(skin, INK, 0.2)
    )
    face(canvas, skin, rx=150)
    features(canvas, skin, brow=hair, smile=18, gap=62)
    for cheek in (384, 576):
        canvas.disc(cheek, 556, 24, blend(skin, EMBER, 0.28))
    fringe = [
        (312, 470),
        (316, 330),
        (400, 236),
        (480, 222),
        (566, 236),
        (644, 330),
        (648, 470),
        (624, 392),
        (560, 398),
        (480, 384),
        (404, 398),
        (338, 392),
        (312, 470),
    ]
    canvas.polygon(curve(fringe), hair)
    for strand in range(11):
        x = 350 + strand * 26
        canvas.swelling_line(
            [(480 + (x - 480) * 0.5, 236), (x, 310), (x, 390)], [1, 3, 1], blend(hair, STONE, 0.4)
        )
    for side in (-1, 1):
        canvas.polygon(
            curve(
                [
                    (480 + side * 150, 400),
                    (480 + side * 184, 520),
                    (480 + side * 178, 720),
                    (480 + side * 226, 900),
                    (480 + side * 136, 900),
                    (480 + side * 128, 700),
                    (480 + side * 150, 560),
                    (480 + side * 150, 400),
                ]
            ),
            hair,
        )
        canvas.disc(480 + side * 152, 566, 13, RUBRIC)
    return canvas.finished()


def row_of_three() -> Image.Image:
    """The mark of the group: three seats, the third one red."""
    canvas = Canvas(SIZE, SIZE, PAPER)
    for seat, colour in enumerate((INK, FADED, RUBRIC)):
        left = 130 + seat * 245
        canvas.pen.rounded_rectangle(
            canvas.points([(left, 250), (left + 210, 640)]), radius=100 * canvas.scale, fill=colour
        )
        canvas.rectangle(left, 560, 210, 90, colour)
        canvas.rectangle(left - 14, 600, 238, 70, blend(colour, INK, 0.35))
        for foot in (left + 24, left + 166):
            canvas.rectangle(foot, 670, 20, 90, INK)
    canvas.rectangle(90, 760, 780, 12, INK)
    return canvas.finished()
