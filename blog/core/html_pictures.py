"""The pictures in Markdown and in HTML, and what they say to people who cannot see them. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from blog.core.html import is_local

_SOURCES = re.compile(
    r"""(?i)<(?:img|video|audio|source|track)\b[^<>]*?\ssrc\s*=\s*(?:["']([^"'<>]+)["']|([^\s"'<>]+))"""
)
_markdown = MarkdownIt("gfm-like", {"html": True}).disable("linkify")


def unanswered_in_markdown(source: str) -> list[tuple[str, str]]:
    """Address and text of each picture that is not called decorative, as HTML alone can do."""
    if "![" not in source and "<img" not in source.lower():
        return []
    return [picture for token in _flat(_markdown.parse(source)) for picture in _pictures(token)]


def unanswered_in_html(source: str) -> list[tuple[str, str]]:
    """The same of HTML, in which `alt=""` is the answer that a picture is decorative."""
    if "<img" not in source.lower():
        return []
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        return []
    return [
        (image.get("src"), image.get("alt") or "")
        for image in root.iter("img")
        if is_local(image.get("src") or "") and image.get("alt") != ""
    ]


def addresses_in_markdown(source: str) -> Iterator[str]:
    """Of the pictures, films and sounds that a reader of the Markdown is shown."""
    for token in _flat(_markdown.parse(source)):
        if token.type == "image":
            yield str(token.attrGet("src") or "")
        elif token.type in ("html_block", "html_inline"):
            yield from addresses_in_html(token.content)


def addresses_in_html(source: str) -> Iterator[str]:
    """The same of HTML."""
    yield from (match[1] or match[2] for match in _SOURCES.finditer(source))


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type != "image":
            yield from _flat(token.children or [])


def _pictures(token: Token) -> list[tuple[str, str]]:
    if token.type in ("html_block", "html_inline"):
        return unanswered_in_html(token.content)
    address = str(token.attrGet("src") or "") if token.type == "image" else ""
    return [(address, token.content)] if is_local(address) else []
