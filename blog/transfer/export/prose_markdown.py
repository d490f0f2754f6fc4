"""Prose → Markdown that the reader gives back as the same prose. No Django.

https://spec.commonmark.org/0.31.2/ · https://gohugo.io/configuration/markup/#goldmark
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from blog.core.prose import Link, Run, TextBlock, parse_prose
from blog.transfer.export.verbatim import escape_shortcodes
from blog.transfer.reading.dialect import Dialect

BREAK = "\ue000"
_MARKS = {"b": "**", "i": "*", "s": "~~"}
_ORDER = ("b", "i", "s", "sup", "sub", "code")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SCHEME = re.compile(r"(?i)\b(https?|ftp|mailto):(?=\S)")
_PUNCTUATION = re.compile(r"[^\w\s]")


@dataclass
class ProseWriter:
    """`tags` writes styles and links as HTML, for what Markdown's rules would read otherwise.

    `notes` gathers footnotes, by label; whoever writes the document puts them below.
    `address` turns the attributes of a link to a page or file of ours into an address.
    """

    dialect: Dialect
    tags: bool = False
    cell: bool = False
    numbered: bool = True
    address: Callable[[Link], str] = lambda link: dict(link.attributes).get("href", "")
    notes: dict[str, str] = field(default_factory=dict)

    def blocks(self, html: str) -> str:
        """Paragraphs and lists, a blank line between them."""
        parts: list[str] = []
        for is_list, group in groupby(parse_prose(html), key=lambda block: block.kind != "p"):
            members = list(group)
            parts += [self._list(members)] if is_list else [self.line(block) for block in members]
        return "\n\n".join(part for part in parts if part)

    def inline(self, html: str) -> str:
        """A single line: a caption, a cell, a note."""
        runs: list[Run] = []
        for block in parse_prose(html):
            runs += [Run(" "), *block.runs] if runs else block.runs
        return _guard_edges(self._runs(runs))

    def line(self, block: TextBlock) -> str:
        return _guard_start(_guard_edges(self._runs(block.runs)))

    def _list(self, items: list[TextBlock]) -> str:
        lines: list[str] = []
        stack: list[tuple[str, int, int]] = []  # kind, number, width of the marker
        for item in items:
            depth = min(item.depth, len(stack))
            del stack[depth + 1 :]
            if len(stack) == depth + 1 and stack[depth][0] != item.kind:
                stack.pop()
                # Two lists at one depth: another marker begins another list.
            number = stack[depth][1] + 1 if len(stack) == depth + 1 else 1
            marker = f"{number}. " if item.kind == "ol" else "- "
            del stack[depth:]
            indent = " " * sum(width for _, _, width in stack)
            stack.append((item.kind, number, len(marker)))
            text = self.line(item).replace("\n", "\n" + indent + " " * len(marker))
            lines.append(f"{indent}{marker}{text}")
        return "\n".join(lines)

    def _runs(self, runs: Iterable[Run]) -> str:
        segments: list[_Segment] = []
        for link, group in groupby(list(runs), key=lambda run: run.link):
            inner = list(group)
            segments += self._link(link, inner) if link else self._styled(inner, _ORDER)
        return _resolve(segments, self.tags)

    def _link(self, link: Link, runs: list[Run]) -> list[_Segment]:
        href = self.address(link)
        title = dict(link.attributes).get("title", "")
        inner = self._styled(runs, _ORDER)
        if self.tags or not href:
            shown = f' title="{escape(title)}"' if title else ""
            return [_Segment(f'<a href="{escape(href)}"{shown}>'), *inner, _Segment("</a>")]
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        end = f' "{_entities(quoted)}")' if title else ")"
        return [_Segment("["), *inner, _Segment(f"]({_destination(href)}{end}")]

    def _styled(self, runs: list[Run], styles: tuple[str, ...]) -> list[_Segment]:
        if not styles:
            return [_Segment(self._content(run)) for run in runs]
        first, rest = styles[0], styles[1:]
        segments: list[_Segment] = []
        for styled, grouped in groupby(runs, lambda run: first in run.styles):
            group = list(grouped)
            if not styled:
                segments += self._styled(group, rest)
            elif first == "code":
                segments.append(_Segment(self._code(group)))
            else:
                inner = self._styled(group, rest)
                segments += [_Segment(first, "open"), *inner, _Segment(first, "close")]
        return segments

    def _code(self, runs: list[Run]) -> str:
        text = "".join(run.text for run in runs)
        if BREAK in text or self.tags or not text.strip():
            return f"<code>{''.join(self._content(run) for run in runs)}</code>"
        longest = max((len(found) for found in re.findall("`+", text)), default=0)
        fence = "`" * (longest + 1)
        pad = " " if text[:1] in "` " or text[-1:] in "` " else ""
        shown = escape_shortcodes(text)
        if self.cell:
            shown = shown.replace("|", "\\|")
        return f"{fence}{pad}{shown}{pad}{fence}"

    def _content(self, run: Run) -> str:
        if run.entity == "math":
            return run.text.join(self.dialect.formula_signs)
        if run.entity == "footnote":
            return f"[^{self._label(run.text)}]"
        if run.text == BREAK:
            return "<br>" if self.cell else "\\\n"
        return "".join(
            ("<br>" if self.cell else "\\\n") if part == BREAK else self.escape(part)
            for part in re.split(f"({BREAK})", run.text)
        )

    def _label(self, note: str) -> str:
        if self.numbered:
            same = (label for label, text in self.notes.items() if text == note)
            label = next(same, str(len(self.notes) + 1))
        else:
            label = "n" + hashlib.sha256(note.encode()).hexdigest()[:6]
        self.notes[label] = note
        return label

    def written_notes(self) -> str:
        """The definitions of the notes gathered so far."""
        inner = ProseWriter(self.dialect, tags=self.tags, address=self.address)
        return "\n".join(f"[^{label}]: {inner.inline(note)}" for label, note in self.notes.items())

    def escape(self, text: str) -> str:
        """Characters that Markdown would read, taken literally."""
        text = re.sub(r"[\\`*\[\]~]", r"\\\g<0>", text)
        text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
        # Also at the end, where a tag may come next.
        text = re.sub(r"<(?=[\w/!?]|\Z)", r"\\<", text)
        text = _ENTITY.sub(r"\\&", text)
        text = _SCHEME.sub(r"\1\\:", text)
        text = re.sub(r"(?i)\bwww(?=\.\w)", r"www\\", text)
        text = re.sub(r"(?<=\w)@(?=\w)", r"\\@", text)
        text = re.sub(r"\{\{(?=[<%])", r"{\\{", text)
        if self.dialect.typographer:
            text = re.sub(r"[\"']", r"\\\g<0>", text)
            text = re.sub(r"-(?=-)", r"\\-", text)
            text = re.sub(r"\.(?=\.\.)", r".\\", text)
            text = re.sub(r"(?<!\\)<(?=<)|>(?=>)", r"\\\g<0>", text)
        if self.dialect.math:
            text = text.replace("$", "\\$")
        for is_on, sign in (
            (self.dialect.mark, "="),
            (self.dialect.insert, "+"),
            (self.dialect.superscript, "^"),
        ):
            text = text.replace(sign, f"\\{sign}") if is_on else text
        if self.dialect.emoji:
            text = re.sub(r":(?=[a-z0-9_+-]+:)", r"\\:", text)
        return text.replace("|", "\\|") if self.cell else text


@dataclass(frozen=True, slots=True)
class _Segment:
    """Text, or the opening or closing of a style, whose form depends on what stands beside it."""

    text: str
    role: str = "text"


def _resolve(segments: list[_Segment], tags: bool) -> str:
    """Emphasis as marks where CommonMark's flanking rules read them so, else as tags."""
    segments = [item for item in segments if item.text]
    marked = set() if tags else _marked(segments)
    parts = []
    for at, item in enumerate(segments):
        if item.role == "text":
            parts.append(item.text)
        elif at in marked:
            parts.append(_MARKS[item.text])
        else:
            parts.append(f"<{'/' if item.role == 'close' else ''}{item.text}>")
    return "".join(parts)


