"""Prose on its way to a reader: footnotes beside their paragraph, formulas as MathML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from blog.core.html import safe_href
from blog.core.prose import STYLES, Run, TextBlock, parse_prose
from blog.posts.mathematics import render_math

_TAGS = {"b": "strong", "i": "em"}


@dataclass(frozen=True)
class Note:
    """`late`: its reference stands in the second half of its paragraph."""

    number: int
    source: str
    late: bool = False


@dataclass
class Notes:
    """Numbers the notes of one page in reading order; `links` holds addresses of ours.

    What stands in a box, a caption or a cell leaves its notes in `waiting`, for the template to put
    them beside the whole of it.
    """

    links: Mapping[tuple[str, int], str] = field(default_factory=dict)
    # In which language the labels of references are, where it is another than that of the text.
    label_language: str = ""
    count: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    waiting: list[Note] = field(default_factory=list)

    def next(self) -> int:
        self.count += 1
        return self.count


# In HTML that our sanitiser wrote of Markdown.
_REFERENCE = re.compile(r'(<sup class="footnote-ref"><a)( [^>]*>)\[(\d+)(?::\d+)?\](</a></sup>)')
_LIST = re.compile(r'<ol class="footnotes-list">')


def number_notes(html: str, notes: Notes) -> str:
    """Markdown counts the notes of each text from one; on the page they go on counting."""
    own: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        number = own.get(match[3]) or own.setdefault(match[3], notes.next())
        return f'{match[1]} class="ref"{match[2]}{number}{match[4]}'

    html = _REFERENCE.sub(numbered, html)
    first = min(own.values(), default=1)
    return _LIST.sub(f'<ol class="footnotes-list" start="{first}">', html) if first > 1 else html


def render_prose(source: str, notes: Notes) -> SafeString:
    """Paragraphs and lists. A paragraph with notes becomes a row: the text, then its notes."""
    parts = []
    for is_text, group in groupby(parse_prose(source), key=lambda block: block.kind == "p"):
        blocks = list(group)
        parts += (
            [_paragraph(block, notes) for block in blocks] if is_text else [_list(blocks, notes)]
        )
    return mark_safe("\n".join(parts))


def render_boxed(source: str, notes: Notes) -> SafeString:
    """Paragraphs and lists without rows; their notes wait."""
    parts = []
    for is_text, group in groupby(parse_prose(source), key=lambda block: block.kind == "p"):
        blocks = list(group)
        if is_text:
            parts += [f"<p>{_runs(block.runs, notes, notes.waiting)}</p>" for block in blocks]
        else:
            parts.append(_items(blocks, notes, notes.waiting))
    return mark_safe("\n".join(parts))


def render_inline(source: str, notes: Notes) -> SafeString:
    """A single line: a caption, a table cell. Its notes wait."""
    lines = [_runs(block.runs, notes, notes.waiting) for block in parse_prose(source)]
    return mark_safe(" ".join(lines))


def waiting_notes(notes: Notes) -> SafeString:
    """The notes that waited, each once."""
    found, notes.waiting = notes.waiting, []
    return _asides(found, notes) if found else mark_safe("")


def _paragraph(block: TextBlock, notes: Notes) -> str:
    found: list[Note] = []
    text = _runs(block.runs, notes, found)
    if not found:
        return f"<p>{text}</p>"
    return f'<div class="row"><p>{text}</p>\n{_asides(found, notes)}</div>'


def _list(blocks: list[TextBlock], notes: Notes) -> str:
    """A list and, after it, the notes of all its items."""
    found: list[Note] = []
    text = _items(blocks, notes, found)
    return f'<div class="row">{text}\n{_asides(found, notes)}</div>' if found else text


def _items(blocks: list[TextBlock], notes: Notes, found: list[Note]) -> str:
    parts: list[str] = []
    open_lists: list[str] = []
    for block in blocks:
        depth = min(block.depth, len(open_lists))
        while len(open_lists) > depth + 1 or (
            len(open_lists) == depth + 1 and open_lists[-1] != block.kind
        ):
            parts.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth + 1:
            parts.append("</li>")
        else:
            open_lists.append(block.kind)
            parts.append(f"<{block.kind}>")
        parts.append(f"<li>{_runs(block.runs, notes, found)}")
    while open_lists:
        parts.append(f"</li></{open_lists.pop()}>")
    return "\n".join(parts)


def _asides(found: list[Note], notes: Notes) -> SafeString:
    """One note beside its text, or several in one cell of the margin."""
    late = " in-margin--late" if all(note.late for note in found) else ""
    if len(found) == 1:
        return _aside(found[0], f" in-margin{late}", notes)
    inner = mark_safe("\n".join(_aside(note, "", notes) for note in found))
    return format_html('<div class="notes in-margin{}">{}</div>', late, inner)


def _aside(note: Note, place: str, notes: Notes) -> SafeString:
    return format_html(
        '<p class="note{}" id="n{}" role="note"><a{} href="#r{}" aria-label="{}">{}</a> {}</p>',
        place,
        note.number,
        _label_language(notes),
        note.number,
        _("Note %(number)s, back to the text") % {"number": note.number},
        note.number,
        render_inline(note.source, notes),
    )


def _runs(runs: list[Run], notes: Notes, found: list[Note]) -> str:
    length = sum(len(run.text) for run in runs if run.entity != "footnote")
    parts, before = [], 0
    for link, group in groupby(runs, key=lambda run: run.link):
        inner = []
        for run in group:
            if run.entity == "footnote":
                is_known = run.text in notes.numbers
                number = notes.numbers.get(run.text) or notes.next()
                if not is_known:
                    notes.numbers[run.text] = number
                    found.append(Note(number, run.text, late=before * 2 > length))
                inner.append(_reference(number, notes, again=is_known))
                continue
            before += len(run.text)
            inner.append(_styled(run))
        text = "".join(inner)
        parts.append(_link(dict(link.attributes), text, notes) if link else text)
    return "".join(parts)


def _styled(run: Run) -> str:
    if run.entity == "math":
        text = render_math(run.text)
    else:
        text = mark_safe(escape(run.text).replace("\ue000", "<br>"))
    for style in reversed(STYLES):
        if style in run.styles:
            tag = _TAGS.get(style, style)
            text = mark_safe(f"<{tag}>{text}</{tag}>")
    return text


def _link(attributes: dict[str, str], text: str, notes: Notes) -> str:
    number = attributes.get("id", "")
    if kind := attributes.get("linktype"):
        href = notes.links.get((kind, int(number))) if number.isdecimal() else None
    else:
        href = safe_href(attributes.get("href", ""))
    if not href:
        return text
    title = format_html(' title="{}"', attributes["title"]) if attributes.get("title") else ""
    return format_html('<a href="{}"{}>{}</a>', href, title, mark_safe(text))


def _label_language(notes: Notes) -> SafeString:
    language = notes.label_language
    return format_html(' lang="{}"', language) if language else mark_safe("")


def _reference(number: int, notes: Notes, *, again: bool = False) -> str:
    """A second one to the same note is not where the note leads back to."""
    return format_html(
        '<sup>\u202f<a{} class="ref"{} href="#n{}" aria-label="{}">{}</a></sup>',
        _label_language(notes),
        "" if again else format_html(' id="r{}"', number),
        number,
        _("Note %(number)s") % {"number": number},
        number,
    )
