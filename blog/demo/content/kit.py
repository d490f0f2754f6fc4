"""Shorthand for writing bodies: blocks as the stream fields store them, with names for keys.

A `Ref` stands where a stored block has a primary key; `blog.demo.load` puts the key in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from blog.core.prose import canonical_prose

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ref:
    """`kind` is "paper", "author", "image", "document" or "post"; `key` the name it has in this
    package."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Written:
    """A post, or a page when it has no `date`. The date is as on the authors' clock."""

    slug: str
    title: str
    standfirst: str
    body: Sequence[Block]
    language: str = "en"
    date: dt.datetime | None = None
    authors: Sequence[str] = ()
    categories: Sequence[str] = ()
    event: tuple[str, int] | None = None
    series: str = ""
    thumbnail: str = ""
    thumbnail_alt: str = ""
    translation: str = ""
    featured: bool = False
    seo_title: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def at(
    year: int, month: int, day: int, hour: int = 9, minute: int = 0, *, offset: int = 0
) -> dt.datetime:
    """`offset` in hours from UTC, as it was where the authors sat."""
    zone = dt.timezone(dt.timedelta(hours=offset))
    return dt.datetime(year, month, day, hour, minute, tzinfo=zone)


def paragraphs(text: str) -> str:
    """Prose from inline HTML: empty lines part paragraphs, ⟦…⟧ is a footnote, $…$ a formula."""
    parts = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    html = "".join(
        part if part.startswith(("<ul>", "<ol>")) else f"<p>{part}</p>" for part in parts
    )
    html = re.sub(r"\$(.+?)\$", lambda found: _embed("math", "latex", found[1]), html)
    return canonical_prose(
        re.sub(r"⟦(.+?)⟧", lambda found: _embed("footnote", "note", found[1]), html)
    )


def _embed(kind: str, attribute: str, content: str) -> str:
    return f'<embed embedtype="{kind}" {attribute}="{escape(content)}"/>'


def prose(text: str) -> Block:
    return {"type": "prose", "value": paragraphs(text)}


def heading(text: str, level: int = 2) -> Block:
    return {"type": "heading", "value": {"text": text, "level": str(level)}}


def image(name: str, caption: str = "", *, width: str = "text", **fields: Any) -> Block:
    value = {
        "image": Ref("image", name),
        "src": "",
        "alt": "",
        "decorative": False,
        "caption": caption,
        "credit": "",
        "width": width,
        "pixels": None,
        "link": "",
    }
    return {"type": "image", "value": value | fields}


def gallery(*pictures: tuple[str, str], caption: str = "", columns: int = 3) -> Block:
    """`pictures` are (name, caption)."""
    stored = [
        {
            "image": Ref("image", name),
            "src": "",
            "alt": "",
            "decorative": False,
            "caption": said,
            "credit": "",
        }
        for name, said in pictures
    ]
    value = {"pictures": stored, "columns": str(columns), "caption": caption}
    return {"type": "gallery", "value": value}


def recording(name: str, title: str, caption: str, **fields: Any) -> Block:
    value = {
        "file": Ref("document", name),
        "src": "",
        "title": title,
        "poster": None,
        "captions": None,
        "captions_language": "en",
        "no_speech": True,
        "transcript": "",
        "caption": caption,
        "credit": "",
    }
    return {"type": "media", "value": value | fields}


def post_link(slug: str, text: str = "") -> Block:
    """To a post that is published before this one."""
    return {"type": "post_link", "value": {"post": Ref("post", slug), "address": "", "text": text}}


def link(kind: str, url: str, label: str = "") -> Block:
    return {"kind": kind, "url": url, "label": label}


def entry(paper: str, by: str, commentary: str, **fields: Any) -> Block:
    """The value of a paper entry; what is left out is as the paper's record says."""
    return {
        "paper": Ref("paper", paper),
        "title": "",
        "authors": "",
        "url": "",
        "award": "",
        "commentary": paragraphs(commentary),
        "more": [],
        "links": [],
        "contributor": Ref("author", by),
        "disclosure": "",
    } | fields


def paper(name: str, by: str, commentary: str, **fields: Any) -> Block:
    return {"type": "paper", "value": entry(name, by, commentary, **fields)}


def paper_list(title: str, intro: str, entries: Sequence[Block], *, ranked: bool) -> Block:
    value = {
        "heading": title,
        "intro": paragraphs(intro),
        "ranked": ranked,
        "expected_count": len(entries),
        "entries": list(entries),
    }
    return {"type": "paper_list", "value": value}


def bonus(title: str, blocks: Sequence[Block]) -> Block:
    return {"type": "bonus_section", "value": {"heading": title, "blocks": list(blocks)}}


def quote(text: str, attribution: str = "", source: str = "") -> Block:
    return {
        "type": "quote",
        "value": {"text": paragraphs(text), "attribution": attribution, "source": source},
    }


def callout(kind: str, title: str, text: str) -> Block:
    return {"type": "callout", "value": {"kind": kind, "heading": title, "text": paragraphs(text)}}


def code(source: str, *, language: str = "python", filename: str = "") -> Block:
    return {"type": "code", "value": {"language": language, "filename": filename, "code": source}}


def math(latex: str, label: str = "") -> Block:
    return {"type": "math", "value": {"latex": latex, "label": label}}


def table(caption: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> Block:
    """`columns` are (type, heading); the types are "text", "centered" and "number"."""
    value = {
        "columns": [{"type": kind, "heading": title} for kind, title in columns],
        "rows": [{"values": list(row)} for row in rows],
        "caption": "",
    }
    return {"type": "table", "value": {"caption": caption, "table": value}}


def video(provider: str, id: str, title: str, caption: str, poster: str) -> Block:
    value = {
        "provider": provider,
        "id": id,
        "title": title,
        "caption": caption,
        "poster": Ref("image", poster),
    }
    return {"type": "embed", "value": value}


def markdown(source: str) -> Block:
    return {"type": "markdown", "value": {"source": source}}


def raw_html(html: str) -> Block:
    return {"type": "raw_html", "value": {"html": html}}


def divider() -> Block:
    return {"type": "divider", "value": None}
