"""WordPress's `[caption]` around a picture, and the brackets that its exports leave. No Django.

https://codex.wordpress.org/Caption_Shortcode
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from blog.transfer.reading.inline import inline_to_prose
from blog.transfer.reading.pictures import Picture, pictures_of

_TAG = re.compile(r"(\[caption\b[^\]]*\]|\[/caption\])")
# What is left of a link whose target is defined nowhere: "[" before a picture, "][2]" after it.
_LINK_END = re.compile(r"\](?:\[[^\]]{0,60}\]|\([^)]*\))?")


@dataclass
class _Stretch:
    """Tokens inside of a caption's tags, or outside."""

    tokens: list[Token] = field(default_factory=list)
    is_caption: bool = False


def is_captioned(children: Sequence[Token]) -> bool:
    has_tag = any(token.type == "text" and _TAG.search(token.content) for token in children)
    return has_tag and any(_is_picture(token) for token in children)


def _is_picture(token: Token) -> bool:
    is_html = token.type == "html_inline" and token.content.lower().startswith("<img")
    return token.type == "image" or is_html


def captioned_parts(
    children: Sequence[Token], env: dict[str, Any]
) -> Iterator[tuple[list[Picture], list[Token]]]:
    """Pictures with their captions, or other tokens, in the order of the text."""
    for stretch in _stretches(children):
        end = _end_of_pictures(stretch.tokens)
        pictures = pictures_of(stretch.tokens[:end]) if stretch.is_caption else []
        if not pictures:
            yield [], stretch.tokens
            continue
        caption = inline_to_prose(stretch.tokens[end:], env)
        last = pictures[-1]
        yield [*pictures[:-1], {**last, "caption": caption or last["caption"]}], []


def _stretches(children: Sequence[Token]) -> list[_Stretch]:
    stretches = [_Stretch()]
    for token in children:
        if token.type != "text" or not _TAG.search(token.content):
            stretches[-1].tokens.append(token)
            continue
        for text in _TAG.split(token.content):
            if text.startswith("[caption"):
                stretches.append(_Stretch(is_caption=True))
            elif text == "[/caption]":
                stretches.append(_Stretch())
            elif text:
                part = copy(token)
                part.content = text
                stretches[-1].tokens.append(part)
    return [stretch for stretch in stretches if stretch.tokens]


def _end_of_pictures(tokens: Sequence[Token]) -> int:
    end = 0
    for at, token in enumerate(tokens):
        closes = token.type == "link_close" or token.content.lower() == "</a>"
        if _is_picture(token) or (closes and end == at):
            end = at + 1
    return end


def without_stray_brackets(children: list[Token]) -> list[Token]:
    """Pictures without what is left around them of a link that leads nowhere."""
    for before, picture, after in zip(children, children[1:], children[2:], strict=False):
        if not _is_picture(picture) or before.type != "text" or after.type != "text":
            continue
        end = _LINK_END.match(after.content)
        if end and before.content.endswith("["):
            before.content = before.content[:-1]
            after.content = after.content[end.end() :]
    return children
