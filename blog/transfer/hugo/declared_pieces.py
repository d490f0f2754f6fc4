"""Declared shortcodes → pieces, and pieces → a line of HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from blog.transfer.hugo.declared_shortcodes import fill, filled_values
from blog.transfer.hugo.shortcodes import Shortcode
from blog.transfer.reading.picture_values import image_value
from blog.transfer.reading.pieces import Piece

ReadInner = Callable[[str], list[Piece]]


def declared_pieces(
    declared: Mapping[str, Any], shortcode: Shortcode, read_inner: ReadInner
) -> list[Piece]:
    start, end = shortcode.start, shortcode.end
    if declared.get("ignore") or "inline" in declared:
        return []
    if "template" in declared:
        html = fill(declared["template"], shortcode, as_html=True)
        return [Piece("raw_html", {"html": html}, start, end)] if html.strip() else []
    values = filled_values(declared, shortcode)
    kind = declared["block"]
    if kind == "image":
        value = image_value(values["src"], values["alt"], caption=values["caption"],
                            link=values["link"])  # fmt: skip
        value["credit"] = values["credit"]
        if values["width"] in ("wide", "upright", "diagram"):
            value["width"] = values["width"]
        return [Piece("image", value, start, end)] if values["src"] else []
    if kind in ("callout", "quote", "prose"):
        return _with_text(kind, values, shortcode, read_inner)
    if kind == "embed" and values["provider"] not in ("youtube", "vimeo"):
        return [Piece("markdown", {"source": shortcode.source}, start, end)]
    return [Piece(kind, dict(values), start, end)]


def _with_text(
    kind: str, values: dict[str, str], shortcode: Shortcode, read_inner: ReadInner
) -> list[Piece]:
    """What stands inside is Markdown; where it is more than prose, it follows as it is."""
    start, end = shortcode.start, shortcode.end
    inner = read_inner(values["text"])
    if any(piece.kind != "prose" for piece in inner):
        return [Piece("raw_html", {"html": html_of(inner)}, start, end)]
    html = "".join(piece.value["html"] for piece in inner)
    if kind == "prose":
        return [Piece("prose", {"html": html}, start, end)] if html else []
    value = {**values, "text": html}
    if kind == "callout":
        value["kind"] = values["kind"] if values["kind"] in ("note", "tip", "warning") else "note"
    return [Piece(kind, value, start, end)]


def html_of(pieces: list[Piece]) -> str:
    """What the pieces show, without line breaks outside of code."""
    return "".join(_html(piece.kind, piece.value) for piece in pieces)


def _html(kind: str, value: Mapping[str, Any]) -> str:
    if kind in ("prose", "raw_html"):
        return str(value["html"]).strip()
    if kind == "heading":
        level = value.get("level", "3")
        return f"<h{level}>{escape(value['text'], quote=False)}</h{level}>"
    if kind == "image":
        caption = f"<figcaption>{value['caption']}</figcaption>" if value["caption"] else ""
        alt = escape(value["alt"])
        return f'<figure><img src="{escape(value["src"])}" alt="{alt}">{caption}</figure>'
    if kind == "embed":
        host = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
        url = host[value["provider"]] + value["id"]
        return f'<p><a href="{url}">{escape(value["title"] or url, quote=False)}</a></p>'
    if kind == "code":
        return f"<pre><code>{escape(value['code'], quote=False)}</code></pre>"
    if kind in ("quote", "callout"):
        return f"<blockquote>{value['text']}</blockquote>"
    if kind == "math":
        return f"<p>$${escape(value['latex'], quote=False)}$$</p>"
    if kind == "divider":
        return "<hr>"
    if kind == "table":
        rows = [[escape(column["heading"], quote=False) for column in value["columns"]]]
        shown = [*rows, *value["rows"]]
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in shown)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    return f"<p>{escape(str(value.get('source', '')), quote=False)}</p>"
