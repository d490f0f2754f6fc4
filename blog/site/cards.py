"""The picture that stands for a page where somebody shares it: 1200 × 630. Same input, same bytes."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageOps, features

from blog.site.card_fonts import EMOJI_SIZE, Chain, Run, chain

WIDTH, HEIGHT = 1200, 630
# Raised when cards are drawn differently, so that kept files are made anew.
VERSION = 2
PAPER, INK, FADED, RULE = "#fbf8f2", "#211d18", "#5f574c", "#d8d0c1"
_MARGIN, _PICTURE = 72, 400
_TITLE_SIZES = (76, 68, 60, 54, 48, 42)
_LEADING = 1.18
_CJK = ("\u2e80", "\u9fff")
_NO_LINE_START = "、。，．・：；？！）」』】〕〉》’”)]}.,:;!?…"


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the eye goes, as parts of width and height."""

    across: float = 0.5
    down: float = 0.5


@dataclass(frozen=True, slots=True)
class Card:
    """`picture` are the bytes of a file in any format that Pillow reads; damaged ones are left out.
    `picture_key` names them when they are costly to read."""

    title: str
    publication: str
    kicker: str = ""
    byline: str = ""
    detail: str = ""
    accent: str = "#a5241b"
    picture_key: str = ""
    focus: Focus = Focus()

    @property
    def key(self) -> str:
        drawn_with = (VERSION, PIL.__version__, *chain("serif", 24).paths, *chain("sans", 24).paths)
        return hashlib.sha256(repr((drawn_with, self)).encode()).hexdigest()


def draw_card(card: Card, picture: bytes = b"") -> bytes:
    card = _readable(card)
    canvas = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    beside = _picture(picture, card.focus) if picture else None
    right = WIDTH - _MARGIN
    if beside:
        canvas.paste(beside, (WIDTH - _PICTURE, 0))
        right = WIDTH - _PICTURE - 56
    draw = ImageDraw.Draw(canvas)
    _draw_frame(draw, card, right)
    _draw_texts(draw, canvas, card, right)
    stream = io.BytesIO()
    canvas.save(stream, "JPEG", quality=90, subsampling=0, optimize=True)
    return stream.getvalue()


def _readable(card: Card) -> Card:
    """What the machine has no font for is left out; the name of the publication stands in its
    place, so that a card always says where it leads."""
    can_set = chain("serif", _TITLE_SIZES[0]).can_set

    def said(text: str) -> str:
        return text if can_set(text) else ""

    title = said(card.title)
    publication = said(card.publication)
    return replace(
        card,
        title=title or (publication if card.title else ""),
        publication=publication if title or not card.title else "",
        kicker=said(card.kicker),
        byline=said(card.byline),
        detail=said(card.detail),
    )


def kept_card(card: Card, folder: Path, read_picture: Callable[[], bytes]) -> bytes:
    """The card from a file in `folder`, drawn and kept there when it is new."""
    file = folder / f"{card.key}.jpg"
    try:
        return file.read_bytes()
    except OSError:
        picture = read_picture() if card.picture_key else b""
    content = draw_card(card, picture)
    if card.picture_key and not picture:
        # The storage may give it back tomorrow.
        return content
    folder.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{id(card)}")
    half.write_bytes(content)
    half.replace(file)
    return content


def _picture(source: bytes, focus: Focus) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(source)) as opened:
            opened.draft("RGB", (_PICTURE * 2, HEIGHT * 2))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
            ground = Image.new("RGBA", upright.size, PAPER)
            flat = Image.alpha_composite(ground, upright).convert("RGB")
        centre = (focus.across, focus.down)
        return ImageOps.fit(flat, (_PICTURE, HEIGHT), Image.Resampling.LANCZOS, centering=centre)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _draw_frame(draw: ImageDraw.ImageDraw, card: Card, right: int) -> None:
    """The Oxford rule above, a hairline over the foot."""
    draw.rectangle((_MARGIN, 56, right, 63), fill=INK)
    draw.rectangle((_MARGIN, 68, right, 69), fill=INK)
    draw.rectangle((_MARGIN, 532, right, 532), fill=RULE)


