"""Links and affiliations of a person, in the many forms that themes give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_HOSTS = {
    "bluesky": "https://bsky.app/profile/{}", "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}", "google-scholar": "https://scholar.google.com/citations?user={}",
    "instagram": "https://www.instagram.com/{}", "linkedin": "https://www.linkedin.com/in/{}",
    "orcid": "https://orcid.org/{}", "twitter": "https://twitter.com/{}", "x": "https://x.com/{}",
    "x-twitter": "https://x.com/{}", "youtube": "https://www.youtube.com/@{}",
}  # fmt: skip
_LISTS = ("social", "links", "profiles", "socialicons", "sociallinks")
_URLS = ("link", "url", "href")
_MOST = 20


def read_links(values: Mapping[str, Any]) -> tuple[list[tuple[str, str]], str]:
    """(label, address) pairs, and an e-mail address where one is among them."""
    found: list[tuple[str, str]] = []
    email = ""
    for label, value in _pairs(values):
        if value.startswith("mailto:") or re.fullmatch(r"[^\s@/]+@[^\s@/]+\.\w+", value):
            email = email or value.removeprefix("mailto:")
            continue
        address = _address(label, value)
        if address and all(address != url for _label, url in found):
            found.append((_shown(label), address))
    return found[:_MOST], email


def read_affiliations(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found = []
    for key in ("organizations", "organisations", "affiliations", "affiliation", "organization"):
        value = values.get(key)
        for item in value if isinstance(value, list) else [value] if value else []:
            name = item.get("name") if isinstance(item, Mapping) else item
            url = str(item.get("url") or "") if isinstance(item, Mapping) else ""
            is_address = url.startswith(("http://", "https://"))
            if name:
                found.append((str(name)[:200], url[:200] if is_address else ""))
    return tuple(dict.fromkeys(found))


def _pairs(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _LISTS:
        value = values.get(key)
        for item in value if isinstance(value, list) else [value] if value else []:
            yield from _of_item(item)
    for key in ("website", "url", "homepage", *_HOSTS):
        if isinstance(values.get(key), str):
            yield key, str(values[key]).strip()


def _of_item(item: Any) -> Iterator[tuple[str, str]]:
    """{icon: github, link: …}, {github: …}, or a table of such."""
    if not isinstance(item, Mapping):
        return
    url = next((item[name] for name in _URLS if item.get(name)), None)
    if url:
        label = item.get("label") or item.get("name") or item.get("title") or item.get("icon")
        yield str(label or url), str(url).strip()
        return
    for label, value in item.items():
        if isinstance(value, str) and value:
            yield str(label), value.strip()


def _address(label: str, value: str) -> str:
    if value.startswith(("https://", "http://")):
        return value[:500]
    pattern = _HOSTS.get(label.lower().rpartition("/")[2])
    handle = value.strip("@/ ")
    return pattern.format(handle) if pattern and re.fullmatch(r"[\w.-]{1,80}", handle) else ""


def _shown(label: str) -> str:
    """ "brands/google-scholar" → "Google Scholar"."""
    name = label.rpartition("/")[2] if not label.startswith("http") else label.split("/")[2]
    words = re.sub(r"[-_]+", " ", name).strip()
    known = {"github": "GitHub", "gitlab": "GitLab", "linkedin": "LinkedIn", "youtube": "YouTube"}
    return (known.get(words.lower()) or words[:1].upper() + words[1:])[:80]
