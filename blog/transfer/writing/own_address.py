"""Where an imported page may live: at its own address, unless that is one of the site itself."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page

from blog.core.errors import SourceError
from blog.core.text import slugify
from blog.posts.addressing import is_own_address, normalise_address
from blog.posts.models import PublicAddress, PublicationPage
from blog.transfer.document import Document, Notice
from blog.transfer.former_lists import section_of
from blog.transfer.models import ImportedAddress, ImportRecord
from blog.transfer.writing.rows import WriteContext


def own_address(document: Document, context: WriteContext) -> str:
    """The address at the source, unless it is one of the site's own: those never give way."""
    address = normalise_address(document.address)
    if address and not is_own_address(address):
        return address
    bare = address.strip("/").replace("/", "-") or "home"
    free = bare if not is_own_address(bare) else f"{bare}-{document.kind}"
    what = _("/%(address)s/ is an address of the site itself; the page lives at /%(free)s/.")
    if not address:
        what = _("The front page is that of the publication; this text lives at /%(free)s/.")
    context.store.notices.append(
        Notice(
            "warning",
            f"{document.path}, line 1",
            what % {"address": address, "free": free},
            _("Give the post another url, if you like this one less."),
        )
    )
    return free


def refuse_taken(
    document: Document, address: str, context: WriteContext, page: Page | None = None
) -> None:
    where = f"{document.path}, line 1"
    title = title_at(address, document, context, page)
    if title:
        raise SourceError(
            _("the address /%(address)s/ is that of “%(title)s” already; nothing was overwritten.")
            % {"address": address, "title": title},
            where=where,
            mend=_("Give the post another url, or delete the page first."),
        )
    other = other_source_at(address, context)
    if other:
        raise SourceError(
            _("the address /%(address)s/ is one of the source %(source)s; nothing was overwritten.")
            % {"address": address, "source": other},
            where=where,
            mend=_("Give the post another url, or let its source live below a --prefix."),
        )
    _move_who_left(address, context)


def title_at(
    address: str, document: Document, context: WriteContext, page: Page | None = None
) -> str:
    """What another page that lives there is called; "" for none."""
    url_path = f"{context.parent.url_path}{address}/"
    claimed = context.claims.holder(url_path, but=document.source_id)
    if claimed:
        return claimed
    gone = {*context.claims.moved, page.pk if page else 0}
    others = Page.objects.filter(url_path=url_path).values_list("pk", "title")
    return next((str(title) for pk, title in others if pk not in gone), "")


def other_source_at(address: str, context: WriteContext) -> str:
    """The name of another source to which this address belongs, as a former one of a page or a file,
    or as that of a list which leads on; "" for none."""
    if not context.others:
        return ""
    rows = PublicAddress.objects.filter(
        path=address, publication=context.parent, page__import_record__origin__in=context.others
    )
    if rows:
        return str(ImportRecord.objects.select_related("origin").get(page=rows[0].page_id).origin)
    files = ImportedAddress.objects.filter(path=address, origin__in=context.others)
    holder = files.values_list("origin__name", flat=True).first()
    lists = (str(other) for other in context.others if section_of(address, other.pk))
    return holder or next(lists, "")


def _move_who_left(address: str, context: WriteContext) -> None:
    """On a dry run, a page whose move was undone moves again, so that there is room for another."""
    if not context.store.dry_run:
        return
    url_path = f"{context.parent.url_path}{address}/"
    for page in context.parent.get_children().filter(url_path=url_path).specific():
        if page.pk in context.claims.moved:
            page.address = context.claims.moved[page.pk]
            page.set_url_path(context.parent)
            page.save(clean=False)


def free_slug(address: str, parent: PublicationPage) -> str:
    base = slugify(address.rsplit("/", 1)[-1], fallback="post")
    slug, number = base, 2
    while parent.get_children().filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
