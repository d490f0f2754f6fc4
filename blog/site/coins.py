"""ContextObjects in Spans: a record in the title of an empty span, as Zotero reads it.

https://archive.org/details/ocoins-info (ANSI/NISO Z39.88)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from blog.papers.csl import effective_type, issued_text, name_text, own_doi, persons

_FORMATS = {
    "article-journal": ("journal", "article", "rft.atitle", "rft.jtitle"),
    "paper-conference": ("book", "proceeding", "rft.atitle", "rft.btitle"),
    "chapter": ("book", "bookitem", "rft.atitle", "rft.btitle"),
    "book": ("book", "book", "rft.btitle", ""),
    "report": ("book", "report", "rft.btitle", ""),
}
_DUBLIN_CORE = {"post-weblog": "blogPost", "article": "preprint", "dataset": "dataset"}


def coins_title(item: Mapping[str, Any]) -> str:
    """What stands in the title attribute, before HTML escapes it."""
    return urlencode([pair for pair in _pairs(item) if pair[1]])


def _pairs(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = effective_type(item)
    name, genre, title, container = _FORMATS.get(kind, ("dc", "", "rft.title", "rft.source"))
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{name}"
    if name == "dc":
        yield "rft.type", _DUBLIN_CORE.get(kind, "document")
        yield "rft.identifier", str(item.get("URL", ""))
    else:
        yield "rft.genre", genre
        yield "rft_id", str(item.get("URL", ""))
    if own_doi(item):
        yield "rft_id", f"info:doi/{own_doi(item)}"
    first, _, last = str(item.get("page", "")).replace("–", "-").partition("-")
    yield from (
        ("rft.volume", str(item.get("volume", ""))),
        ("rft.issue", str(item.get("issue", ""))),
        ("rft.spage", first.strip()),
        ("rft.epage", last.strip("- ")),
        ("rft.pub", str(item.get("publisher", ""))),
        ("rft.place", str(item.get("publisher-place", ""))),
        ("rft.isbn", str(item.get("ISBN", ""))),
        ("rft.issn", str(item.get("ISSN", ""))),
    )
    yield title, str(item.get("title", ""))
    if container:
        yield container, str(item.get("container-title", ""))
    yield "rft.date", issued_text(item)
    yield "rft.language", str(item.get("language", ""))
    for name in persons(item):
        yield (
            ("rft.aucorp", name["literal"])
            if name.get("literal")
            else ("rft.au", _family_first(name))
        )


def _family_first(name: Mapping[str, str]) -> str:
    """Without a suffix, which readers of COinS take for the given name."""
    bare = {key: text for key, text in name.items() if key != "suffix"}
    if not bare.get("given"):
        return name_text(bare)
    family = name_text({key: text for key, text in bare.items() if key != "given"})
    return f"{family}, {bare['given']}"
