"""Where the title of a paper stands in a line: in a link, in bold, in quotes, in italics, after a
label, or as a reference has it. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from blog.transfer.paper_lists.generic_links import is_generic, link_groups
from blog.transfer.paper_lists.lines import BREAKS, Line, LineLink, Range
from blog.transfer.paper_lists.paper_addresses import is_paper_address
from blog.transfer.paper_lists.paper_names import leading_names, looks_like_names

_AWARD = re.compile(
    r"\b(?:award|prize|honou?rable mention|runner[- ]up|spotlight|oral)\b|^best (?:\w+ ){0,2}paper",
    re.I,
)
_QUOTED = re.compile(r"[“\"«„「『]\s*([^“”\"«»„「」『』\u2028\ue000]{4,300}?)\s*[”\"»“」』]")
_YEARS = re.compile(r"[(\[]?(?:19|20)\d\d[a-z]?[)\]]?")
_SENTENCE_END = re.compile(
    r"(?<!\bvs)(?<!\bal)(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bNo)(?<!\bSt)[.。](?=\s|$)|[?!？！](?=\s|$)"
)
_APA = re.compile(
    r"\s*[(\[](?:19|20)\d\d[a-z]?(?:,[^)\]]{1,20})?[)\]][.,:]?\s+|[.,]\s+(?:19|20)\d\d[a-z]?[.,:]\s+"
)
_TALK = re.compile(
    r"(?i)(?:we|i|i['’]m|see|also|read|check|this|these|in (?:this|the|our)|my|our|here|it|it['’]s|they|there|"
    r"the (?:paper|authors?|code|slides?|same|work)|a paper|an? (?:great|nice|interesting)|if|but|and|or|so|as|"
    r"because|your|let['’]s|thanks?|note|please|more|for (?:more|details)|another|some|"
    r"related|code|data|slides|video|links?|figure|fig|table|section|update|tl;?dr|abstract)\b"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Title:
    """`kind`: "link", "bold", "quoted", "italic", "label", "reference" or "plain"."""

    start: int
    end: int
    kind: str
    link: LineLink | None = None
    authors: str = ""
    year: str = ""


def find_title(
    line: Line, start: int, *, is_labelled: bool = False, has_paper: bool = False
) -> Title | None:
    """`has_paper`: a link to a paper stood before `start`."""
    linked = _linked(line, start)
    if is_labelled:
        return linked if linked and _is_near(line, start, linked.start) else _labelled(line, start)
    marked = _marked(line, start)
    if linked and marked and linked.start <= marked.start + 2:
        return linked
    if marked and (linked is None or not _announces(line, marked, linked)):
        return marked
    if linked:
        return linked
    return _quoted(line, start) or _plain(line, start, has_paper)


def looks_like_title(text: str) -> bool:
    words = text.split()
    if _CJK.search(text):
        return 5 <= len(text) <= 200
    if not 2 <= len(words) <= _MOST_WORDS or _TALK.match(text):
        return False
    return text[0].isupper() or text[0].isdigit() or any(word[:1].isupper() for word in words[:4])


def _is_near(line: Line, start: int, place: int) -> bool:
    return not any(sign.isalnum() for sign in line.text[start:place])


def _linked(line: Line, start: int) -> Title | None:
    links = [link for link in _joined(line, start) if not is_generic(link.text)]
    titles = [link for link in links if not _is_name(link)]
    papers = [link for link in titles if is_paper_address(link.url)]
    first = papers[0] if papers else None
    if first is None and titles and line.links:
        all_links = [link for link in line.links if link.start >= start]
        first = titles[0] if titles[0].start == all_links[0].start else None
    return Title(first.start, first.end, "link", first) if first else None


def _joined(line: Line, start: int) -> Iterator[LineLink]:
    """Links side by side that lead to one place are one: a title of which a part is in italics."""
    last: LineLink | None = None
    for link in line.links:
        if link.start < start or not link.url:
            continue
        if last and last.url == link.url and not line.text[last.end : link.start].strip():
            last = LineLink(last.start, link.end, link.url, f"{last.text} {link.text}")
            continue
        if last:
            yield last
        last = link
    if last:
        yield last


def _is_name(link: LineLink) -> bool:
    """ "Hu et al., 2021" for a paper, "Ada Quill" for a home page."""
    names = _YEARS.sub("", link.text).strip(" ,.()")
    names = f"{names}." if names.endswith(" al") else names
    is_cited = names != link.text.strip() or " al." in names
    if is_paper_address(link.url) and not is_cited:
        return False
    return len(names.split()) <= 6 and looks_like_names(names) and not is_generic(names)


def cited_link(line: Line, start: int) -> LineLink | None:
    """ "([Hu et al., 2021](url))": a link to a paper that says who wrote it."""
    return next(
        (
            link
            for link in line.links
            if link.start >= start and is_paper_address(link.url) and _is_name(link)
        ),
        None,
    )


def _labelled(line: Line, start: int) -> Title | None:
    end = re.compile(rf"[{BREAKS}|]").search(line.text, start)
    stop = end.start() if end else len(line.text)
    groups = link_groups(line, start)
    stop = min([stop, *(group.start for group in groups)])
    return _stripped(line, start, stop, "label")


def _marked(line: Line, start: int) -> Title | None:
    """In bold, in quotes or in italics, at the beginning."""
    for style, kind in (("b", "bold"), ("i", "italic")):
        first = next(iter(_styled(line, style, start)), None)
        if first is None or not _is_near(line, start, first[0]):
            continue
        title = _stripped(line, *first, kind)
        if title and _is_title(line, title, first[1], kind):
            return title
    quoted = _quoted(line, start)
    return quoted if quoted and _is_near(line, start, quoted.start) else None


def _styled(line: Line, style: str, start: int) -> Iterator[Range]:
    """Stretches of one style, joined over spaces, none over a break."""
    last: Range | None = None
    for first, end in line.styled(style):
        if end <= start:
            continue
        first = max(first, start)
        parts = re.search(rf"[{BREAKS}]", line.text[first:end])
        end = first + parts.start() if parts else end
        if last and not line.text[last[1] : first].strip():
            last = (last[0], end)
            continue
        if last:
            yield last
        last = (first, end)
    if last:
        yield last


def _is_title(line: Line, title: Title, end: int, kind: str) -> bool:
    shown = line.plain(title.start, title.end)
    words = len(shown.split())
    is_label = line.text[title.end : end + 1].strip(' *_)”"').startswith(":") and words <= 3
    if is_label or _AWARD.search(shown) or is_generic(shown) or _YEARS.fullmatch(shown):
        return False
    follows = link_groups(line, title.end)
    has_paper = any(chip.is_paper for group in follows for chip in group.chips)
    has_paper = has_paper or cited_link(line, title.end) is not None
    if looks_like_names(shown) and (kind == "italic" or not has_paper):
        return False
    least = 3 if kind == "italic" else 2
    return words <= _MOST_WORDS and (words >= least or has_paper or bool(_CJK.search(shown)))


def _announces(line: Line, marked: Title, linked: Title) -> bool:
    """ "**Diffusion:** [Title](url)", "**Quill et al.** [Title](url)": words about what follows."""
    between = line.text[marked.end : linked.start]
    shown = line.plain(marked.start, marked.end)
    if looks_like_names(shown):
        return True
    is_beside = len(between) <= 6 and not any(sign.isalnum() for sign in between)
    return (
        is_beside
        and len(shown.split()) <= 6
        and linked.link is not None
        and is_paper_address(linked.link.url)
    )


def _quoted(line: Line, start: int) -> Title | None:
    for place in _QUOTED.finditer(line.text, start, start + 700):
        lead = re.sub(r"[\s,.:;(]+$", "", line.text[start : place.start()])
        lead = _YEARS.sub("", lead).strip(" ,.(")
        names = f"{lead}." if lead.endswith(" al") else lead
        words = len(place[1].split())
        if (not lead or looks_like_names(names)) and (
            2 <= words <= _MOST_WORDS or _CJK.search(place[1])
        ):
            return _stripped(line, place.start(1), place.end(1), "quoted")
        if lead:
            return None
    return None


def _plain(line: Line, start: int, has_paper: bool) -> Title | None:
    groups = link_groups(line, start)
    papers = [group for group in groups if any(chip.is_paper for chip in group.chips)]
    stop = papers[0].start if papers else len(line.text)
    head = line.text[start:stop]
    has_paper = has_paper or bool(papers)
    return _reference(line, start, head) or _leading(line, start, head, has_paper=has_paper)


def _reference(line: Line, start: int, head: str) -> Title | None:
    """ "Quill, A., & Verso, B. (2020). On the Harbour. Proc. X", "Quill et al. On the Harbour." """
    year = _APA.search(head, 0, 400)
    if year:
        names = head[: year.start()].strip(" ,.")
        names = f"{names}." if re.search(r"(?:\bal|\b[A-Z])$", names) else names
        if looks_like_names(names):
            written = re.sub(r"\D+", "", year[0])[:4]
            return _sentence(line, start + year.end(), start + len(head), names, written)
    names, end = leading_names(head)
    parted = re.match(r"\s*[:.]?\s*", head[end:])
    several = " al." in names or len(re.split(r",|;|&|\band\b", names)) > 1
    if names and several and parted and re.search(r"[.:]\s*$", head[: end + parted.end()]):
        return _sentence(line, start + end + parted.end(), start + len(head), names)
    return None


def _sentence(line: Line, start: int, stop: int, authors: str, year: str = "") -> Title | None:
    end = _SENTENCE_END.search(line.text, start, stop)
    last = (end.start() if end[0] in ".。" else end.end()) if end else stop
    title = _stripped(line, start, last, "reference")
    shown = line.plain(title.start, title.end) if title else ""
    # Who is named before it tells a title of one word, "LoRA", from other words.
    is_title = looks_like_title(shown) or bool(re.fullmatch(r"[A-Z][\w-]{2,}", shown))
    return replace(title, authors=authors, year=year) if title and is_title else None


def _leading(line: Line, start: int, head: str, *, has_paper: bool) -> Title | None:
    """The first line or sentence, where a link to the paper or names follow it."""
    ends = [len(head)]
    if broken := re.search(rf"[{BREAKS}|]", head):
        ends.append(broken.start())
    if sentence := _SENTENCE_END.search(head):
        ends.append(sentence.start() if sentence[0] in ".。" else sentence.end())
    end = min(ends)
    end = _before_names(head[:end]) or end
    title = _stripped(line, start, start + end, "plain")
    shown = line.plain(title.start, title.end) if title else ""
    if title is None or not looks_like_title(shown):
        return None
    if has_paper:
        return title
    following = head[end:].lstrip(f" .,|–—-{BREAKS}")
    names = leading_names(re.sub(r"^(?:by|authors?:)\s+", "", following, flags=re.I))[0]
    several = len(re.split(r",|;|&|\band\b", names)) > 1 or " al." in names
    return title if names and several and len(shown.split()) > 2 else None


def _before_names(head: str) -> int:
    """Where the title ends in "On the Harbour, Ada Quill, Bruno Verso" or "… by Ada Quill (ICLR)"."""
    for sign in re.finditer(r",\s+|\s+[–—-]+\s+|,?\s+by\s+|\s+\((?=\w)", head[:300]):
        names, _end = leading_names(head[sign.end() :])
        several = len(names.split(",")) > 1 or " and " in names or "&" in names or " al." in names
        is_long = len(names.split()) > 2 or bool(_CJK.search(names))
        if (several and is_long) or (names and "," not in sign[0]):
            return sign.start()
    return 0


def _stripped(line: Line, start: int, end: int, kind: str) -> Title | None:
    text = line.text
    while start < end and text[start] in f" *_:;,.|·{BREAKS}–—-":
        start += 1
    while start < end and text[end - 1] in f" *_:;,.|·([{BREAKS}–—-":
        end -= 1
    return Title(start, end, kind) if start < end else None


def same_title(one: str, other: str) -> bool:
    return _words(one) == _words(other)


def _words(text: str) -> Iterable[str]:
    return re.findall(r"\w+", text.casefold())
