"""Paragraphs → pieces: prose, a picture, or what shortcodes in them show with the text around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from blog.transfer.reading.captions import captioned_parts, is_captioned
from blog.transfer.reading.embeds import embed_in_html
from blog.transfer.reading.inline import NotCarriedError, inline_to_prose
from blog.transfer.reading.marks import Marks, split_texts
from blog.transfer.reading.pictures import picture_pieces, pictures_of
from blog.transfer.reading.pieces import Piece
from blog.transfer.reading.wordpress import block_in


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Those of one text; `env` holds its footnotes."""

    text: str
    marks: Marks
    env: dict[str, Any]

    def pieces(self, inline: Token, start: int, end: int) -> list[Piece]:
        if not self.marks.pattern.search(inline.content):
            return self._whole(inline.children or [], inline.content, start, end)
        return self._split(inline, start, end)

    def _whole(self, children: list[Token], content: str, start: int, end: int) -> list[Piece]:
        pictures = picture_pieces(pictures_of(children), start, end)
        if pictures:
            return pictures
        player = embed_in_html(_only_html(children))
        if player:
            return [Piece("embed", player, start, end)]
        if is_captioned(children):
            return self._captioned(children, start, end)
        block = block_in(content)
        if block:
            return [Piece(*block, start, end)]
        html = f"<p>{inline_to_prose(children, self.env)}</p>"
        return [Piece("prose", {"html": html}, start, end)]

    def _captioned(self, children: list[Token], start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        for pictures, tokens in captioned_parts(children, self.env):
            pieces += [Piece("image", picture, start, end) for picture in pictures]
            html = inline_to_prose(tokens, self.env) if tokens else ""
            pieces += [Piece("prose", {"html": f"<p>{html}</p>"}, start, end)] if html else []
        return pieces

    def _split(self, inline: Token, start: int, end: int) -> list[Piece]:
        """Text before, the thing itself, text after: each a piece. A shortcode that shows nothing
        is as if it were not there."""
        found: list[Piece] = []
        waiting: list[Token] = []
        link: Token | None = None
        in_sentence = False
        for token in split_texts(inline.children or [], self.marks):
            match = self.marks.pattern.fullmatch(token.content) if token.type == "text" else None
            if token.type == "link_open":
                link = token
            if match:
                resolved = self.marks.pieces(int(match[1]))
                if not resolved:
                    continue
                if waiting and waiting[-1] is link:
                    waiting.pop()
                text = self._flush(waiting, found, start, resolved)
                found += text
                in_sentence = in_sentence or bool(text)
                waiting = []
                for piece in resolved:
                    if link and piece.kind == "image" and not piece.value["link"]:
                        piece.value["link"] = str(link.attrGet("href") or "")
                found += resolved
            elif token.type == "link_close":
                if link is not None and not any(item is link for item in waiting):
                    link = None
                    continue
                link = None
                waiting.append(token)
            else:
                waiting.append(token)
        if not found:
            content = self.marks.pattern.sub("", inline.content)
            return self._whole(waiting, content, start, end)
        text = self._flush(waiting, found, start, [], end)
        unread = any(piece.kind == "markdown" for piece in found)
        if unread and (in_sentence or text):
            raise NotCarriedError("a shortcode that is not known, inside a sentence")
        return found + text

    def _flush(
        self,
        waiting: list[Token],
        found: list[Piece],
        start: int,
        after: list[Piece],
        end: int | None = None,
    ) -> list[Piece]:
        """The waiting text as prose that fills the place between its neighbours."""
        if not any(token.content.strip() or token.type == "link_open" for token in waiting):
            return []
        if not inline_to_prose(waiting, self.env):
            return []
        first = found[-1].end if found else start
        last = after[0].start if after else (end if end is not None else first)
        source = self.text[first:last]
        lead = len(source) - len(source.lstrip())
        last = first + max(lead, len(source.rstrip()))
        html = f"<p>{inline_to_prose(waiting, self.env)}</p>"
        return [Piece("prose", {"html": html}, first + lead, last)] if html != "<p></p>" else []


def _only_html(children: list[Token]) -> str:
    """The source of a paragraph that is nothing but HTML."""
    shown = [token for token in children if token.type not in ("softbreak", "hardbreak")]
    shown = [token for token in shown if token.content.strip()]
    is_html = all(token.type == "html_inline" for token in shown)
    return "".join(token.content for token in shown) if is_html else ""
