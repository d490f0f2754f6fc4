"""Links that say what kind of thing is there ("pdf", "code", an address), and those that stand
together: "[paper] [code] | arXiv: …". No Django."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blog.papers.identifiers import parse_identifier, url_of
from blog.transfer.paper_lists.entry_links import kinds_of
from blog.transfer.paper_lists.lines import BREAKS, Line, LineLink
from blog.transfer.paper_lists.paper_addresses import is_paper_address

_KIND = (
    r"abstract|acl(?: anthology)?|acm|arxiv|alphaxiv|article|bib(?:tex)?|blog(?: ?post)?|code(?: release)?|"
    r"colab|data(?:set)?|demo|doi|github(?: repo)?|here|hf|html|hugging ?face|ieee(?: xplore)?|link|models?|neurips|nips|openreview|"
    r"online|paper|papers with code|pdf|pmlr|cvf|post|poster|preprint|proceedings|project(?: page)?|publication|repo(?:sitory)?|"
    r"review|site|slides?|source|supp(?:lement\w*)?|talk|thread|tweet|twitter|url|video|web ?(?:page|site)|weights|"
    r"youtube|full ?text|it|more|"
    r"art[ií]culo|papier|artikel|código|codi|aquí|ici|hier|lien|enlace|enllaç|texte|texto|"
    r"論文|コード|リンク|プロジェクト|动画|動画|论文|代码|项目|链接|데모|논문|코드|링크"
)
_GENERIC = re.compile(
    rf"(?:(?:the|this|full|read|view|download|see|link to|access|open|get)\s+)*(?:{_KIND})s?"
    rf"(?:\s+(?:here|link|version|more|page|pdf|(?:on|at)\s+\w+|\(?pdf\)?))?(?:\s*[/&+|]\s*(?:{_KIND})s?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?i)\b(?:arXiv\s*:\s*\d{4}\.\d{4,5}(?:v\d+)?|doi\s*:\s*10\.\d{4,9}/[^\s,;)\]]*[^\s,;.)\]])"
)
# Words that go with such links and say nothing else.
_FILL = (
    rf"(?:{_KIND}|the|this|full|is|are|can|be|found|find|available|it|at|see|on|from|via|and|also|read|"
    r"links?|you|to|get|download|check|out|official|implementation|official code|authors?['’]|"
    r"leer|lire|lesen|ver|voir|aqu[ií]|accès|url|website|preprint|arXiv preprint|openreview|accessed|retrieved|in)s?"
)
_BETWEEN = re.compile(rf"(?:\W|\b{_FILL}\b)*", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:[\s(\[{{|·•—–\-:：,;/&👉🔗📄💻➡→]|[{BREAKS}]|\b{_FILL}\b)*$", re.I)
_SIGNS_BEFORE = re.compile(rf"[\s(\[{{|·•—–\-:：,;/&{BREAKS}👉🔗📄💻➡→]*$")
_AFTER = re.compile(rf"[\s)\]}}|·•,;./{BREAKS}]*")
_WINDOW = 60
_PAPER_KIND = re.compile(
    r"(?i)\b(?:paper|pdf|preprint|arxiv|article|publication|doi|abstract|openreview|full ?text|papier|art[ií]culo|artikel)\b|論文|论文|논문"
)


# Words that name a kind where they stand alone, and say nothing in a sentence.
_WHOLE_LABELS = {
    "project": "project",
    "page": "project",
    "homepage": "project",
    "site": "project",
    "web": "project",
    "data": "data",
    "model": "model",
    "models": "model",
    "blog": "blog",
    "post": "blog",
    "talk": "video",
    "colab": "demo",
    "hf": "model",
    "hugging face": "model",
    "huggingface": "model",
    "コード": "code",
    "代码": "code",
    "项目": "project",
    "プロジェクト": "project",
    "動画": "video",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """`label` is what stands for the link: its text, or the word before a bare address."""

    url: str
    label: str
    before: str

    @property
    def kind(self) -> str:
        kinds = kinds_of(self.label, self.before, self.url)
        return kinds[0] if kinds else _WHOLE_LABELS.get(self.label.strip(" []()").lower(), "")

    @property
    def is_paper(self) -> bool:
        """A name of a kind counts for more than the address: "[slides](x.pdf)"."""
        named = kinds_of(self.label, self.before, "")
        if named and not _PAPER_KIND.search(self.label):
            return False
        return is_paper_address(self.url) or bool(
            _PAPER_KIND.search(self.label) or (not named and _PAPER_KIND.search(self.before[-20:]))
        )

    def value(self) -> dict[str, str]:
        is_address = "://" in self.label
        if self.is_paper:
            word = self.label.strip(" []()")
            label = "" if is_address or word.lower() in ("paper", "here", "link", "it") else word
            return {"kind": "paper", "url": self.url, "label": label[:120]}
        if self.kind:
            return {"kind": self.kind, "url": self.url, "label": ""}
        word = self.before.strip(" ([|:·,") if is_address else self.label.strip(" []()")
        return {"kind": "other", "url": self.url, "label": word[:120]}


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """`start` and `end` with the brackets and words that belong to the links alone."""

    start: int
    end: int
    chips: tuple[Chip, ...]


def is_generic(text: str) -> bool:
    """ "pdf", "arXiv:1706.03762", an address: what kind of thing a link leads to."""
    inner = re.sub(r"^\W+|[\W_]+$", "", text)
    if not inner or _GENERIC.fullmatch(inner):
        return True
    return parse_identifier(text.strip(" []()")) is not None


def leads_to_paper(line: Line) -> bool:
    """By a link, also one that is called so, or by a number that is written out."""
    papers = (is_paper_address(link.url) or _PAPER_KIND.search(link.text) for link in line.links)
    return any(papers) or bool(_PLAIN.search(line.text))


def link_groups(line: Line, start: int) -> list[LinkGroup]:
    """Those that stand beside the sentences of a line, from `start` on, not inside of one."""
    groups = []
    for links in _runs_of_links(line, start):
        group = _whole(line, links, groups[-1].end if groups else start)
        if group:
            groups.append(group)
    return groups


def _runs_of_links(line: Line, start: int) -> Iterator[list[LineLink]]:
    run: list[LineLink] = []
    for link in _generic_links(line, start):
        gap = line.text[run[-1].end : link.start] if run else ""
        if run and (len(gap) > _WINDOW or not _BETWEEN.fullmatch(gap)):
            yield run
            run = []
        run.append(link)
    if run:
        yield run


def _generic_links(line: Line, start: int) -> list[LineLink]:
    links = [link for link in line.links if link.start >= start and is_generic(link.text)]
    for plain in _PLAIN.finditer(line.text, start):
        identifier = parse_identifier(plain[0])
        taken = any(link.start < plain.end() and plain.start() < link.end for link in line.links)
        if identifier and not taken and (url := url_of(identifier)):
            links.append(LineLink(plain.start(), plain.end(), url, plain[0]))
    return sorted(
        (link for link in links if link.url.startswith(("http://", "https://"))),
        key=lambda link: link.start,
    )


def _whole(line: Line, links: Sequence[LineLink], first: int) -> LinkGroup | None:
    text = line.text
    from_ = max(first, links[0].start - _WINDOW)
    start = _start(text, from_, links[0].start)
    after = _AFTER.match(text, links[-1].end)
    end = after.end() if after else links[-1].end
    lead, tail = text[start : links[0].start], text[links[-1].end : end]
    if not _stands_apart(text, start, end, lead, tail):
        return None
    chips = []
    last = start
    for link in links:
        chips.append(Chip(link.url, link.text, text[last : link.start]))
        last = link.end
    return LinkGroup(start, end, tuple(chips))


def _start(text: str, first: int, link: int) -> int:
    """With the words before that go with the link, where a sentence or a line begins with them."""
    first = max([first, *(text.rfind(sign, first, link) + 1 for sign in BREAKS)])
    with_words = _BEFORE.search(text[first:link])
    start = first + with_words.start() if with_words else link
    before = text[first:start].rstrip()
    if (
        not before
        or before[-1] in '.!?;)]|·”"’' + BREAKS
        or text[start:link].lstrip()[:1] in "([|·"
    ):
        return start
    signs = _SIGNS_BEFORE.search(text[first:link])
    return first + signs.start() if signs else link


def _stands_apart(text: str, start: int, end: int, lead: str, tail: str) -> bool:
    left = text[:start].rstrip(" \t")
    opens = (
        not left
        or left[-1] in ".!?:;,)]”\"’'…" + BREAKS
        or bool(re.search(rf"[(\[|·—–:：{BREAKS}]|\s-\s", lead))
    )
    right = text[end:].lstrip()
    # "… NeurIPS 2023 [pdf]": at the end of all, after a name or a year.
    last = left.split()[-1:]
    opens = opens or bool(
        not right and last and (not last[0][0].islower() or last[0][-1].isdigit())
    )
    closes = not right or bool(re.search(rf"[)\]|·{BREAKS}.]", tail)) or not right[0].islower()
    return opens and closes
