"""Typed links between a page and what belongs to it, for programs that visit.

In the head of the page, so that finished files carry them, and as the header that
https://signposting.org/FAIR/ describes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.encoding import iri_to_uri

from blog.papers.records import FORMATS

MAX_AUTHORS = 30


class Signpost(NamedTuple):
    rel: str
    href: str
    type: str = ""
    title: str = ""


def citation_files(
    base: str, *, title: str = "", rel: str = "alternate", query: str = ""
) -> list[Signpost]:
    """`base` is the address of the files without their ending: https://…/cite."""
    return [
        Signpost(rel, f"{base}.{suffix}{query}", form.content_type, f"{title}{form.name}")
        for suffix, form in FORMATS.items()
    ]


def signposts(
    *, cite_as: str, kinds: Iterable[str], authors: Iterable[str] = (), licence: str = ""
) -> list[Signpost]:
    """`kinds` are types of schema.org; `authors` are addresses."""
    found = [Signpost("cite-as", cite_as)] if cite_as else []
    found += [Signpost("author", address) for address in list(authors)[:MAX_AUTHORS] if address]
    found += [Signpost("license", licence)] if licence else []
    return found + [Signpost("type", f"https://schema.org/{kind}") for kind in kinds]


def link_header(links: Iterable[Signpost]) -> str:
    return ", ".join(
        f'<{iri_to_uri(link.href)}>; rel="{link.rel}"'
        + (f'; type="{link.type}"' if link.type else "")
        for link in links
    )


class SignpostMiddleware:
    """Says in a header what the page that was just written says in its head."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        response = self.get_response(request)
        links = getattr(request, "signposts", None)
        if links and response.status_code == 200:
            response.setdefault("Link", link_header(links))
        return response