def _draw_texts(draw: ImageDraw.ImageDraw, canvas: Image.Image, card: Card, right: int) -> None:
    room = right - _MARGIN
    small, foot = chain("sans", 26), chain("serif", 30)
    pen = _Pen(draw, canvas, _MARGIN, right)
    if card.kicker:
        pen.line(_clipped(small, card.kicker, room), small, 96, card.accent)
    byline = _wrapped(small, card.byline, room, 2)
    floor = 516 - len(byline) * 36
    fonts, lines = _fitted(card.title, room, floor - 150)
    top = 148
    # The direction is that of the whole text: a line of it may begin with a foreign name.
    for at, line in enumerate(lines):
        y = top + round(at * fonts.size * _LEADING)
        pen.line(line, fonts, y, INK, to_left=_runs_left(card.title))
    for at, line in enumerate(byline):
        pen.line(line, small, floor + at * 36, FADED, to_left=_runs_left(card.byline))
    detail = _clipped(small, card.detail, room // 2)
    width = round(small.width(detail))
    pen.line(_clipped(foot, card.publication, room - width - 24), foot, 548, INK)
    if detail:
        _Pen(draw, canvas, right - width, right).line(detail, small, 552, FADED)


def _fitted(title: str, width: int, height: int) -> tuple[Chain, list[str]]:
    """The largest size at which the title fits; at the smallest one it is cut."""
    for size in _TITLE_SIZES:
        fonts = chain("serif", size)
        rows = max(1, int(height // (size * _LEADING)))
        lines = _wrapped(fonts, title, width)
        if len(lines) <= rows and all(fonts.width(line) <= width for line in lines):
            return fonts, _balanced(fonts, title, width, len(lines))
    return fonts, _wrapped(fonts, title, width, rows)


def _balanced(fonts: Chain, title: str, width: int, rows: int) -> list[str]:
    """As many lines as there are, as even as they can be: no last line of one word."""
    narrow, wide = width // 2, width
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        lines = _wrapped(fonts, title, middle)
        if len(lines) <= rows and not any(line.endswith("…") for line in lines):
            wide = middle
        else:
            narrow = middle
    return _wrapped(fonts, title, wide)


def _wrapped(fonts: Chain, text: str, width: int, rows: int = 99) -> list[str]:
    """Lines of at most this width; what exceeds `rows` is replaced by an ellipsis."""
    lines = [""]
    for piece in _pieces(text):
        if fonts.width((lines[-1] + piece).rstrip()) <= width or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > rows:
        lines = [*lines[: rows - 1], " ".join(lines[rows - 1 :])]
    return [_clipped(fonts, line, width) for line in lines]


def _pieces(text: str) -> Iterable[str]:
    """Where a line may end: after a space, and between CJK characters."""
    piece = ""
    for char in " ".join(text.split()):
        if piece and _CJK[0] <= char <= _CJK[1] and char not in _NO_LINE_START:
            yield piece
            piece = ""
        piece += char
        if char == " ":
            yield piece
            piece = ""
    if piece:
        yield piece


def _clipped(fonts: Chain, text: str, width: int) -> str:
    text = " ".join(text.split())
    if fonts.width(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(text[:middle].rstrip() + "…") <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,.;:–—") + "…"


@dataclass(frozen=True, slots=True)
class _Pen:
    draw: ImageDraw.ImageDraw
    canvas: Image.Image
    left: int
    right: int

    def line(
        self, text: str, fonts: Chain, top: int, colour: str, *, to_left: bool = False
    ) -> None:
        """One line; text that runs from right to left begins at the right."""
        if to_left:
            self._line_to_left(text, fonts, top, colour)
            return
        at = float(self.left)
        for run in fonts.runs(text):
            self._run(run, fonts, at, top, colour)
            at += fonts.width_of(run)

    def _line_to_left(self, text: str, fonts: Chain, top: int, colour: str) -> None:
        font = fonts.covering(text)
        if font:
            # The library orders and joins the letters itself, where it was built with Raqm.
            way = {"direction": "rtl"} if features.check("raqm") else {}
            place = (self.right, top + fonts.size)
            self.draw.text(place, text, fill=colour, font=font, anchor="rs", **way)
            return
        at = float(self.right)
        for run in fonts.runs(text):
            at -= fonts.width_of(run)
            self._run(run, fonts, at, top, colour)

    def _run(self, run: Run, fonts: Chain, at: float, top: int, colour: str) -> None:
        if run.font != -1:
            # On a common base line, whatever the fonts' heights are.
            place = (at, top + fonts.size)
            self.draw.text(place, run.text, fill=colour, font=fonts.fonts[run.font], anchor="ls")
            return
        for char in run.text:
            sign = _emoji(char, fonts)
            self.canvas.paste(sign, (round(at), top + round(fonts.size * 0.12)), sign)
            at += fonts.size * 1.15


def _emoji(char: str, fonts: Chain) -> Image.Image:
    """A bitmap of one size, reduced to that of the text."""
    sign = Image.new("RGBA", (EMOJI_SIZE + 28, EMOJI_SIZE + 28), (0, 0, 0, 0))
    ImageDraw.Draw(sign).text((0, 0), char, font=fonts.emoji, embedded_color=True)
    return sign.resize((fonts.size, fonts.size), Image.Resampling.LANCZOS)


def _runs_left(text: str) -> bool:
    """By the first letter that has a direction (Unicode Bidirectional Algorithm, P2)."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"
