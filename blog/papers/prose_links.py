"""Links to papers in running text. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from blog.core.prose import plain_text
from blog.papers.identifiers import Identifier, parse_identifier

_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_ENDS = re.compile(r"</(?:p|li)>")


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
    """Every link out, in order. Whether it leads to a paper the scheme says, except "url"."""
    for around in _ENDS.split(html) if "<a" in html else ():
        for address, content in _LINK.findall(around):
            url = unescape(address)
            identifier = parse_identifier(url) if url.startswith(("http://", "https://")) else None
            if identifier:
                yield ProseLink(url, identifier, content, around)
