"""Each public page as Markdown, beside it at `index.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page, Site

from blog.core.licences import licence_line, licence_of
from blog.core.prose import Link
from blog.images.models import CustomImage
from blog.posts.failures import leaving_out
from blog.posts.links import public_documents
from blog.posts.models import Output, PostPage, PublicationPage
from blog.posts.references import public_post
from blog.site.models import PublicationSettings
from blog.site.views.public_view import public_view
from blog.transfer.export.hugo import BORN_HERE
from blog.transfer.export.page_files import PageNames
from blog.transfer.export.posts import new_page_text

# Comments, and the tags of shortcodes, whose text stays.
_UNSEEN = re.compile(
    r"<!--.*?-->\s?|\{\{(?:<(?!/\*).{0,1000}?>|%(?!/\*).{0,1000}?%)\}\}", re.DOTALL
)


@dataclass
class _PublicNames(PageNames):
    """Pictures at their public address, and links to public pages alone."""

    def src(self, image: int | None, src: str) -> str:
        found = CustomImage.objects.filter(pk=image).first() if image else None
        return str(found.file.url) if found else src

    def post(self, post: int | None, address: str) -> tuple[str, str]:
        found = public_post(PostPage(pk=post) if post else None, address)
        return (unquote(found.get_url() or ""), found.title) if found else ("", "")

    def address(self, link: Link) -> str:
        attributes = dict(link.attributes)
        number = attributes.get("id", "")
        if attributes.get("linktype") == "page":
            public = Page.objects.live().public().filter(pk=number).exists() if number else False
            return super().address(link) if public else ""
        if attributes.get("linktype") == "document":
            return public_documents([int(number)]).get(int(number), "") if number else ""
        return super().address(link)


def public_markdown(page: Any, default_licence: str) -> str:
    """The page as strangers may read it. What no page shows, such as comments, is left out."""
    names = _PublicNames({}, PurePosixPath(""))
    licence = licence_line(licence_of(page.licence, default_licence))
    more = {"licence": licence} if licence else {}
    return new_page_text(page, BORN_HERE, names, without=_UNSEEN, more=more)


@public_view
def page_markdown(request: HttpRequest, address: str) -> HttpResponse:
    site = Site.find_for_request(request)
    root = site.root_page.specific if site else None
    page = root._child_at(address.strip("/")) if isinstance(root, PublicationPage) else None
    if page is None or not _is_public(page):
        raise Http404
    with leaving_out(page, Output.MARKDOWN):
        text = public_markdown(page, PublicationSettings.for_request(request).licence)
        return HttpResponse(text, content_type="text/markdown; charset=utf-8")
    raise Http404


def _is_public(page: Any) -> bool:
    return bool(type(page).objects.public().filter(pk=page.pk).exists())
