"""arXiv's API. https://info.arxiv.org/help/api/user-manual.html"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from lxml import etree

from blog.core.http import Answer
from blog.papers.csl import CslItem
from blog.papers.csl_json import clean_item
from blog.papers.identifiers import Identifier, parse_identifier
from blog.papers.latex import decode
from blog.papers.lookup.sources.source import ATOM, Source, read_xml
from blog.papers.names import parse_name

_NAMES = {"atom": "http://www.w3.org/2005/Atom", "arxiv": "http://arxiv.org/schemas/atom"}


def _address(base: str, identifier: Identifier) -> str:
    if identifier.scheme != "arxiv":
        return ""
    return f"{base}/api/query?{urlencode({'id_list': identifier.value, 'max_results': 1})}"


def _read(answer: Answer, identifier: Identifier) -> CslItem:
    return next((item for item in _items(answer) if item["arxiv"] == identifier.value), {})


def _search(base: str, title: str) -> str:
    words = re.sub(r"[^\w\s'-]", " ", title)
    query = {"search_query": f'ti:"{" ".join(words.split())}"', "max_results": 5}
    return f"{base}/api/query?{urlencode(query)}"


def _items(answer: Answer) -> list[CslItem]:
    entries = read_xml(answer).iterfind("atom:entry", _NAMES)
    return [item for item in map(_item, entries) if item.get("title") and item.get("arxiv")]


def _item(entry: etree._Element) -> CslItem:
    # An error is an entry too; its id is no paper's.
    found = parse_identifier(_text(entry, "atom:id"))
    published = re.match(r"(\d{4})-(\d\d)-(\d\d)", _text(entry, "atom:published"))
    return clean_item(
        {
            "type": "article",
            "title": decode(_text(entry, "atom:title")),
            "abstract": decode(_text(entry, "atom:summary")),
            "author": [
                parse_name(_text(author, "atom:name"))
                for author in entry.iterfind("atom:author", _NAMES)
            ],
            "issued": {"date-parts": [list(published.groups())]} if published else {},
            "DOI": _text(entry, "arxiv:doi"),
            "arxiv": found.value if found and found.scheme == "arxiv" else "",
        }
    )


def _text(entry: etree._Element, path: str) -> str:
    return " ".join((entry.findtext(path, namespaces=_NAMES) or "").split())


ARXIV = Source("arxiv", "arXiv", ATOM, _address, _read, _search, _items)
