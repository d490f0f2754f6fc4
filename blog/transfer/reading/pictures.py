"""Pictures, in Markdown and in HTML, that stand by themselves or in a row. No Django."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from blog.transfer.reading.html_tokens import inline
from blog.transfer.reading.inline import NotCarriedError, inline_to_prose
from blog.transfer.reading.inline_html import written
from blog.transfer.reading.picture_values import (
    caption_of,
    image_value,
    picture_name,
    pixels_of,
)
from blog.transfer.reading.pieces import Piece
from blog.transfer.reading.trackers import is_tracker

Picture = dict[str, Any]
_AROUND = frozenset("a p div figure center br span ul ol li dl dt dd source picture".split())
_IN_ROW = frozenset("link_open link_close image html_inline softbreak hardbreak".split())
_BLANK = " \t\n\xa0"
_IN_GALLERY = ("src", "alt", "decorative", "caption", "credit")
# Pictures of words: they stand in a line of text, and side by side.
_BADGE = re.compile(r"(?i)\bshields\.io/|\bbadge|\bcodecov\.io/|/(?:build|status)\b.*\.svg")


def image_of(token: Token) -> Picture | None:
    """What a picture in Markdown shows; None for other tokens."""
    if token.type != "image":
        return None
    src, alt = str(token.attrGet("src") or ""), unescapeAll(token.content)
    title = caption_of(str(token.attrGet("title") or ""), src)
    return image_value(src, alt, caption=title, pixels=pixels_of(token.attrs))


def pictures_of(children: Sequence[Token]) -> list[Picture]:
    """Those of a paragraph that is nothing but pictures, each perhaps inside a link; none where it
    says anything else."""
    if any(token.type not in _IN_ROW and token.content.strip(_BLANK) for token in children):
        return []
    if any(token.type == "html_inline" for token in children):
        return pictures_in_html(written(list(children)))
    pictures: list[Picture] = []
    link = ""
    for token in children:
        if token.type == "link_open":
            link = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            link = ""
        elif picture := image_of(token):
            pictures.append({**picture, "link": link})
    return pictures


def picture_in_html(source: str, *, link: str = "") -> Picture | None:
    """The value of an image block when the HTML is one picture and nothing else."""
    pictures = pictures_in_html(source, link=link)
    return pictures[0] if len(pictures) == 1 else None


def pictures_in_html(source: str, *, link: str = "") -> list[Picture]:
    """The pictures of HTML that is nothing else. They may stand in links, paragraphs, lists, be
    centred, or be figures with captions."""
    if "<img" not in source.lower():
        return []
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        return []
    captions = list(root.iter("figcaption"))
    apart = {element for caption in captions for element in caption.iter()}
    others = {
        element.tag
        for element in root.iter(etree.Element)
        if element not in apart and element.tag != "img" and element.tag not in _AROUND
    }
    if others or _text_outside(root, captions):
        return []
    pictures = [element for element in root.iter("img") if not _is_nothing(element)]
    values = [_value(element, link) for element in pictures]
    try:
        return values if _place_captions(values, pictures, captions) else []
    except NotCarriedError:
        return []


def _is_nothing(element: Any) -> bool:
    return not element.get("src") or is_tracker(element.get("src"), element.attrib)


def _text_outside(root: Any, captions: list[Any]) -> str:
    inside = {id(element) for caption in captions for element in caption.iter()}
    texts = [root.text or ""]
    for element in root.iter(etree.Element):
        if element is not root and id(element) not in inside:
            texts.append(element.text or "")
        if element is not root and id(element.getparent()) not in inside:
            texts.append(element.tail or "")
    return "".join(texts).strip()


def _value(element: Any, link: str) -> Picture:
    src = element.get("src").strip()
    anchors = [item.get("href") or "" for item in element.iterancestors("a")]
    return image_value(
        src,
        element.get("alt") or "",
        caption=caption_of(element.get("title") or "", src),
        link=anchors[0] if anchors else link,
        pixels=pixels_of(element.attrib),
    )


def _place_captions(values: list[Picture], pictures: list[Any], captions: list[Any]) -> bool:
    """Each belongs to the last picture of the figure around it; False where it has none."""
    for caption in captions:
        around = next(caption.iterancestors("figure"), None)
        inside = [at for at, picture in enumerate(pictures) if around in picture.iterancestors()]
        if not inside:
            return False
        if shown := inline_to_prose(inline(caption), {}):
            values[inside[-1]]["caption"] = shown
    return True


def picture_pieces(pictures: list[Picture], start: int, end: int) -> list[Piece]:
    """One picture, several side by side, or, where they lead somewhere, one below the other; none
    for badges, which belong into a line."""
    if len(pictures) > 1 and any(_BADGE.search(picture["src"]) for picture in pictures):
        return []
    if len(pictures) < 2 or any(_leads_elsewhere(picture) for picture in pictures):
        return [Piece("image", picture, start, end) for picture in pictures]
    value = {
        "pictures": [{name: picture[name] for name in _IN_GALLERY} for picture in pictures],
        "columns": "2" if len(pictures) in (2, 4) else "3",
        "caption": "",
    }
    return [Piece("gallery", value, start, end)]


def _leads_elsewhere(picture: Picture) -> bool:
    """A gallery shows each of its pictures whole: a link to the same one says nothing more."""
    link = picture["link"]
    return bool(link) and picture_name(link) != picture_name(picture["src"])
