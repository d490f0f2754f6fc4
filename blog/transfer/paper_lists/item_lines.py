"""A line that may announce a paper: a heading, a list item, a line in bold, a paragraph. Taken apart
into title, authors, award, links, and the rest as prose. No Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from blog.transfer.paper_lists.generic_links import LinkGroup, link_groups
from blog.transfer.paper_lists.labels import authors_label, title_label
from blog.transfer.paper_lists.leads import AWARD, Lead, award_before, past_signs, read_lead
from blog.transfer.paper_lists.lines import BREAKS, Line, Range
from blog.transfer.paper_lists.pairs import names_two_papers
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.paper_lists.paper_names import (
    leading_names,
    listed_names,
    split_authors,
)
from blog.transfer.paper_lists.titles import Title, cited_link, find_title
from blog.transfer.reading.pieces import EntryLine

_YEAR_LAST = re.compile(r"\s*[(\[]((?:19|20)\d\d)[)\]]$")
_YEAR_NEXT = re.compile(r"[\s,.(\[\"”’»]*((?:19|20)\d\d)[a-z]?(?:\s*[)\]])?\.?(?!\w)")
_QUOTES = "\"“”„«»‘’'"
_LEAD = re.compile(
    rf"[\s:,.;|·•–—\-{_QUOTES}{BREAKS}]*(?:(?:written )?by\b|from\b|authors?\s*:)?[\s(:]*", re.I
)
_LEFT = f" \t,.;:：、，。|)]}}{_QUOTES}–—-·•{BREAKS}"
_RIGHT = f" \t,;:|([{{–—-·•{BREAKS}"
# "[ICLR 2024] Title", "(2023/01) Title": when and where it came out.
_TAG = re.compile(r"[\[(【][^\[\]()【】]{0,30}\d[^\[\]()【】]{0,10}[\])】]\s*[:|–—-]?\s*(?=\S)")
_LONGEST = 6000
_TITLE_WORDS = 40


def read_line(line: Line, *, is_title: bool = False) -> EntryLine | None:
    """None when the line says other things; `is_title`: it holds one, also without a link or authors."""
    text = line.text
    if not text.strip() or len(text) > _LONGEST:
        return None
    label = title_label(line)
    start, number = past_signs(text, label.end if label else 0)
    if label and number is None:
        number = past_signs(text, 0)[1]
    # "[pdf] **Title**": links that stand before all else.
    first = next(iter(link_groups(line, start)), None)
    leading = [first] if first and first.start <= start and text[first.end :].strip() else []
    start = first.end if first and leading else start
    has_paper = any(chip.is_paper for group in leading for chip in group.chips)
    tag = _TAG.match(text, start)
    tag = tag if tag and not any(link.start < tag.end() for link in line.links) else None
    start = tag.end() if tag else start
    award = award_before(text, start)
    start += len(award)
    title = find_title(line, start, is_labelled=label is not None, has_paper=has_paper)
    lead = read_lead(line, start, title) if title else None
    if title is None or lead is None or names_two_papers(line, (title.start, title.end)):
        return None
    lead = replace(lead, award=award.strip(" *_:–—-")) if award else lead
    above = (0, label.start) if label else (tag.start(), tag.end()) if tag else (0, 0)
    entry = _Parts(line, above, leading, title, lead, number).entry()
    return entry if entry and (is_title or entry.url or entry.authors) else None


@dataclass
class _Parts:
    line: Line
    above: Range
    leading: list[LinkGroup]
    title: Title
    lead: Lead
    number: int | None

    def entry(self) -> EntryLine | None:
        text, title = self.line.text, self.title
        groups = link_groups(self.line, title.end)
        remainder = _without(groups, title.end, len(text))
        authors, remainder = self._authors(remainder)
        year, remainder = self._year(remainder)
        shown, number = self._title()
        if title.kind == "plain" and (written := _YEAR_LAST.search(shown)) and not year:
            shown, year = shown[: written.start()].rstrip(), written[1]
        if not authors and title.kind in ("link", "plain"):
            shown, authors = split_authors(shown)
        url, links = self._links(groups)
        if not shown:
            return None
        award, remainder = self._award(remainder)
        before = [self.lead.note] if self.lead.note else []
        notes = self.line.notes(title.start, title.end)
        return EntryLine(
            title=shown,
            url=url,
            authors=authors,
            award=award,
            number=number,
            note=self.line.prose([self.above, *before, *_trimmed(text, remainder), *notes]),
            links=tuple(links),
            year=year,
            weight=self._weight(url, authors),
            form="bold" if self._is_bold() else title.kind,
        )

    def _is_bold(self) -> bool:
        title = self.title
        return any(
            first <= title.start and title.end <= end for first, end in self.line.styled("b")
        )

    def _weight(self, url: str, authors: str) -> int:
        """3: a marked title and a paper's address; 2: one of them; 1: a title with authors alone."""
        if not url or not (is_paper_address(url) or self.title.kind == "plain"):
            return 1 if authors else 0
        return 3 if self.title.kind in ("link", "bold", "quoted", "label") else 2

    def _title(self) -> tuple[str, int | None]:
        shown = self.line.plain(self.title.start, self.title.end)
        start, inner = (
            past_signs(shown, 0) if self.number is None else (past_signs(shown, 0)[0], None)
        )
        if inner is None and self.number is not None:
            start, again = past_signs(shown, 0)
            start = start if again in (None, self.number) else 0
        shown = unquoted(shown[start:])
        return shown, self.number if self.number is not None else inner

    def _authors(self, remainder: list[Range]) -> tuple[str, list[Range]]:
        if self.lead.authors:
            return self.lead.authors, remainder
        label = authors_label(self.line, remainder)
        if label:
            value = self.line.text[label.end : label.stop]
            return listed_names(value), _cut(remainder, label.start, label.stop)
        for start, end in remainder:
            if not self.line.text[start:end].strip(_LEFT + _RIGHT):
                continue
            names = self._names_at(start, end)
            return (
                (names[0], self._without_names(remainder, start, names[1]))
                if names
                else ("", remainder)
            )
        return "", remainder

    def _without_names(self, remainder: list[Range], start: int, stop: int) -> list[Range]:
        """The rest; a bracket around the names goes with them, also where it holds more."""
        rest = _cut(remainder, start, stop)
        taken = self.line.text[start:stop]
        close = self.line.text.find(")", stop, stop + 80)
        if taken.count("(") > taken.count(")") and close >= 0:
            rest = _cut(rest, close, close + 1)
        return rest

    def _year(self, remainder: list[Range]) -> tuple[str, list[Range]]:
        """The year beside the names: "(Quill et al., 2024)"."""
        if self.lead.year or not remainder:
            return self.lead.year, remainder
        start, end = remainder[0]
        year = _YEAR_NEXT.match(self.line.text, start, end)
        is_alone = year is not None and not self.line.text[year.end() : end].strip(" .)]")
        is_beside = year is not None and (is_alone or year[0].rstrip()[-1] in ")]")
        return (
            (year[1], _cut(remainder, start, year.end())) if year and is_beside else ("", remainder)
        )

    def _names_at(self, start: int, end: int) -> tuple[str, int] | None:
        text = self.line.text
        lead = _LEAD.match(text, start, end)
        first = past_signs(text, lead.end() if lead else start)[0]
        names, length = leading_names(text[first:end])
        is_award = AWARD.search(names)
        if not names or is_award:
            return None
        stop = first + length
        opened = text[start:first].rstrip().endswith("(")
        if opened and text[stop : stop + 1] == ")":
            stop += 1
        raw = text[first:stop]
        has_more = "(" in re.sub(r"\)$", "", raw) and len(names.split()) < len(raw.split()) - 1
        linked = any(first <= link.start < stop for link in self.line.links)
        # Places of work between the names, and links to who they are, stay to be read.
        return names, (start if (has_more and "(" not in names) or linked else stop)

    def _award(self, remainder: list[Range]) -> tuple[str, list[Range]]:
        text = self.line.text
        if self.lead.award:
            return _award_words(self.lead.award), remainder
        above = text[self.above[0] : self.above[1]]
        for part in re.split(rf"[{BREAKS}|]", above):
            if AWARD.search(part) and len(part) <= 80:
                return _award_words(part), remainder
        rest = self.line.plain(remainder[0][0], remainder[-1][1]) if remainder else ""
        whole = rest.strip(f" ()[]{_QUOTES}.,:;–—-|*")
        if 0 < len(whole) <= 80 and not re.search(r"\)|[.:!?]\s", whole) and AWARD.search(whole):
            return _award_words(whole), []
        for sentence in re.split(r"[.!?;:]\s+", rest.strip(_LEFT)[:200])[:3]:
            if AWARD.search(sentence) and len(sentence.split()) <= 6:
                return _award_words(sentence), remainder
        return "", remainder

    def _links(self, groups: Sequence[LinkGroup]) -> tuple[str, list[dict[str, str]]]:
        """The paper's address, and the chips."""
        chips = [chip for group in [*self.leading, *groups] for chip in group.chips]
        link = self.title.link
        url = link.url if link and (is_paper_address(link.url) or link.url == "#") else ""
        links: list[dict[str, str]] = []
        for chip in chips:
            if not url and chip.is_paper:
                url = chip.url
            elif chip.url != url:
                links.append(chip.value())
        cited = cited_link(self.line, self.title.end) if not url else None
        url = cited.url if cited else url
        if link and link.url and link.url != url:
            if not url:
                url = link.url
            else:
                kind = "code" if "//github.com/" in link.url else "project"
                links.insert(0, {"kind": kind, "url": link.url, "label": ""})
        return url, [item for at, item in enumerate(links) if item not in links[:at]]


