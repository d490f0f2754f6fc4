"""Where an imported page may live: at its own address, unless that is one of the site itself."""

from __future__ import annotations

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.models import Page

from blog.core.errors import SourceError
from blog.core.text import slugify
from blog.posts.addressing import normalise_address
from blog.posts.models import PublicationPage
from blog.transfer.document import Document, Notice
from blog.transfer.rows import WriteContext


def own_address(document: Document, context: WriteContext) -> str:
    """The address at the source, unless it is one of the site's own: those never give way."""
    address = normalise_address(document.address)
    if address and not _is_ours(address):
        return address
    bare = address.strip("/").replace("/", "-") or "home"
    free = bare if not _is_ours(bare) else f"{bare}-{document.kind}"
    context.store.notices.append(
        Notice(
            "warning",
            f"{document.path}, line 1",
            _("/%(address)s/ is an address of the site itself; the page lives at /%(free)s/.")
            % {"address": address, "free": free},
            _("Give the post another url, if you like this one less."),
        )
    )
    return free


def _is_ours(address: str) -> bool:
    try:
        return resolve(f"/{address}/").url_name != "wagtail_serve"
    except Resolver404:
        return False


def refuse_taken(
    document: Document, address: str, parent: PublicationPage, page: Page | None = None
) -> None:
    wanted = f"{parent.url_path}{address}/"
    others = parent.get_children().filter(url_path=wanted)
    other = others.exclude(pk=page.pk).first() if page else others.first()
    if other:
        raise SourceError(
            _("the address /%(address)s/ is that of “%(title)s” already; nothing was overwritten.")
            % {"address": address, "title": other.title},
            where=f"{document.path}, line 1",
            mend=_("Give the post another url, or delete the page first."),
        )


def free_slug(address: str, parent: PublicationPage) -> str:
    base = slugify(address.rsplit("/", 1)[-1], fallback="post")
    slug, number = base, 2
    while parent.get_children().filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
