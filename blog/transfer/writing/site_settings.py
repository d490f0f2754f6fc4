"""What a site says of itself: name, tagline, language, menu, links elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings as django_settings
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from blog.core.html import safe_href
from blog.site.models import PublicationSettings
from blog.transfer import hugo
from blog.transfer.document import Notice
from blog.transfer.former_lists import former_list
from blog.transfer.models import ImportRecord, ImportSource

# What a former site cannot have had, and every reader should find.
_OUR_LISTS = ("papers", "search")


def fill_settings(origin: ImportSource, site: hugo.HugoSite) -> list[Notice]:
    """Fill settings that nobody has filled yet; what the menu led to and is not here is named. The
    site of a second member says nothing of the whole publication."""
    wagtail_site = Site.objects.filter(root_page=origin.publication).first()
    is_first = origin == origin.publication.sources.first()
    if wagtail_site is None or not site.config or not is_first:
        return []
    settings = PublicationSettings.for_site(wagtail_site)
    name, tagline = _name(site.config), _tagline(site.config)
    if settings.name or not name:
        return []
    settings.name, settings.tagline = name[:120], tagline[:255]
    if site.language in dict(django_settings.LANGUAGES):
        settings.language = site.language
    settings.social_links = [
        ("link", {"label": label, "url": address})
        for label, address in hugo.links_elsewhere(site)
        if safe_href(address)
    ]
    notices: list[Notice] = []
    if not settings.menu:
        settings.menu = _menu(origin, site, notices)
    settings.save()
    return notices


def _name(config: Mapping[str, Any]) -> str:
    return str(config.get("title") or _params(config).get("title") or "").strip()


def _tagline(config: Mapping[str, Any]) -> str:
    params = _params(config)
    home = params.get("homeinfoparams")
    said = (
        params.get("description"), params.get("subtitle"), params.get("tagline"),
        config.get("description"), home.get("content") if isinstance(home, Mapping) else "",
    )  # fmt: skip
    return next((" ".join(text.split()) for text in said if isinstance(text, str) and text), "")


def _params(config: Mapping[str, Any]) -> Mapping[str, Any]:
    params = config.get("params")
    return params if isinstance(params, Mapping) else {}


def _menu(
    origin: ImportSource, site: hugo.HugoSite, notices: list[Notice]
) -> list[tuple[str, dict[str, Any]]]:
    """The former menu with what is here, and our own lists after it; empty when there was none."""
    entries = []
    for item in hugo.main_menu(site, _front_matters(origin)):
        entry = _entry(origin, item)
        if entry is None:
            what = _("the menu led to %(address)s, which is not here; it was left out.")
            mend = _("Add it under Settings → Publication settings, if it should be there.")
            notices.append(Notice("note", item.label, what % {"address": item.address}, mend))
        elif entry not in entries:
            entries.append(entry)
    if not entries:
        return []
    known = {value.get("address") for _kind, value in entries}
    ours = [reverse(name) for name in _OUR_LISTS]
    entries += [("address", {"address": url, "label": ""}) for url in ours if url not in known]
    return entries


def _entry(origin: ImportSource, item: hugo.MenuItem) -> tuple[str, dict[str, Any]] | None:
    label = item.label[:60]
    if not item.address.startswith("/"):
        return "address", {"address": item.address, "label": label}
    bare = item.address.strip("/")
    page = _page_at(origin, bare)
    if bare and page:
        return "page", {"page": page, "label": label}
    address = item.address if _is_ours(item.address) else former_list(bare)
    return ("address", {"address": address, "label": label or bare}) if address else None


def _page_at(origin: ImportSource, bare: str) -> Page | None:
    """By the address that it has, or the path that it came from."""
    page = Page.objects.filter(url_path=f"{origin.publication.url_path}{bare}/").first()
    if page:
        return page
    paths = (f"content/{bare}.md", f"content/{bare}/index.md", f"content/{bare}/_index.md")
    record = ImportRecord.objects.filter(origin=origin, path__in=paths).first()
    return Page.objects.filter(pk=record.page_id).first() if record else None


def _is_ours(address: str) -> bool:
    try:
        return address == "/" or resolve(address).url_name != "wagtail_serve"
    except Resolver404:
        return False


def _front_matters(origin: ImportSource) -> Iterator[tuple[str, dict[str, Any]]]:
    """Address and front matter of every imported page: it may put itself into the menu."""
    records = ImportRecord.objects.filter(origin=origin).select_related("page")
    for record in records.order_by("path").iterator(chunk_size=200):
        # Most sources say nothing of menus, and need no reading.
        if record.page and b"menu" in bytes(record.source_bytes)[:20_000].lower():
            values = hugo.front_matter_of(bytes(record.source_bytes), record.path).values
            yield record.page.url_path.split("/", 2)[-1], values
