"""Document blocks → Markdown that the reader gives back as the same blocks. No Django.

What Markdown has no form for is written in one of ours that both Hugo and a reader of the text
bear: `{{< figure >}}` for pictures with more than a text, a line of "**Links:**" below an entry,
`> — who said it` below a quotation, and comments around a list where its end could not be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from blog.core.goldmark import HEADING_ATTRIBUTES
from blog.core.prose import Link
from blog.transfer.document import Block
from blog.transfer.export.prose_markdown import ProseWriter
from blog.transfer.export.verbatim import code, math, player, shortcode
from blog.transfer.reading.dialect import Dialect

LINKS, CONTRIBUTOR, DISCLOSURE = "Links", "Written by", "Disclosure"
PAPERS_OPEN, PAPERS_CLOSE = "<!-- papers -->", "<!-- /papers -->"
PAPER_OPEN, PAPER_CLOSE = "<!-- paper -->", "<!-- /paper -->"
SECTION_OPEN, SECTION_CLOSE = "<!-- section -->", "<!-- /section -->"
TEXT_OPEN, TEXT_CLOSE = "<!-- text -->", "<!-- /text -->"
MARKDOWN_OPEN, MARKDOWN_CLOSE = "<!-- markdown -->", "<!-- /markdown -->"
GALLERY_CLOSE = "<!-- /gallery -->"
HEADERS_OPEN, HEADERS_CLOSE = "<!-- rowheaders -->", "<!-- /rowheaders -->"
CAPTIONED_OPEN, CAPTIONED_CLOSE = "<!-- captioned -->", "<!-- /captioned -->"
MEDIA_OPEN, MEDIA_CLOSE = "<!-- media -->", "<!-- /media -->"
TRANSCRIPT_OPEN, TRANSCRIPT_CLOSE = "<!-- transcript -->", "<!-- /transcript -->"
POST_OPEN, POST_CLOSE = "<!-- post -->", "<!-- /post -->"
ALERTS = {"note": "NOTE", "tip": "TIP", "warning": "WARNING"}
_ENTRY_LEVEL = 3
# What a parser gives back as it is written.
_PLAIN_ADDRESS = re.compile(r"(?:[\w\-.~/?#@!$'*+,=:]|%[\dA-Fa-f]{2})+", re.ASCII)


@dataclass
class MarkdownWriter:
    """Writes blocks of one document. `marked` sets comments around lists and sections; `numbered`
    counts footnotes instead of naming them by their text; `find_links` is the reader's."""

    dialect: Dialect
    tags: bool = False
    marked: bool = False
    numbered: bool = True
    address: Callable[[Link], str] = lambda link: dict(link.attributes).get("href", "")
    find_links: Callable[[str], list[dict[str, str]]] = lambda html: []
    notes: dict[str, str] = field(default_factory=dict)
    kept_links: Sequence[Any] = ()

    def document(self, blocks: Sequence[Block]) -> str:
        """All blocks, then the notes."""
        parts = [self.block(block.kind, block.value) for block in blocks]
        return _joined([*parts, self.written_notes()])

    def block(self, kind: str, value: Mapping[str, Any], level: int = 2) -> str:
        """One block without its notes, which wait in `notes`."""
        writers: dict[str, Callable[[Mapping[str, Any]], str]] = {
            "prose": self._text,
            "heading": self._heading,
            "image": self._image,
            "embed": self._embed,
            "gallery": self._gallery,
            "media": self._media,
            "post_link": self._post_link,
            "quote": self._quote,
            "callout": self._callout,
            "code": code,
            "math": lambda value: math(value, self.dialect),
            "table": self._table,
            "divider": lambda value: "***",
            "markdown": self._markdown,
            "raw_html": lambda value: self._html(value["html"]),
            "bonus_section": self._section,
            "paper_list": self._paper_list,
        }
        if kind == "paper":
            text = self._entry(value, level=_ENTRY_LEVEL)
            return _joined([PAPER_OPEN, text, PAPER_CLOSE] if self.marked else [text])
        return writers[kind](value)

    def written_notes(self) -> str:
        writer = self._prose()
        return writer.written_notes()

    def _prose(self, *, cell: bool = False) -> ProseWriter:
        return ProseWriter(
            self.dialect,
            tags=self.tags,
            cell=cell,
            numbered=self.numbered,
            address=self.address,
            notes=self.notes,
        )

    def _line(self, text: str) -> str:
        return self._prose().inline(escape(text, quote=False))

    def _text(self, value: Mapping[str, Any]) -> str:
        """Lists and lines in bold, which might be read as papers, are marked as text."""
        text = self._prose().blocks(value["html"])
        is_like_papers = "href=" in value["html"] and re.search("<li>|<p><b>", value["html"])
        is_marked = self.marked and text and is_like_papers
        return _joined([TEXT_OPEN, text, TEXT_CLOSE]) if is_marked else text

    def _heading(self, value: Mapping[str, Any]) -> str:
        text = self._line(value["text"])
        closing = re.search(r"(?:^|\s)#+$", text)
        if closing:
            text = text[:-1] + "\\#"
        if HEADING_ATTRIBUTES.search(text):
            head, _brace, tail = text.rpartition("{")
            text = f"{head}\\{{{tail}"
        return f"{'#' * int(value['level'])} {text}"

    def _image(self, value: Mapping[str, Any]) -> str:
        return self._captioned(self._bare_image, value)

    def _embed(self, value: Mapping[str, Any]) -> str:
        return self._captioned(self._bare_embed, value)

    def _captioned(
        self, write: Callable[[Mapping[str, Any]], str], value: Mapping[str, Any]
    ) -> str:
        """Notes of a caption would be lost in a parameter, and Hugo shows no caption of a video: it
        then stands below, as text."""
        caption = value.get("caption") or ""
        if not caption or ("provider" not in value and 'embedtype="footnote"' not in caption):
            return write(value)
        text = self._prose().inline(caption)
        return _joined([CAPTIONED_OPEN, write({**value, "caption": ""}), text, CAPTIONED_CLOSE])

    def _gallery(self, value: Mapping[str, Any]) -> str:
        pictures = [
            self._image({**picture, "width": "text", "pixels": None, "link": ""})
            for picture in value["pictures"]
        ]
        caption = self._prose().blocks(f"<p>{value['caption']}</p>") if value["caption"] else ""
        opening = f"<!-- gallery columns={value['columns']} -->"
        return _joined([opening, *pictures, caption, GALLERY_CLOSE])

    def _media(self, value: Mapping[str, Any]) -> str:
        caption = self._prose().blocks(f"<p>{value['caption']}</p>") if value["caption"] else ""
        transcript = self._prose().blocks(value["transcript"])
        if transcript:
            transcript = _joined([TRANSCRIPT_OPEN, transcript, TRANSCRIPT_CLOSE])
        return _joined([MEDIA_OPEN, player(value), caption, transcript, MEDIA_CLOSE])

    def _post_link(self, value: Mapping[str, Any]) -> str:
        if not value["address"]:
            return ""
        title = self._line(value["title"] or value["address"])
        text = f": {self._line(value['text'])}" if value["text"] else ""
        return _joined([POST_OPEN, f"[{title}](<{value['address']}>){text}", POST_CLOSE])

    def _bare_image(self, value: Mapping[str, Any]) -> str:
        src, alt, caption = value["src"], value["alt"], value.get("caption") or ""
        rich = value.get("credit") or value.get("pixels") or value.get("decorative")
        rich = rich or caption or value.get("link") or value.get("width") != "text"
        simple = _PLAIN_ADDRESS.fullmatch(src) and not re.search(r"[\[\]\\`*_<>&{\"']", alt)
        if simple and not rich:
            return f"![{self._prose().escape(alt)}]({src})"
        classes = [
            name
            for name, wanted in (
                (value.get("width") or "text", value.get("width") not in (None, "", "text")),
                ("decorative", value.get("decorative")),
            )
            if wanted
        ]
        parameters = {
            "src": src,
            "alt": alt,
            "caption": self._prose().inline(caption),
            "attr": value.get("credit") or "",
            "link": value.get("link") or "",
            "width": str(value.get("pixels") or ""),
            "class": " ".join(classes),
        }
        # Without the parameter the caption would be read for the words.
        silent = ("alt",) if caption and not alt and not value.get("decorative") else ()
        return shortcode("figure", parameters, empty=silent)

    def _bare_embed(self, value: Mapping[str, Any]) -> str:
        start = str(value.get("start") or "")
        if not value.get("title") and not start:
            return f"{{{{< {value['provider']} {value['id']} >}}}}"
        parameters = {"id": value["id"], "start": start, "title": value.get("title") or ""}
        return shortcode(value["provider"], parameters)

    def _quote(self, value: Mapping[str, Any]) -> str:
        parts = [self._prose().blocks(value["text"])]
        said = self._line(value.get("attribution") or "")
        source = value.get("source") or ""
        if said or source:
            shown = f"[{said or self._line(source)}](<{source}>)" if source else said
            parts.append(f"— {shown}")
        return _quoted(_joined(parts))

    def _callout(self, value: Mapping[str, Any]) -> str:
        head = f"[!{ALERTS[value['kind']]}] {self._line(value.get('heading') or '')}".rstrip()
        return _quoted(f"{head}\n{self._prose().blocks(value['text'])}")

    def _table(self, value: Mapping[str, Any]) -> str:
        cell = self._prose(cell=True)
        heads = [cell.inline(escape(item["heading"], quote=False)) for item in value["columns"]]
        rules = {"number": "---:", "centered": ":---:"}
        lines = [heads, [rules.get(item["align"], "---") for item in value["columns"]]]
        lines += [[cell.inline(text) for text in row] for row in value["rows"]]
        text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        caption = self._line(value.get("caption") or "")
        shown = f"{text}\n\nTable: {caption}" if caption else text
        return _joined([HEADERS_OPEN, shown, HEADERS_CLOSE]) if value.get("row_headers") else shown

    def _markdown(self, value: Mapping[str, Any]) -> str:
        source = value["source"].strip("\n")
        return _joined([MARKDOWN_OPEN, source, MARKDOWN_CLOSE] if self.marked else [source])

    def _html(self, html: str) -> str:
        stripped = html.strip("\n")
        opens = re.match(r" {0,3}<(?:/?(?:div|p|section|table|ul|ol|figure|blockquote|details|h\d|iframe|center|form|dl|hr|pre|style|script|!--))", stripped, re.I)  # fmt: skip
        if opens and not re.search(r"\n[ \t]*\n", stripped):
            return stripped
        return f"{{{{< rawhtml >}}}}\n{stripped}\n{{{{< /rawhtml >}}}}"

    def _section(self, value: Mapping[str, Any]) -> str:
        heading = self._heading({"text": value["heading"], "level": "2"})
        parts = [self.block(item["kind"], item["value"]) for item in value["blocks"]]
        if self.marked:
            return _joined([SECTION_OPEN, heading, *parts, SECTION_CLOSE])
        return _joined([heading, *parts])

    def _paper_list(self, value: Mapping[str, Any]) -> str:
        parts = []
        if value["heading"]:
            parts.append(self._heading({"text": value["heading"], "level": "2"}))
        if value["intro"]:
            parts.append(self._prose().blocks(value["intro"]))
        numbers = range(1, len(value["entries"]) + 1) if value["ranked"] else ()
        for at, entry in enumerate(value["entries"]):
            parts.append(self._entry(entry, number=numbers[at] if numbers else None))
        if not self.marked:
            return _joined(parts)
        count = f" expected={value['expected_count']}" if value.get("expected_count") else ""
        ranked = " ranked" if value["ranked"] else ""
        return _joined([PAPERS_OPEN.replace(" -->", f"{ranked}{count} -->"), *parts, PAPERS_CLOSE])

    def _entry(
        self, entry: Mapping[str, Any], *, number: int | None = None, level: int = _ENTRY_LEVEL
    ) -> str:
        url = entry["url"] or "#"
        title = f"[{self._line(entry['title'])}](<{url}>)" if re.search(
            r"[\s()<>]", url
        ) else f"[{self._line(entry['title'])}]({url})"  # fmt: skip
        rest = [self._line(entry[name]) for name in ("authors", "award") if entry.get(name)]
        start = f"{number}. " if number else ""
        heading = f"{'#' * level} {start}{' · '.join([title, *rest])}"
        parts = [heading, self._prose().blocks(entry["commentary"])]
        for item in entry["more"]:
            value = item["value"]
            if item["kind"] == "heading":
                value = {**value, "level": str(max(level + 1, int(value["level"])))}
            parts.append(self.block(item["kind"], value))
        return _joined([*parts, *self._about(entry)])

    def _about(self, entry: Mapping[str, Any]) -> list[str]:
        lines = []
        links = [dict(link) for link in entry["links"]]
        if links not in self.kept_links and links != self.find_links(entry["commentary"]):
            shown = [self._chip(link) for link in links] or ["—"]
            lines.append(f"**{LINKS}:** {' · '.join(shown)}")
        if entry.get("contributor"):
            lines.append(f"**{CONTRIBUTOR}:** {self._line(entry['contributor'])}")
        if entry.get("disclosure"):
            lines.append(f"**{DISCLOSURE}:** {self._line(entry['disclosure'])}")
        return lines

    def _chip(self, link: Mapping[str, str]) -> str:
        url = f"<{link['url']}>" if re.search(r"[\s()<>]", link["url"]) else link["url"]
        if link["label"]:
            return f'[{self._line(link["label"])}]({url} "{link["kind"]}")'
        return f"[{link['kind'].capitalize()}]({url})"


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
