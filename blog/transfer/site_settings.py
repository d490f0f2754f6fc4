"""What a site's configuration says of the publication: name, tagline, links elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.models import Site

from blog.core.html import safe_href
from blog.posts.models import PublicationPage
from blog.site.models import PublicationSettings


def fill_settings(publication: PublicationPage, config: Mapping[str, Any]) -> bool:
    """Fill settings that nobody has filled yet; False when there was nothing to do."""
    site = Site.objects.filter(root_page=publication).first()
    if site is None or not config:
        return False
    settings = PublicationSettings.for_site(site)
    if settings.name:
        return False
    found = config.get("params")
    params = found if isinstance(found, Mapping) else {}
    settings.name = str(config.get("title") or params.get("title") or "")[:120]
    settings.tagline = str(params.get("description") or config.get("description") or "")[:255]
    if not settings.name:
        return False
    settings.social_links = [
        ("link", {"label": _label(icon), "url": icon["url"]})
        for icon in params.get("socialicons") or []
        if isinstance(icon, Mapping) and safe_href(str(icon.get("url", ""))).startswith("http")
    ]
    settings.save()
    return True


def _label(icon: Mapping[str, Any]) -> str:
    return str(icon.get("title") or icon.get("icon") or icon["url"])[:60]
