"""A group's links to other sites, in the places where themes keep them. No Django.

PaperMod and Anatole: `params.socialIcons`; Congo and Blowfish: `author.links`; Hugo Blox:
`social` of a profile; many: `params.social`, a menu called "social".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from blog.core.addresses import parse_address
from blog.transfer.hugo.site import HugoSite

MOST_LINKS = 20
_WEB = ("http", "https")
_NAMES = {
    "bsky.app": "Bluesky", "facebook.com": "Facebook", "github.com": "GitHub",
    "gitlab.com": "GitLab", "goodreads.com": "Goodreads", "huggingface.co": "Hugging Face",
    "instagram.com": "Instagram", "linkedin.com": "LinkedIn", "medium.com": "Medium",
    "orcid.org": "ORCID", "researchgate.net": "ResearchGate",
    "scholar.google.com": "Google Scholar", "soundcloud.com": "SoundCloud",
    "stackoverflow.com": "Stack Overflow", "twitter.com": "Twitter", "vimeo.com": "Vimeo",
    "x.com": "X", "youtube.com": "YouTube",
}  # fmt: skip


def links_elsewhere(site: HugoSite) -> list[tuple[str, str]]:
    """Label and address of each, once, in the order of the configuration."""
    found: dict[str, str] = {}
    for label, address in _candidates(site):
        host = _host(address)
        if host:
            found.setdefault(address, _NAMES.get(host) or (label or host)[:60])
    return [(label, address) for address, label in found.items()][:MOST_LINKS]


def _candidates(site: HugoSite) -> Iterator[tuple[str, str]]:
    params = _mapping(site.config.get("params"))
    authors = (_mapping(params.get("author")), _mapping(site.config.get("author")))
    menus = (_mapping(site.config.get("menu")), _mapping(site.config.get("menus")))
    places = [
        params.get("socialicons"), params.get("social"), params.get("socials"),
        site.config.get("social"),
        *(author.get(name) for author in authors for name in ("links", "social")),
        *(menu.get("social") for menu in menus),
    ]  # fmt: skip
    for place in places:
        yield from _links(place)


def _links(place: Any) -> Iterator[tuple[str, str]]:
    if isinstance(place, Mapping):
        for name, value in place.items():
            address = value.get("url") if isinstance(value, Mapping) else value
            yield str(name), str(address or "")
    elif isinstance(place, list):
        for entry in place:
            if isinstance(entry, Mapping):
                yield from _entry(entry)


def _entry(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    address = entry.get("url") or entry.get("link") or entry.get("href")
    if address:
        label = next(
            (entry[key] for key in ("title", "name", "label", "icon") if entry.get(key)), ""
        )
        yield str(label), str(address)
    else:
        yield from _links(entry)


def _host(address: str) -> str:
    """Of a web address, without "www."; "" for all else."""
    parts = parse_address(address)
    return parts.bare_host if parts and parts.scheme in _WEB else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
