"""The address that feeds, canonical links and cards are made absolute with: that of the Site."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Site

from blog.core.addresses import parse_address

_UNSET = frozenset(("localhost", "127.0.0.1", "::1"))
_PORTS = {"http": 80, "https": 443}


def adopt_base_address() -> str:
    """Give a Site that still has a loopback name the one of BASE_URL; its new address, or "".

    A name that somebody chose in the admin is left alone.
    """
    site = Site.objects.filter(is_default_site=True).first()
    parts = parse_address(settings.WAGTAILADMIN_BASE_URL)
    if not site or site.hostname not in _UNSET or not parts or not parts.host:
        return ""
    port = parts.port or _PORTS.get(parts.scheme, 80)
    if (site.hostname, site.port) == (parts.host, port):
        return ""
    site.hostname, site.port = parts.host, port
    site.save()
    return str(site.root_url)
