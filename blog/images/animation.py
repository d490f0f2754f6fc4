"""Moving pictures, one frame in memory at a time."""

from __future__ import annotations

import io
from typing import IO, Any

from PIL import Image

from blog.images.pixels import READ_FORMATS

# What browsers do with a frame that claims to last less than two hundredths of a second.
_SHORTEST, _INSTEAD = 20, 100


class _Resized(Image.Image):
    """Frames of `source`, resized as they are asked for. Pillow's encoder needs `seek` and `tell`."""

    def __init__(self, source: Any, size: tuple[int, int]) -> None:
        super().__init__()
        self.source = source
        self.wanted_size = size
        self.n_frames = source.n_frames
        self.durations: list[int] = []
        self._mode, self._size = "RGBA", size
        self.seek(0)

    def seek(self, frame: int) -> None:
        self.source.seek(frame)
        whole = self.source.convert("RGBA")
        self.im = whole.resize(self.wanted_size, Image.Resampling.LANCZOS).im
        if frame == len(self.durations):
            duration = int(self.source.info.get("duration") or 0)
            self.durations.append(duration if duration >= _SHORTEST else _INSTEAD)

    def tell(self) -> int:
        return 0


def encode_animation(source: IO[bytes], width: int) -> bytes:
    """All frames as an animated WebP of this width, repeating as often as the source does."""
    with Image.open(source, formats=READ_FORMATS) as moving:
        across, down = moving.size
        frames = _Resized(moving, (width, max(1, round(down * width / across))))
        stream = io.BytesIO()
        frames.save(
            stream,
            "WEBP",
            save_all=True,
            duration=frames.durations,
            loop=moving.info.get("loop", 0),
            quality=75,
            method=2,
        )
    return stream.getvalue()
