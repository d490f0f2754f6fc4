"""What an entry's commentary points at: code, demo, data …, by the words before a link and its host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from blog.core.addresses import host_of
from blog.core.prose import Run, TextBlock

_WORDS = (
    ("demo", re.compile(r"\b(demos?|examples?|samples?|audio results)\b", re.I)),
    (
        "code",
        re.compile(
            r"\b(code|c[óo]digo|codi|quelltext|コード|代码|implementations?|repo(?:s|sitory)?|open[- ]?sourced?|github|plugin)\b",
            re.I,
        ),
    ),
    ("data", re.compile(r"\b(data ?sets?|corpus|corpora)\b", re.I)),
    ("model", re.compile(r"\b(weights|checkpoints?|pre-?trained models?)\b", re.I)),
    ("video", re.compile(r"\b(videos?|recording)\b", re.I)),
    ("slides", re.compile(r"\bslides\b", re.I)),
    ("poster", re.compile(r"\bposter\b(?! (?:session|presentation))", re.I)),
    ("blog", re.compile(r"\bblog ?posts?\b", re.I)),
    (
        "project",
        re.compile(r"\b(project page|web ?site|official page|(?:research|project) site)\b", re.I),
    ),
)
HOSTS = {
    "github.com": "code",
    "gitlab.com": "code",
    "bitbucket.org": "code",
    "codeberg.org": "code",
    "youtube.com": "video",
    "youtu.be": "video",
    "vimeo.com": "video",
    "zenodo.org": "data",
    "kaggle.com": "data",
}
_GENERIC = re.compile(r"^(here|this|there|link|online|this link|page|https?://\S+|\W*)$", re.I)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_AWARD = re.compile(r"\b(award|prize)\b", re.I)


def find_links(
    blocks: list[TextBlock], is_paper_address: Callable[[str], bool]
) -> list[dict[str, str]]:
    """Links as chips, in order: one for each kind that the sentence names. Related papers, and
    links of which nothing says what they are, stay in the text alone."""
    found: list[dict[str, str]] = []
    for block in blocks:
        before = ""
        for link, group in groupby(block.runs, key=lambda run: run.link):
            text = "".join(run.text for run in group if run.entity != "footnote")
            if link is None:
                before = _SENTENCE_END.split(before + text)[-1]
                continue
            url = dict(link.attributes).get("href", "")
            if url.startswith(("http://", "https://")) and not is_paper_address(url):
                found += [
                    {"kind": kind, "url": url, "label": ""} for kind in kinds_of(text, before, url)
                ]
            before = ""
    return [link for at, link in enumerate(found) if link not in found[:at]]


def kinds_of(label: str, before: str, url: str) -> list[str]:
    """By the link's own words, else by those before it, else by its host."""
    generic = bool(_GENERIC.match(label.strip()))
    named = [kind for kind, words in _WORDS if words.search(label)]
    if named and not generic:
        return named
    said = [kind for kind, words in _WORDS if words.search(before)]
    if said:
        return said
    host = host_of(url)
    return [HOSTS[host]] if generic and host in HOSTS else []


def find_award(blocks: list[TextBlock]) -> str:
    """ "best student paper award", where the commentary sets it in bold."""
    for block in blocks:
        for bold, group in groupby(block.runs, key=lambda run: "b" in run.styles):
            text = _text(group)
            if bold and _AWARD.search(text) and len(text) <= 80:
                return text[0].upper() + text[1:]
    return ""


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if not run.entity).strip(" .,")
