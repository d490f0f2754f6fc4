"""Addresses of citation files: `cite.bib`, `papers.ris` and so on, behind what they cite."""

from __future__ import annotations

from django.urls import path, register_converter

from blog.papers.records import FORMATS
from blog.site.views import citations


class SuffixConverter:
    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SuffixConverter, "citation")
SUFFIX = "<citation:suffix>"

_SCOPES = {
    "author": "authors/<record:slug>/",
    "category": "categories/<record:slug>/",
    "event": "events/<record:slug>/<number:year>/",
    "event-series": "events/<record:slug>/",
    "post-series": "series/<record:slug>/",
}

urlpatterns = [
    path(f"papers/<record:slug>/cite.{SUFFIX}", citations.paper_citation, name="paper-cite"),
    *(
        path(f"{prefix}{name}.{SUFFIX}", view, {"scope": scope}, name=f"{scope}-{name}")
        for scope, prefix in _SCOPES.items()
        for name, view in (("cite", citations.posts_of_list), ("papers", citations.papers_of_list))
    ),
    # Last, because an address may be anything.
    path(f"<path:address>/cite.{SUFFIX}", citations.post_citation, name="post-cite"),
    path(f"<path:address>/papers.{SUFFIX}", citations.papers_of_post, name="post-papers"),
]
