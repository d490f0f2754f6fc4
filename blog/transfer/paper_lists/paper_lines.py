"""A line that announces a paper: a heading, a list item or a line in bold, taken apart.

It holds a link to the paper, and perhaps a number, authors (before or after the title), an award,
and more words. The link is the title, or a word such as "pdf" beside it. No Django.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from blog.papers.identifiers import parse_identifier
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.paper_lists.paper_names import looks_like_names, split_authors
from blog.transfer.reading.inline import NotCarriedError, inline_to_prose, inline_to_text
from blog.transfer.reading.pieces import EntryLine

_NUMBER = re.compile(r"^\s*#?(\d{1,3})\s*[.):\-–]+\s*")
_AWARD = re.compile(
    r"\b(awards?|prize|honou?rable mention|best (?:student )?paper|runner[- ]up|spotlight|oral)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s*[(\[]?(?:19|20)\d\d[a-z]?[)\]]?\s*$")
_VENUE = re.compile(r"[(\[,–—-]\s*[A-Z][\w@&’' -]{1,40}(?:['’]\d\d|\b(?:19|20)\d\d)[)\]]?\.?$")
_GENERIC = re.compile(
    r"(?:(?:the|this|full|read|view)\s+)*(?:abstract|acm|arxiv|article|bib(?:tex)?|blog(?: ?post)?|"
    r"code|data(?:set)?|demo|doi|github|here|hf|html|ieee|link|models?|openreview|online|paper|pdf|"
    r"post|poster|preprint|proceedings|project(?: page)?|publication|site|slides|url|video|web ?site)"
    r"s?(?:\s+(?:here|link|version|more))?",
    re.IGNORECASE,
)
_QUOTES = "\"“”„«»‘’'"
_LEAD = re.compile(r"^[\s:,.;|·–—-]*(?:by\b)?[\s(]*", re.IGNORECASE)
_NAMES_END = re.compile(r"\)|[:;,(\[|·\n]|[.](?=\s|$)|\s[-–—]+\s|$")
_LONGEST_REST = 120
_LONGEST_MARKED = 1200
_LONGEST_NAMES = 300


@dataclass(frozen=True, slots=True)
class _LinkAt:
    first: int
    last: int
    url: str
    text: str

    @property
    def is_generic(self) -> bool:
        """The text says what kind of thing is there, not what it is called."""
        return is_generic(self.text)


def is_generic(text: str) -> bool:
    """ "pdf", "arXiv:1706.03762", an address: what kind of thing a link leads to."""
    inner = text.strip(" []()")
    return bool(_GENERIC.fullmatch(inner)) or parse_identifier(inner) is not None


def entry_line(tokens: list[Token]) -> EntryLine | None:
    """The entry that a heading announces; None when it says other things."""
    links = _links(tokens)
    marked = _own_form(tokens, links)
    if marked:
        return marked
    found = free_line(tokens, {})
    if found is None or len(inline_to_text(tokens)) > len(found.title) + _LONGEST_REST * 2:
        return None
    rest = re.sub(r"<[^>]*>", "", found.note).strip()
    is_short = len(rest) <= _LONGEST_REST and (
        not rest or rest[0] in "([|" or _VENUE.search(f", {rest}") or _AWARD.search(rest)
    )
    return found if is_short else None


def free_line(tokens: list[Token], env: dict[str, Any]) -> EntryLine | None:
    """The entry that a list item announces: what else it says is its note, as prose."""
    links = _links(tokens)
    titled = next((link for link in links if not link.is_generic), None)
    if titled and (len(links) == 1 or is_paper_address(titled.url) or titled is links[0]):
        found = _titled_by_link(tokens, titled, env)
        if found:
            return found
    named = next((link for link in links if is_paper_address(link.url)), None)
    return _titled_before(tokens, named, env) if named and named.is_generic else None


def _links(tokens: list[Token]) -> list[_LinkAt]:
    found, first = [], -1
    for at, token in enumerate(tokens):
        if token.type == "link_open":
            first = at
        elif token.type == "link_close" and first >= 0:
            url = str(tokens[first].attrGet("href") or "")
            found.append(_LinkAt(first, at, url, inline_to_text(tokens[first + 1 : at])))
    return found


def _own_form(tokens: list[Token], links: list[_LinkAt]) -> EntryLine | None:
    """ "[Title](url) · authors · award", as our own exports write it."""
    if len(links) != 1 or not links[0].text or not links[0].url:
        return None
    rest = inline_to_text(tokens[links[0].last + 1 :]).strip()
    before = _before(inline_to_text(tokens[: links[0].first]))
    if not rest.startswith("· ") or len(rest) > _LONGEST_MARKED or before is None:
        return None
    parts = [part.strip() for part in rest.split("·")[1:]]
    award = next((part for part in parts if _AWARD.search(part)), "")
    award = parts[1] if len(parts) == 2 else award
    authors = parts[0] if parts[0] != award else ""
    title, number = numbered(links[0].text, before.number)
    if not authors:
        title, authors = split_authors(title)
    return EntryLine(title, links[0].url, authors, award, number)


def _titled_by_link(tokens: list[Token], link: _LinkAt, env: dict[str, Any]) -> EntryLine | None:
    before = _before(inline_to_text(tokens[: link.first]))
    if before is None or not link.text or not link.url:
        return None
    line = _after(tokens[link.last + 1 :], replace(before, url=link.url), env)
    if line is None:
        return None
    title, number = numbered(link.text, before.number)
    title, authors = (title, line.authors) if line.authors else split_authors(title)
    return replace(line, title=_unquoted(title), authors=authors, number=number)


def _titled_before(tokens: list[Token], link: _LinkAt, env: dict[str, Any]) -> EntryLine | None:
    """ "**Title**, authors [pdf](url)": the title is in bold, in quotes, in italics, or all there is."""
    head = tokens[: link.first]
    text, number = numbered(_bare(inline_to_text(head)), None)
    shown = re.sub(rf"[\s(\[|·:,.{_QUOTES}–—-]+$", "", text)
    title, rest = _marked_title(head, shown)
    if title:
        authors = _LEAD.sub("", rest, count=1).strip(" ,.:;()[]|·–—-")
        authors = _YEAR.sub("", authors).strip(" ,.(")
        authors += "." if authors.endswith(" al") else ""
        if authors and not looks_like_names(authors):
            return None
    elif text.rstrip() == shown:
        return None  # "We saw this paper": a sentence, whose link is one of its words
    else:
        title, authors = split_authors(shown)
    if not 2 <= len(title.split()) <= 40:
        return None
    line = _after(tokens[link.last + 1 :], EntryLine("", link.url, authors), env)
    return replace(line, title=_unquoted(title), number=number) if line else None


def _marked_title(head: list[Token], shown: str) -> tuple[str, str]:
    for name in ("strong", "em"):
        opening = next((at for at, token in enumerate(head) if token.type == f"{name}_open"), None)
        closing = next((at for at, token in enumerate(head) if token.type == f"{name}_close"), None)
        if opening is not None and closing is not None:
            title = inline_to_text(head[opening + 1 : closing]).strip(" .,:")
            before = _bare(inline_to_text(head[:opening]))
            if title and not re.sub(_NUMBER, "", before + " ").strip():
                return title, inline_to_text(head[closing + 1 :])
    quoted = re.match(rf"([^{_QUOTES}]*)[“\"«](.+?)[”\"»](.*)$", shown)
    if quoted:
        return quoted[2].strip(" .,"), f"{quoted[1]} {quoted[3]}".strip()
    return "", ""


def _before(text: str) -> EntryLine | None:
    """What stands before a title: nothing, a number, authors, an award. None for other words."""
    numbered = _NUMBER.match(f"{text} ")
    number = int(numbered[1]) if numbered else None
    rest = _bare(_NUMBER.sub("", f"{text} ")).strip()
    rest = re.sub(rf"[\s(\[|·:,.{_QUOTES}–—-]+$", "", rest)
    rest = _YEAR.sub("", rest).strip(" ,(")
    if re.search(r" (?:al|[A-Z])$", rest):
        rest += "."  # of "et al." and of an initial
    if not rest:
        return EntryLine("", "", number=number)
    if _AWARD.search(rest):
        return EntryLine("", "", award=rest, number=number) if len(rest) <= 60 else None
    return EntryLine("", "", rest, number=number) if looks_like_names(rest) else None


def _after(tokens: list[Token], line: EntryLine, env: dict[str, Any]) -> EntryLine | None:
    """The line with the authors or the award that follow, and the rest as its note."""
    raw = "".join(_raw(token) for token in tokens)
    end = 0
    if not line.authors and not _award(raw):
        authors, end = _leading_names(raw)
        line = replace(line, authors=authors)
    award = _award(raw[end:])
    if award and not line.award:
        return replace(line, award=award)
    note = _without_lead(tokens, raw, end)
    try:
        html = inline_to_prose(note, env) if note else ""
    except NotCarriedError:
        return None
    return replace(line, note=html)


def _award(text: str) -> str:
    """The text when it is nothing but an award."""
    award = text.strip(f" ()[]{_QUOTES}.,:;–—-|")
    is_alone = 0 < len(award) <= 80 and not re.search(r"\)|[.:!?]\s", award)
    return award if is_alone and _AWARD.search(award) else ""


def _leading_names(raw: str) -> tuple[str, int]:
    """Authors at the beginning, and where they end."""
    lead = re.match(rf"[{_QUOTES}]?", raw)
    start = lead.end() if lead else 0
    start += len(_LEAD.match(raw[start:])[0])  # type: ignore[index]
    best, end = "", 0
    for found in _NAMES_END.finditer(raw, start, start + _LONGEST_NAMES):
        names = " ".join(raw[start : found.start()].split())
        # A long word with a full stop inside ends a sentence, and no list of names goes on.
        if re.search(r"\w{4,}[.]\s", names) and " al. " not in f"{names} ":
            break
        dotted = f"{names}." if names.endswith((" al", " et a")) else names
        if looks_like_names(dotted):
            best, end = dotted, found.end() if found[0] in (")", ".") else found.start()
    return best, end


def _without_lead(tokens: list[Token], raw: str, end: int) -> list[Token]:
    """What is left after the names, without the signs that parted it from them."""
    signs = re.match(rf"[\s:,.;|)\]{_QUOTES}–—-]*", raw[end:])
    cut = end + (signs.end() if signs else 0)
    if cut >= len(raw.rstrip()):
        return []
    kept: list[Token] = []
    for token in tokens:
        text = _raw(token)
        if cut >= len(text) and text:
            cut -= len(text)
            continue
        kept.append(replace(token, content=token.content[cut:]) if cut and text else token)
        cut = 0 if text else cut
    return _balanced(kept)


def _balanced(tokens: list[Token]) -> list[Token]:
    """Without the ends of what began before."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.nesting < 0 and not depth:
            continue
        depth += token.nesting
        kept.append(token)
    return kept


def _raw(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    is_shown = token.type in ("text", "code_inline", "math_inline", "math_inline_double")
    return token.content if is_shown else ""


def numbered(text: str, number: int | None) -> tuple[str, int | None]:
    """Title and number of "3. Title"; the number that stands before it counts first."""
    inner = None if number else _NUMBER.match(text)
    return (text[inner.end() :], int(inner[1])) if inner else (text, number)


def _bare(text: str) -> str:
    """Without emoji and bullets before it."""
    start = next(
        (at for at, sign in enumerate(text) if unicodedata.category(sign) not in _SIGNS), len(text)
    )
    return text[start:]


_SIGNS = frozenset(("So", "Sk", "Zs", "Mn", "Cf", "Sm"))


def _unquoted(title: str) -> str:
    inner = title.strip()
    if len(inner) > 2 and inner[0] in '“"«„' and inner[-1] in '”"»“':
        return inner[1:-1].strip(" .,")
    return inner