def _award_words(text: str) -> str:
    words = re.sub(r"^[\W\d_]+|[\W_]+$", "", " ".join(text.split()))
    return words[:120]


def _without(groups: Sequence[LinkGroup], start: int, end: int) -> list[Range]:
    remainder, at = [], start
    for group in groups:
        remainder.append((at, group.start))
        at = group.end
    return [*remainder, (at, end)]


def _cut(ranges: Sequence[Range], start: int, end: int) -> list[Range]:
    """The ranges without what lies between `start` and `end`."""
    remainder = []
    for first, last in ranges:
        remainder += [(first, min(last, start)), (max(first, end), last)]
    return [(first, last) for first, last in remainder if first < last]


def _trimmed(text: str, ranges: Sequence[Range]) -> list[Range]:
    """Without the signs that parted them from what is taken away, and without half brackets."""
    trimmed = []
    for at, (start, end) in enumerate(ranges):
        left = _LEFT if at == 0 else f" {BREAKS}"
        while start < end and text[start] in left:
            start += 1
        while start < end and text[end - 1] in _RIGHT:
            end -= 1
        if (
            any(sign.isalnum() for sign in text[start:end])
            or "\ufffc" in text[start:end]
            or any(unicodedata.category(sign) == "So" for sign in text[start:end])
        ):
            trimmed.append((start, end))
    return trimmed


def unquoted(title: str) -> str:
    inner = title.strip()
    pairs = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "'": "'", "「": "」", "『": "』"}
    if (len(inner) > 2 and pairs.get(inner[0]) == inner[-1]) or (
        len(inner) > 2 and inner[0] in '“"„' and inner[-1] in '”"“'
    ):
        return inner[1:-1].strip(" .,")
    return inner
