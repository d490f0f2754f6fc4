"""Settings by which Hugo or a theme decides who sees what, and that nothing here acts on: each is a
line in the report, so that nobody takes for hidden what is not.

Keys in small letters, as Hugo reads them. PaperMod · LoveIt, DoIt · Docsy · Blowfish, Congo · Hextra ·
hugo-encryptor · Jekyll.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from blog.transfer.document import Notice
from blog.transfer.hugo.site import HugoSite

_ON = "on"
_OFF = "off"
_ANY = "any"
_HOME = "themes leave such a post off the front page; here it stands on it"
_SEARCH = "themes leave such a post out of the search; here it is found"
_FEED = "themes leave such a post out of feeds; here it stands in them"
_HIDDEN = "themes show such a post to nobody, or in no list; here it stands in all of them"
_SECRET = "themes ask for a password before they show such a post; here everybody reads it"
_MOVED = "themes send readers on to another address; here they stay"
_MAP = "themes leave such a post out of the sitemap; here it stands in it"
# Key of front matter → for which values, and what is different here.
_OF_PAGES: dict[str, tuple[str, str]] = {
    "hiddeninhomelist": (_ON, _HOME),
    "hiddenfromhomepage": (_ON, _HOME),
    "hidefromhome": (_ON, _HOME),
    "hideonhome": (_ON, _HOME),
    "excludefromhome": (_ON, _HOME),
    "searchhidden": (_ON, _SEARCH),
    "hiddenfromsearch": (_ON, _SEARCH),
    "excludefromsearch": (_ON, _SEARCH),
    "exclude_search": (_ON, _SEARCH),
    "disable_search": (_ON, _SEARCH),
    "searchable": (_OFF, _SEARCH),
    "search_exclude": (_ON, _SEARCH),
    "excludefromrss": (_ON, _FEED),
    "hidefromrss": (_ON, _FEED),
    "rss_ignore": (_ON, _FEED),
    "disablerss": (_ON, _FEED),
    "nofeed": (_ON, _FEED),
    "hiddenfromrss": (_ON, _FEED),
    "hidden": (_ON, _HIDDEN),
    "hide": (_ON, _HIDDEN),
    "private": (_ON, _HIDDEN),
    "unlisted": (_ON, _HIDDEN),
    "listed": (_OFF, _HIDDEN),
    "toc_hide": (_ON, _HIDDEN),
    "hiddenfromlist": (_ON, _HIDDEN),
    "bookhidden": (_ON, _HIDDEN),
    "published": (_OFF, _HIDDEN),
    "hide_summary": (_ON, _HIDDEN),
    "excludefromlist": (_ON, _HIDDEN),
    "internal": (_ON, _HIDDEN),
    "password": (_ANY, _SECRET),
    "encrypt": (_ANY, _SECRET),
    "encrypted": (_ON, _SECRET),
    "protected": (_ON, _SECRET),
    "members_only": (_ON, _SECRET),
    "visibility": (_ANY, _HIDDEN),
    "access": (_ANY, _HIDDEN),
    "audience": (_ANY, _HIDDEN),
    "redirect": (_ANY, _MOVED),
    "redirect_to": (_ANY, _MOVED),
    "redirectto": (_ANY, _MOVED),
    "redirecturl": (_ANY, _MOVED),
    "externalurl": (_ANY, _MOVED),
    "manuallink": (_ANY, _MOVED),
    "sitemap_exclude": (_ON, _MAP),
    "sitemapexclude": (_ON, _MAP),
    "disablesitemap": (_ON, _MAP),
    "outputs": (_ANY, "Hugo writes the page in these forms alone; here it has all of ours"),
}
# Path of a key of the configuration → the same.
_OF_SITES: dict[str, tuple[str, str]] = {
    "builddrafts": (_ON, "Hugo shows drafts to everybody; here they came in as drafts"),
    "buildfuture": (_ON, "Hugo shows posts of the future; here they came in as drafts"),
    "buildexpired": (_ON, "Hugo shows posts that have expired; here they came in as drafts"),
    "enablegitinfo": (_ON, "Hugo takes dates of change from git; here only `lastmod` is read"),
    "enablerobotstxt": (_ON, "the theme writes robots.txt; here it is our own"),
    "disablerss": (_ON, "Hugo writes no feed; here there are some"),
    "disablesitemap": (_ON, "Hugo writes no sitemap; here there is one"),
    "params.robotsnoindex": (
        _ON,
        "the theme asks search engines to leave the whole site out; here it is offered to them",
    ),
    "params.noindex": (
        _ON,
        "the theme asks search engines to leave the whole site out; here it is offered to them",
    ),
    "params.robots": (
        _ANY,
        "the theme says this to search engines on every page; here it is not said",
    ),
    "params.private": (_ON, _HIDDEN),
    "params.password": (_ANY, _SECRET),
    "params.encrypt": (_ANY, _SECRET),
    "params.hiddeninhomelist": (_ON, _HOME),
    "params.disablesearch": (_ON, "there is a search here"),
    "services.rss.limit": (
        _ANY,
        "Hugo ends feeds after so many posts; here they have their own end",
    ),
    "rsslimit": (_ANY, "Hugo ends feeds after so many posts; here they have their own end"),
}
_KINDS = {
    "rss": "Hugo writes no feed; here there are some",
    "sitemap": "Hugo writes no sitemap; here there is one",
    "robotstxt": "Hugo writes no robots.txt; here there is one",
}
_WAY = "See whether that is right, and set it in the editor."


def unread_in_page(
    values: Mapping[str, Any], lines: Mapping[str, int], path: str
) -> Iterator[Notice]:
    for key, (state, what) in _OF_PAGES.items():
        if _is_set(values.get(key), state):
            place = f"{path}, line {lines.get(key, 1)}"
            yield Notice("warning", place, f"`{key}` is not known here: {what}.", _WAY)


def unread_in_site(site: HugoSite) -> Iterator[Notice]:
    for path, (state, what) in _OF_SITES.items():
        if _is_set(_value_at(site.config, path), state):
            yield _of_site(path, what)
    listed = site.config.get("disablekinds")
    for kind in listed if isinstance(listed, list) else ():
        if different := _KINDS.get(str(kind).lower()):
            yield _of_site(f"disableKinds: {kind}", different)


def _of_site(key: str, what: str) -> Notice:
    return Notice("warning", "configuration", f"`{key}` is not known here: {what}.", _WAY)


def _value_at(config: Mapping[str, Any], path: str) -> Any:
    value: Any = config
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _is_set(value: Any, state: str) -> bool:
    word = str(value).strip().lower()
    if state == _ON:
        return word in ("true", "yes", "1", "on")
    if state == _OFF:
        return value is not None and word in ("false", "no", "0", "off")
    if isinstance(value, bool):
        return value
    return bool(value) and word not in ("public", "all", "0", "-1", "index, follow", "false")
