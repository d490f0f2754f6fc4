"""Every recording of the demo; the same file, byte for byte, on every run."""

from __future__ import annotations

import io
import math
import random
import struct
import wave
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from blog.demo.recordings.webm import film

SIZE, PACE, SECONDS = (640, 360), 10, 8
RATE = 16_000
# Scale steps and lengths in eighths: one phrase twice, the second time in another mode and dotted.
_TUNE = ((0, 1), (2, 1), (4, 2), (4, 1), (5, 1), (4, 2), (2, 1), (4, 1), (2, 1), (0, 1), (-1, 2),
         (0, 4))  # fmt: skip
_MODES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 9, 10))
CAPTIONS = """WEBVTT

00:00.000 --> 00:02.500
The last lamps of the harbour.

00:02.500 --> 00:05.500
Fields. Somebody is up late.

00:05.500 --> 00:08.000
A signal, green.
"""


@dataclass(frozen=True, slots=True)
class Recording:
    name: str
    file_name: str
    title: str
    make: Callable[[], bytes]


def night_window() -> bytes:
    """Lamps pass a dark window, near ones faster than far ones."""
    dice = random.Random(11)
    lamps = [
        (dice.uniform(0, 3000), depth, dice.uniform(0.55, 0.8))
        for depth in (0.25, 0.5, 1.0)
        for _ in range(24)
    ]
    return film((_window(number / PACE, lamps) for number in range(SECONDS * PACE)), pace=PACE)


def _window(moment: float, lamps: list[tuple[float, float, float]]) -> Image.Image:
    width, height = SIZE
    picture = Image.new("RGB", SIZE, "#14161d")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, height * 0.66, width, height), fill="#0d0f14")
    pen.ellipse((470, 46, 518, 94), fill="#e8dfc8")
    for start, depth, level in lamps:
        across = (start - moment * 260 * depth) % (width + 400) - 200
        size = 2 + 7 * depth
        down = height * (level - 0.12 * (1 - depth))
        colour = "#ef8b7c" if int(start) % 9 == 0 else "#f6dfb2"
        pen.ellipse((across - size, down - size, across + size, down + size), fill=colour)
    pen.rectangle((0, 0, width - 1, height - 1), outline="#2b2620", width=14)
    return picture


def two_neighbours() -> bytes:
    """A tune and its neighbour on the tree, plucked one after the other."""
    samples: list[float] = []
    for mode in _MODES:
        for step, length in _TUNE:
            seconds = length * (0.17 if mode is _MODES[0] else 0.2)
            samples += _plucked(_pitch(step, mode), seconds)
        samples += [0.0] * (RATE // 2)
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        sound.writeframes(b"".join(struct.pack("<h", round(value * 20_000)) for value in samples))
    return stream.getvalue()


def _pitch(step: int, mode: tuple[int, ...]) -> float:
    octave, place = divmod(step, len(mode))
    return 293.66 * 2 ** (octave + mode[place] / 12)


def _plucked(pitch: float, seconds: float) -> list[float]:
    """A string that is plucked and damped: a sum of partials, the higher ones gone sooner."""
    count = int(seconds * RATE)
    return [
        sum(
            math.sin(2 * math.pi * pitch * partial * at / RATE)
            * math.exp(-at / RATE * (3 + 2 * partial)) / partial
            for partial in (1, 2, 3)
        )
        * min(1.0, at / 60, (count - at) / 200)
        * 0.55
        for at in range(count)
    ]  # fmt: skip


RECORDINGS: tuple[Recording, ...] = (
    Recording("night_window", "night-window.webm", "Night window", night_window),
    Recording(
        "night_window_captions", "night-window.vtt", "Captions of Night window", CAPTIONS.encode
    ),
    Recording("two_neighbours", "two-neighbours.wav", "Two neighbours", two_neighbours),
)
