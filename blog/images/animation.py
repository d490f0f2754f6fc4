"""Moving pictures, one frame in memory at a time."""

from __future__ import annotations

import io
from typing import IO, Any

from PIL import Image

from blog.images import gif
from blog.images.pixels import READ_FORMATS, frame_in_srgb
from blog.images.profiles import profile_of

# What browsers do with a frame that claims to last less than two hundredths of a second.
_SHORTEST, _INSTEAD = 20, 100
_MOST_PLAYS = 65_535
_SHOWN = {"quality": 75, "method": 2}
_KEPT = {"lossless": True, "quality": 60, "method": 2}


class _Resized(Image.Image):
    """Frames of `source`, resized as they are asked for. Pillow's encoder needs `seek` and `tell`."""

    def __init__(self, source: Any, size: tuple[int, int]) -> None:
        super().__init__()
        self.source = source
        self.wanted_size = size
        self.profile = profile_of(source)
        # A PNG may show one picture where nothing moves, and others where it does.
        self.first = int(getattr(source, "default_image", False))
        self.n_frames = source.n_frames - self.first
        self.durations: list[int] = []
        self._mode, self._size = "RGBA", size
        self.seek(0)

    def seek(self, frame: int) -> None:
        self.source.seek(frame + self.first)
        whole = frame_in_srgb(self.source, self.profile).convert("RGBA")
        self.im = whole.resize(self.wanted_size, Image.Resampling.LANCZOS).im
        if frame == len(self.durations):
            duration = int(self.source.info.get("duration") or 0)
            self.durations.append(duration if duration >= _SHORTEST else _INSTEAD)

    def tell(self) -> int:
        return 0


def encode_animation(source: IO[bytes], width: int) -> bytes:
    """All frames as an animated WebP of this width, playing as often as the source does."""
    with Image.open(source, formats=READ_FORMATS) as moving:
        across, down = moving.size
        size = (width, max(1, round(down * width / across)))
        return _encoded(moving, size, _plays(source, moving), _SHOWN)


def animated_copy(data: bytes) -> bytes:
    """The same frames as a WebP, for what Willow or a browser cannot be given."""
    with Image.open(io.BytesIO(data), formats=READ_FORMATS) as moving:
        return _encoded(moving, moving.size, _plays(io.BytesIO(data), moving), _KEPT)


def _encoded(moving: Any, size: tuple[int, int], plays: int, options: dict[str, Any]) -> bytes:
    frames = _Resized(moving, size)
    stream = io.BytesIO()
    frames.save(stream, "WEBP", save_all=True, duration=frames.durations, loop=plays, **options)
    return stream.getvalue()


def _plays(source: IO[bytes], moving: Any) -> int:
    """As WebP and PNG count: how often it is played in all, 0 for ever."""
    if moving.format != "GIF":
        return min(int(moving.info.get("loop", 0)), _MOST_PLAYS)
    source.seek(0)
    return min(gif.count_plays(source.read()), _MOST_PLAYS)
