"""Which font draws which character of a card. What no font of the machine can draw is written in
Latin letters, or left out: a card never shows an empty box.

Chinese characters are not written in Latin letters: how they sound depends on the language, and a
wrong title is worse than none. `Chain.can_set` says whether a text has such."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii
from django.conf import settings
from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/Library/Fonts", "/System/Library/Fonts",
)  # fmt: skip
# By the beginning of the file's name, best first. The last ones are those that Debian always has.
_SERIF = ("TeXGyrePagella-Regular", "texgyrepagella-regular", "P052-Roman", "SourceSerif4-Regular",
          "NotoSerif-Regular", "LiberationSerif-Regular", "DejaVuSerif.")  # fmt: skip
_SANS = ("SourceSans3-Regular", "NotoSans-Regular", "LiberationSans-Regular", "DejaVuSans.")
_OTHERS = ("NotoSerifCJK-Regular", "NotoSansCJK-Regular", "NotoNaskhArabic-Regular",
           "NotoSerifHebrew-Regular", "NotoSansArabic-Regular", "NotoSansHebrew-Regular",
           "wqy-", "ipag", "DroidSansFallback", "FreeSerif.", "DejaVuSans.")  # fmt: skip
_EMOJI = ("NotoColorEmoji",)
# Kana, bopomofo, ideographs and hangul.
_EAST_ASIAN = re.compile(
    "[\u3040-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
EMOJI_SIZE = 109  # the one size that NotoColorEmoji's bitmaps have
_NOWHERE = "\U0010ffff"


class Run(NamedTuple):
    """Neighbouring characters that one font draws; `font` is the place in the chain, -1 emoji."""

    text: str
    font: int


class Chain:
    """Fonts of one size in the order in which they are asked."""

    def __init__(self, style: str, size: int) -> None:
        self.size = size
        self.paths = _chain_paths(style)
        self.fonts = [ImageFont.truetype(path, size) for path in self.paths]
        # Pillow carries one font, so that there is always one.
        self.fonts.append(ImageFont.load_default(size))  # type: ignore[arg-type]
        emoji = find_font(_EMOJI)
        self.emoji = ImageFont.truetype(emoji, EMOJI_SIZE) if emoji else None

    def runs(self, text: str) -> list[Run]:
        placed = [(char, self._font_of(char)) for char in self._drawable(text)]
        joined: list[tuple[str, int]] = []
        for char, font in placed:
            # Spaces and marks belong to what stands before them; a space is no emoji, though.
            neutral = char.isspace() or unicodedata.combining(char)
            if char.isspace() and joined and joined[-1][1] == -1:
                neutral, font = False, 0
            joined.append((char, joined[-1][1] if neutral and joined else max(font, -1)))
        return [
            Run("".join(char for char, _font in group), font)
            for font, group in groupby(joined, key=lambda pair: pair[1])
        ]

    def width(self, text: str) -> float:
        return sum(self.width_of(run) for run in self.runs(text))

    def width_of(self, run: Run) -> float:
        if run.font == -1:
            return len(run.text) * self.size * 1.15
        return float(self.fonts[run.font].getlength(run.text))

    def can_set(self, text: str) -> bool:
        """Whether every East Asian character of it has a font."""
        return all(self._font_of(char) is not None for char in _EAST_ASIAN.findall(text))

    def covering(self, text: str) -> FreeTypeFont | None:
        """One font that draws all of it: what bidirectional text needs."""
        for path, font in zip(self.paths, self.fonts, strict=False):
            if all(char.isspace() or _has_glyph(path, char) for char in text):
                return font
        return None

    def _drawable(self, text: str) -> Iterator[str]:
        for char in text:
            if self._font_of(char) is not None or char.isspace():
                yield char
            elif not _is_emoji(char) and unicodedata.category(char)[0] != "C":
                yield from anyascii(char)

    def _font_of(self, char: str) -> int | None:
        if _is_emoji(char):
            return -1 if self.emoji else None
        if unicodedata.category(char)[0] == "C" or char in "\ufe0e\ufe0f":
            return None
        for at, path in enumerate(self.paths):
            if _has_glyph(path, char):
                return at
        return len(self.paths) if char.isascii() else None


@lru_cache(maxsize=64)
def chain(style: str, size: int) -> Chain:
    return Chain(style, size)


def _chain_paths(style: str) -> list[str]:
    first = find_font(_SERIF if style == "serif" else _SANS)
    others = [find_font((name,)) for name in _OTHERS]
    return list(dict.fromkeys(path for path in (first, *_own_fonts(), *others) if path))


def _own_fonts() -> list[str]:
    """The files that CARD_FONTS names, and those in the folders that it names."""
    named = [Path(place).expanduser() for place in settings.CARD_FONTS]
    files = [str(place) for place in named if place.is_file()]
    files += [path for _name, path in _fonts_below(place for place in named if place.is_dir())]
    return [path for path in files if is_font(path)]


def is_font(path: str) -> bool:
    try:
        ImageFont.truetype(path, 24)
    except (OSError, ValueError):
        return False
    return True


def find_font(beginnings: Iterable[str]) -> str:
    """The file of the first of these fonts that the machine has; "" when it has none."""
    files = _font_files()
    for beginning in beginnings:
        for name, path in files:
            if name.startswith(beginning):
                return path
    return ""


@lru_cache(maxsize=1)
def _font_files() -> tuple[tuple[str, str], ...]:
    return tuple(_fonts_below(Path(folder).expanduser() for folder in FOLDERS))


def _fonts_below(folders: Iterable[Path]) -> list[tuple[str, str]]:
    found = []
    for folder in folders:
        for place, _folders, names in os.walk(folder):
            found += [
                (name, os.path.join(place, name))
                for name in names
                if name.lower().endswith((".ttf", ".otf", ".ttc"))
            ]
    return sorted(found)


@lru_cache(maxsize=20_000)
def _has_glyph(path: str, char: str) -> bool:
    font = _probe(path)
    return _shape(font, char) != _shape(font, _NOWHERE)


@lru_cache(maxsize=32)
def _probe(path: str) -> FreeTypeFont:
    return ImageFont.truetype(path, 24)


def _shape(font: FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)


def _is_emoji(char: str) -> bool:
    return "\U0001f000" <= char <= "\U0001faff" or "\u2600" <= char <= "\u27bf"
