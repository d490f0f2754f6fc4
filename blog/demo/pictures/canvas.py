"""What all the pictures share: paper, inks, smooth noise, and lines that swell as if engraved."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]
Tone = Callable[[float, float], float]

PAPER: Colour = (251, 248, 242)
LEAF: Colour = (243, 238, 227)
SAND: Colour = (226, 215, 194)
RULE: Colour = (216, 208, 193)
STONE: Colour = (171, 160, 143)
FADED: Colour = (95, 87, 76)
DUSK: Colour = (58, 52, 47)
INK: Colour = (33, 29, 24)
RUBRIC: Colour = (165, 36, 27)
EMBER: Colour = (203, 92, 66)
BLUSH: Colour = (226, 161, 130)
GLOW: Colour = (246, 223, 178)

# Drawn at this multiple of the final size, then reduced: that is all the anti-aliasing there is.
OVERSAMPLING = 2


class Canvas:
    """A sheet measured in final pixels; strokes are drawn larger and reduced once at the end."""

    def __init__(self, width: int, height: int, ground: Colour = PAPER) -> None:
        self.width, self.height = width, height
        self.scale = OVERSAMPLING
        self.image = Image.new("RGB", (width * self.scale, height * self.scale), ground)
        self.pen = ImageDraw.Draw(self.image)

    @staticmethod
    def pen_on(mask: Image.Image) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(mask)

    def points(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def polygon(self, points: Iterable[Point], fill: Colour) -> None:
        self.pen.polygon(self.points(points), fill=fill)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        pixels = max(1, round(width * self.scale))
        self.pen.line(self.points(points), fill=colour, width=pixels, joint="curve")

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        s = self.scale
        self.pen.ellipse(
            [(x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s], fill=fill
        )

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float) -> None:
        s = self.scale
        box = [(x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s]
        self.pen.ellipse(box, outline=colour, width=max(1, round(width * s)))

    def swelling_line(
        self, points: Sequence[Point], weights: Sequence[float], colour: Colour
    ) -> None:
        """A stroke whose width changes along its way: a burin that is pressed and let go."""
        upper, lower = [], []
        for at, (x, y) in enumerate(points):
            ahead = points[min(at + 1, len(points) - 1)]
            behind = points[max(at - 1, 0)]
            dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
            length = math.hypot(dx, dy) or 1.0
            half = weights[at] / 2
            upper.append((x - dy / length * half, y + dx / length * half))
            lower.append((x + dy / length * half, y - dx / length * half))
        self.polygon([*upper, *reversed(lower)], colour)

    def gradient(
        self, top: Colour, bottom: Colour, y: float, height: float, bands: int = 0
    ) -> None:
        """A sky: smooth, or in so many flat bands like a woodcut."""
        steps = bands or max(1, round(height))
        for step in range(steps):
            share = step / max(1, steps - 1)
            self.rectangle(
                0,
                y + height * step / steps,
                self.width,
                height / steps + 1,
                blend(top, bottom, share),
            )

    def paste(self, layer: Image.Image, mask: Image.Image) -> None:
        self.image.paste(layer, (0, 0), mask)

    def finished(self, grain: float = 0.03, seed: int = 7) -> Image.Image:
        """The picture in its final size, with the tooth of a sheet of paper."""
        reduced = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        return with_grain(reduced, grain, seed) if grain else reduced


def blend(first: Colour, second: Colour, share: float) -> Colour:
    kept = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * kept) for a, b in zip(first, second, strict=True))
    return red, green, blue


def with_grain(image: Image.Image, amount: float, seed: int) -> Image.Image:
    width, height = image.size
    noise = Image.frombytes(
        "L", (width // 2, height // 2), random.Random(seed).randbytes((width // 2) * (height // 2))
    )
    soft = noise.resize(image.size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
    tooth = Image.merge("RGB", (soft, soft, soft))
    return Image.blend(image, ImageChops.soft_light(image, tooth), min(1.0, amount * 8))


def smooth_noise(seed: int, size: tuple[int, int], cells: Sequence[int]) -> Image.Image:
    """Clouds in grey: layers of random dots, each enlarged smoothly, the finer ones fainter."""
    dice = random.Random(seed)
    width, height = size
    result = Image.new("L", size, 128)
    for octave, across in enumerate(cells):
        down = max(2, round(across * height / width))
        dots = Image.frombytes("L", (across, down), dice.randbytes(across * down))
        layer = dots.resize(size, Image.Resampling.BICUBIC)
        result = layer if octave == 0 else Image.blend(result, layer, 0.5 ** (octave + 1))
    return result


def wave(seed: int, roughness: float = 0.5, octaves: int = 5) -> Callable[[float], float]:
    """A smooth line between about -1 and 1, of sines that do not repeat."""
    dice = random.Random(seed)
    parts = [
        (roughness**octave, (1.7**octave) * (0.8 + 0.4 * dice.random()), dice.random() * math.tau)
        for octave in range(octaves)
    ]
    total = sum(part[0] for part in parts)
    return lambda x: sum(a * math.sin(f * x + p) for a, f, p in parts) / total


def ridge(
    width: int, base: float, height: float, seed: int, stretch: float = 6.0, step: int = 4
) -> list[Point]:
    """The outline of hills from the left edge to the right."""
    line = wave(seed)
    return [
        (x, base - height * (0.5 + 0.5 * line(x / width * stretch)))
        for x in range(-8, width + 9, step)
    ]


def hatch_slopes(canvas: Canvas, outline: list[Point], colour: Colour, length: float) -> None:
    """Short strokes down the side that the sun does not see."""
    for (x0, y0), (_x1, y1) in zip(outline[::3], outline[1::3], strict=False):
        if y1 < y0:
            reach = length * min(1.0, (y0 - y1) / 3 + 0.25)
            canvas.swelling_line(
                [
                    (x0, y0 + 3),
                    (x0 - reach * 0.28, y0 + reach * 0.6),
                    (x0 - reach * 0.4, y0 + reach),
                ],
                [2.0, 1.3, 0.3],
                colour,
            )


def engrave(
    canvas: Canvas,
    tone: Tone,
    *,
    spacing: float = 7.0,
    colour: Colour = INK,
    box: tuple[float, float, float, float] | None = None,
    sway: Callable[[float, float], float] | None = None,
    darkest: float = 0.92,
    step: float = 6.0,
) -> None:
    """Fill a box with level lines as thick as `tone` (0 white, 1 black) is dark there."""
    left, top, right, bottom = box or (0, 0, canvas.width, canvas.height)
    count = int((right - left) / step) + 2
    y = top + spacing / 2
    while y < bottom:
        points: list[Point] = []
        weights: list[float] = []
        for at in range(count):
            x = left + at * step
            shifted = y + (sway(x, y) if sway else 0.0)
            dark = tone(x, shifted)
            if dark <= 0.03:
                if len(points) > 1:
                    canvas.swelling_line(points, weights, colour)
                points, weights = [], []
                continue
            points.append((x, shifted))
            weights.append(max(0.35, spacing * darkest * min(1.0, dark)))
        if len(points) > 1:
            canvas.swelling_line(points, weights, colour)
        y += spacing


def tone_of(image: Image.Image, width: int, height: int) -> Tone:
    """Reads darkness off a grey picture that is stretched over the canvas."""
    grey = image.convert("L")
    across, down = grey.size
    pixels = grey.tobytes()

    def read(x: float, y: float) -> float:
        column = min(across - 1, max(0, int(x / width * across)))
        row = min(down - 1, max(0, int(y / height * down)))
        return 1 - pixels[row * across + column] / 255

    return read


def halftone(
    canvas: Canvas, tone: Tone, *, pitch: float, colour: Colour, angle: float = 45.0
) -> None:
    """Dots on a turned grid, as large as it is dark."""
    turn = math.radians(angle)
    reach = int(math.hypot(canvas.width, canvas.height) / pitch / 2) + 2
    for i in range(-reach, reach):
        for j in range(-reach, reach):
            x = canvas.width / 2 + (i * math.cos(turn) - j * math.sin(turn)) * pitch
            y = canvas.height / 2 + (i * math.sin(turn) + j * math.cos(turn)) * pitch
            if -pitch < x < canvas.width + pitch and -pitch < y < canvas.height + pitch:
                dark = tone(x, y)
                if dark > 0.03:
                    canvas.disc(x, y, pitch * 0.72 * math.sqrt(min(1.0, dark)), colour)
