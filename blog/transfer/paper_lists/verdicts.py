"""Is this a list of papers? By its items first, then by what stands above. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from blog.transfer.paper_lists.announcements import Hint
from blog.transfer.paper_lists.paper_addresses import has_identifier, is_paper_address
from blog.transfer.reading.pieces import EntryLine

# A list of papers, something that a person should look at, or no list.
Verdict = Literal["list", "offer", ""]
_MARKED = frozenset(("bold", "quoted", "label", "italic", "table", "reference", "link"))
_LONG_NOTE = 12


def judge_headings(entries: Sequence[EntryLine], hint: Hint, *, beside: bool) -> Verdict:
    """`beside`: other papers of this kind stand in the post."""
    papers = sum(is_paper_address(entry.url) for entry in entries)
    if hint == "other" or not papers:
        return ""
    if len(entries) == 1:
        return "list" if hint == "papers" or beside else ""
    if papers * 5 >= len(entries) * 4:
        return "offer" if hint == "cited" else "list"
    if papers * 2 < len(entries):
        return ""
    is_linked = all(entry.url for entry in entries)
    return "list" if hint == "papers" or is_linked else "offer"


def judge_items(items: Sequence[EntryLine | None], hint: Hint, *, beside: bool) -> Verdict:
    """`items` are those of a list or a table, None for one that is no paper."""
    entries = [entry for entry in items if entry]
    papers = [entry for entry in entries if entry.weight >= 2 and is_paper_address(entry.url)]
    if hint == "other" or not entries:
        return ""
    is_whole = len(entries) == len(items)
    if len(items) == 1:
        if papers:
            return "list" if hint == "papers" or beside else ""
        return "list" if hint == "papers" and _is_written(entries) else ""
    named = [entry for entry in papers if has_identifier(entry.url)]
    if len(papers) * 5 >= len(items) * 4 and (named or hint == "papers"):
        return "offer" if hint == "cited" else "list"
    if hint == "papers" and is_whole and (len(papers) * 2 > len(items) or _is_written(entries)):
        return "list"
    weighty = sum(entry.weight >= 1 for entry in entries)
    return "offer" if weighty * 5 >= len(items) * 4 or len(papers) * 2 >= len(items) else ""


def _is_written(entries: Sequence[EntryLine]) -> bool:
    """Titles that are set apart, with authors, in each of them."""
    return all(entry.weight >= 1 and entry.form in _MARKED and entry.authors for entry in entries)


def judge_paragraphs(entries: Sequence[EntryLine], hint: Hint, *, beside: bool) -> Verdict:
    verdict = judge_headings(entries, hint, beside=beside)
    is_sure = hint == "papers" or all(is_strong(entry) for entry in entries)
    return "offer" if verdict == "list" and not is_sure else verdict


def is_strong(entry: EntryLine) -> bool:
    """A paragraph that is set apart as one that announces a paper; others may be a sentence whose
    first words are a link."""
    if entry.form in ("bold", "quoted", "label", "heading") or entry.number is not None:
        return True
    return len(entry.note.split()) <= _LONG_NOTE