def _marked(segments: list[_Segment]) -> set[int]:
    """Places of openings and closings that may be written as marks. Not beside another one, where
    rules of three would decide."""
    found: set[int] = set()
    stack: list[int] = []
    for at, item in enumerate(segments):
        if item.role == "open":
            stack.append(at)
        elif item.role == "close":
            start = stack.pop()
            if item.text in _MARKS and _flanks(segments, start, at):
                found |= {start, at}
    return found


def _flanks(segments: list[_Segment], start: int, end: int) -> bool:
    neighbours = [
        segments[at] for at in (start - 1, start + 1, end - 1, end + 1) if 0 <= at < len(segments)
    ]
    if any(item.role != "text" for item in neighbours):
        return False
    before = segments[start - 1].text[-1:] if start else ""
    after = segments[end + 1].text[:1] if end + 1 < len(segments) else ""
    first, last = segments[start + 1].text[:1], segments[end - 1].text[-1:]
    if first.isspace() or last.isspace() or "*" in (before, first, last, after):
        return False
    opens = not _is_mark(first) or _neighbour(before)
    return opens and (not _is_mark(last) or _neighbour(after))


def _neighbour(char: str) -> bool:
    return not char or char.isspace() or _is_mark(char)


def _is_mark(char: str) -> bool:
    return bool(_PUNCTUATION.match(char)) or char == "_"


def _destination(href: str) -> str:
    href = _entities(href.replace("\\", "%5C"))
    if re.search(r"[\s()<>]", href):
        return "<" + href.replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A") + ">"
    return href


def _entities(text: str) -> str:
    return _ENTITY.sub("&amp;", text)


def _guard_edges(text: str) -> str:
    """A parser strips the ends of a line of every white space; an entity is none."""
    return re.sub(
        r"^[^\S \t\n]+|[^\S \t\n]+$",
        lambda match: "".join(f"&#{ord(sign)};" for sign in match[0]),
        text,
    )


def _guard_start(text: str) -> str:
    """What would open a heading, a list, a quotation … at the start of a line is text."""
    lines = []
    for line in text.split("\n"):
        line = re.sub(r"^(#{1,6}(?=\s|$)|[>+=:-]|\{(?=[.#:\w]))", r"\\\1", line)
        line = re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", line)
        lines.append(line)
    return "\n".join(lines)
