"""Every redirect that we build: it cannot leave the site.

What a request says, its path, its query or its referrer, may look like an address on another host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme
from wagtail.models import Site

# Browsers take two slashes of either kind for the beginning of a host.
_PATH = re.compile(r"/(?![/\\])")


def redirect_within(
    request: HttpRequest, target: str, *, otherwise: str = "/", hosts: Iterable[str] = ()
) -> HttpResponseRedirect:
    """To `target`, or to `otherwise` where that is on a host that is neither ours nor in `hosts`."""
    return HttpResponseRedirect(_within(request, target, otherwise, hosts))


def moved_within(
    request: HttpRequest, target: str, *, otherwise: str = "/", hosts: Iterable[str] = ()
) -> HttpResponsePermanentRedirect:
    """The same for ever: browsers and search engines remember it."""
    return HttpResponsePermanentRedirect(_within(request, target, otherwise, hosts))


def redirect_to_view(request: HttpRequest, name: str, *arguments: object) -> HttpResponseRedirect:
    return redirect_within(request, reverse(name, args=arguments))


def _within(request: HttpRequest, target: str, otherwise: str, hosts: Iterable[str]) -> str:
    target = escape_leading_slashes(target)
    if _PATH.match(target) or target in ("", "/"):
        return target or otherwise
    ours = {request.get_host(), *hosts, *_hosts_of_sites()}
    return target if url_has_allowed_host_and_scheme(target, ours) else otherwise


def _hosts_of_sites() -> set[str]:
    """A page of another publication in this database has an address with its host."""
    return {path.root_url.partition("//")[2] for path in Site.get_site_root_paths()}
