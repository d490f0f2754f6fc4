"""RSS 2.0 (https://www.rssboard.org/rss-specification) with content, Dublin Core, Media and
Creative Commons modules."""

from __future__ import annotations

from email.utils import format_datetime

from lxml import etree

from blog.feeds.channels import BADGE
from blog.feeds.items import Feed, FeedItem

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "cc": "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html",
}


def write_rss(feed: Feed) -> bytes:
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMESPACES)
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.page_url)
    _add(channel, "description", feed.description or feed.title)
    _add(channel, "language", feed.language)
    if feed.licence and feed.licence.url:
        _add(channel, "cc:license", feed.licence.url)
    _add(channel, "lastBuildDate", format_datetime(feed.updated))
    _add(channel, "generator", "Rapporteur")
    _add_image(channel, feed)
    for relation, address in (
        ("self", feed.self_url),
        ("first", feed.first_url),
        ("next", feed.next_url),
        ("previous", feed.previous_url),
        ("hub", feed.hub),
    ):
        if address:
            kind = {} if relation == "hub" else {"type": "application/rss+xml"}
            _add(channel, "atom:link", rel=relation, href=address, **kind)
    for item in feed.items:
        _add_item(channel, item)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add_image(channel: etree._Element, feed: Feed) -> None:
    image = _add(channel, "image")
    for name, text in (
        ("url", feed.badge),
        ("title", feed.title),
        ("link", feed.page_url),
        ("width", str(BADGE)),
        ("height", str(BADGE)),
    ):
        _add(image, name, text)


def _add_item(channel: etree._Element, item: FeedItem) -> None:
    element = etree.SubElement(channel, "item")
    _add(element, "title", item.title)
    _add(element, "link", item.url)
    _add(element, "guid", item.guid, isPermaLink="true" if item.guid == item.url else "false")
    if item.published:
        _add(element, "pubDate", format_datetime(item.published))
    if item.byline:
        _add(element, "dc:creator", item.byline)
    for name in item.categories:
        _add(element, "category", name)
    if item.summary:
        _add(element, "description", item.summary)
    _add(element, "content:encoded", item.content)
    _add(element, "dc:language", item.language)
    if item.licence:
        _add(element, "dc:rights", str(item.licence.label))
        if item.licence.url:
            _add(element, "cc:license", item.licence.url)
    if item.recording:
        recording = item.recording
        length = str(recording.size)
        _add(element, "enclosure", url=recording.url, type=recording.mime, length=length)
    if item.picture:
        picture = item.picture
        media = _add(element, "media:content", url=picture.url, type=picture.mime, medium="image",
                     width=str(picture.width), height=str(picture.height))  # fmt: skip
        if picture.alt:
            _add(media, "media:description", picture.alt, type="plain")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    prefix, _, local = name.rpartition(":")
    tag = f"{{{_NAMESPACES[prefix]}}}{local}" if prefix else local
    element = etree.SubElement(parent, tag, attributes)
    element.text = text or None
    return element
