"""RSS 2.0 and the modules that we use (https://www.rssboard.org/rss-specification)."""

from __future__ import annotations

from lxml import etree

from tests.rules.feed_content import broken_in_content
from tests.rules.words import is_absolute, is_language, is_rfc822

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
LICENCE = "{http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html}license"
MEDIA = "{http://search.yahoo.com/mrss/}"
_CHANNEL = frozenset(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate "
    "category generator docs cloud ttl image rating textInput skipHours skipDays item".split()
)
_ITEM = frozenset(
    "title link description author category comments enclosure guid pubDate source".split()
)
_MANY = frozenset(("category", "item", "enclosure"))


def broken_in_rss(content: bytes) -> list[str]:
    root = etree.fromstring(content)
    if (root.tag, root.get("version")) != ("rss", "2.0") or len(root) != 1:
        return ["no <rss version=2.0> with one channel"]
    channel = root[0]
    found = _names(channel, _CHANNEL) + _once(channel, ("title", "link", "description"))
    found += _channel(channel)
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    found += ["a guid stands twice"] * (len(set(guids)) != len(guids))
    for item in items:
        found += [f"{item.findtext('title')}: {line}" for line in _item(item)]
    return found


def _channel(channel: etree._Element) -> list[str]:
    found = []
    if not is_absolute(channel.findtext("link")):
        found.append("the channel's link is not absolute")
    if not is_language(channel.findtext("language")):
        found.append("the channel's language is none")
    if not is_rfc822(channel.findtext("lastBuildDate")):
        found.append("lastBuildDate is not of RFC 822")
    links = channel.findall(f"{ATOM}link")
    own = [link for link in links if link.get("rel") == "self"]
    if len(own) != 1 or own[0].get("type") != "application/rss+xml":
        found.append("no one atom:link to itself")
    found += [f"atom:link {link.get('rel')}" for link in links if not is_absolute(link.get("href"))]
    image = channel.find("image")
    if image is not None:
        found += _once(image, ("url", "title", "link"))
        # The default is 88 pixels, the maximum 144.
        if not 0 < int(image.findtext("width") or 88) <= 144:
            found.append("the channel's image is too wide")
        if image.findtext("link") != channel.findtext("link"):
            found.append("the channel's image leads elsewhere than the channel")
    return found


def _item(item: etree._Element) -> list[str]:
    found = _names(item, _ITEM) + _once(item, ("title", "link", "guid", "pubDate", CONTENT, CREATOR, LANGUAGE))  # fmt: skip
    if not is_absolute(item.findtext("link")):
        found.append("link is not absolute")
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink") not in ("true", "false"):
        found.append("guid does not say whether it is an address")
    if guid is not None and guid.get("isPermaLink") == "true" and not is_absolute(guid.text):
        found.append("guid is no address")
    if not is_rfc822(item.findtext("pubDate")):
        found.append(f"pubDate {item.findtext('pubDate')}")
    if not is_language(item.findtext(LANGUAGE)):
        found.append("no language")
    if not is_absolute(item.findtext(LICENCE)):
        found.append("no licence")
    for media in item.findall(f"{MEDIA}content"):
        right = is_absolute(media.get("url")) and media.get("type", "").startswith("image/")
        sized = media.get("width", "").isdigit() and media.get("height", "").isdigit()
        if not (right and sized and media.get("medium") == "image"):
            found.append("media:content is incomplete")
    return found + broken_in_content(item.findtext(CONTENT) or "")


def _names(element: etree._Element, allowed: frozenset[str]) -> list[str]:
    plain = [child.tag for child in element if not child.tag.startswith("{")]
    found = [f"<{name}> is no word of RSS here" for name in plain if name not in allowed]
    return found + [
        f"<{name}> stands {plain.count(name)} times"
        for name in sorted(set(plain) - _MANY)
        if plain.count(name) > 1
    ]


def _once(element: etree._Element, names: tuple[str, ...]) -> list[str]:
    return [
        f"<{etree.QName(name).localname}> is missing, empty or doubled"
        for name in names
        if [bool((child.text or "").strip()) for child in element.findall(name)] != [True]
    ]
