"""Links to papers in running text, in tables, in HTML and in Markdown. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from blog.core.prose import plain_text
from blog.papers.identifiers import Identifier, parse_identifier

_LINK = re.compile(r"""<a\b[^>]*\bhref=(["'])(.*?)\1[^>]*>(.*?)</a>""", re.DOTALL | re.IGNORECASE)
_ENDS = re.compile(r"</(?:p|li|td|th|dd|dt|h[1-6]|div)>", re.IGNORECASE)
_NOTE = re.compile(r'<embed embedtype="footnote" note="([^"]*)"\s*/?>')
_MARKDOWN_LINK = re.compile(
    r"(?<!!)\[([^\]\n]{1,400})\]\(<?(https?://[^\s<>()]+(?:\([^\s<>()]*\))?)>?[^)\n]{0,200}\)"
)
_BARE = re.compile(r"(?<![\w(\"'=/>])<?(https?://[^\s<>()\[\]\"']+[^\s<>()\[\]\"'.,;:!?])>?")
_CODE = re.compile(r"(?s)```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`")
# Fields of blocks that hold prose.
_PROSE_FIELDS = ("html", "intro", "commentary", "text")


@dataclass(frozen=True, slots=True)
class ProseLink:
    """`address` as it is written, `content` and `around` (the paragraph) as HTML."""

    address: str
    identifier: Identifier
    content: str
    around: str

    @property
    def text(self) -> str:
        return plain_text(self.content).strip()

    @property
    def paragraph(self) -> str:
        return plain_text(self.around)


def prose_links(html: str) -> Iterator[ProseLink]:
    """Every link out, in order, those of notes where the note stands. Whether it leads to a paper
    the scheme says, except "url"."""
    for around in _ENDS.split(html) if "<a" in html or "&lt;a" in html else ():
        for start, end, note in _notes(around):
            yield from _links(around[start:end], around)
            yield from prose_links(unescape(note)) if note else ()


def _notes(around: str) -> Iterator[tuple[int, int, str]]:
    """The stretches between notes, each with the note that follows it."""
    at = 0
    for note in _NOTE.finditer(around):
        yield at, note.start(), note[1]
        at = note.end()
    yield at, len(around), ""


def _links(html: str, around: str) -> Iterator[ProseLink]:
    for _quote, address, content in _LINK.findall(html):
        yield from _link(unescape(address), content, around)


def _link(url: str, content: str, around: str) -> Iterator[ProseLink]:
    identifier = parse_identifier(url) if url.startswith(("http://", "https://")) else None
    if identifier:
        yield ProseLink(url, identifier, content, around)


def markdown_links(source: str) -> Iterator[ProseLink]:
    """The same in a text that stays Markdown, line by line; what is code is none."""
    for line in _CODE.sub("", source).split("\n"):
        if "://" in line:
            html = _BARE.sub(r'<a href="\1">\1</a>', _MARKDOWN_LINK.sub(_as_html, line))
            yield from _links(html, html)


def _as_html(link: re.Match[str]) -> str:
    text = re.sub(r"[*_`]{1,3}", "", link[1])
    return f'<a href="{escape(link[2])}">{text}</a>'


def block_links(kind: str, value: Any) -> Iterator[ProseLink]:
    """Those of one block, without the blocks inside of it; its value as stored or as a Document has
    it."""
    if kind == "prose" and isinstance(value, str):
        yield from prose_links(value)
    elif not isinstance(value, Mapping) or kind in ("heading", "code", "math"):
        return
    elif kind == "markdown":
        yield from markdown_links(str(value.get("source") or ""))
    elif kind == "table":
        for row in _rows(value):
            yield from prose_links("".join(f"<p>{cell}</p>" for cell in row if cell))
    else:
        texts = (value.get(name) for name in _PROSE_FIELDS)
        for text in texts:
            yield from prose_links(text) if isinstance(text, str) else ()


def _rows(value: Mapping[str, Any]) -> Iterable[list[str]]:
    table = value.get("table")
    if isinstance(table, Mapping):
        return [row.get("values") or [] for row in table.get("rows") or []]
    return value.get("rows") or []
