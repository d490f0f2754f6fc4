"""Atom (RFC 4287) with paging (RFC 5005 §3) and licence links (RFC 4946)."""

from __future__ import annotations

from lxml import etree

from blog.feeds.items import Feed, FeedItem

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA = "http://search.yahoo.com/mrss/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_atom(feed: Feed) -> bytes:
    root = etree.Element(
        f"{{{_ATOM}}}feed", {_LANG: feed.language}, nsmap={None: _ATOM, "media": _MEDIA}
    )
    _add(root, "id", feed.first_url)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", feed.updated.isoformat())
    _link(root, "alternate", feed.page_url, "text/html")
    for relation, address in (
        ("self", feed.self_url),
        ("first", feed.first_url),
        ("next", feed.next_url),
        ("previous", feed.previous_url),
    ):
        _link(root, relation, address, "application/atom+xml")
    _link(root, "hub", feed.hub)
    _link(root, "license", feed.licence.url if feed.licence else "")
    if feed.licence:
        _add(root, "rights", str(feed.licence.label))
    # RFC 4287 §4.1.1 asks for an author of the feed where an entry has none.
    _add(_add(root, "author"), "name", feed.title)
    _add(root, "generator", "Rapporteur")
    # The one is square, the other stands for the whole feed (RFC 4287 §4.2.5, §4.2.8).
    _add(root, "icon", feed.icon)
    _add(root, "logo", feed.icon)
    for item in feed.items:
        _add_entry(root, item)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add_entry(root: etree._Element, item: FeedItem) -> None:
    entry = _add(root, "entry")
    entry.set(_LANG, item.language)
    _add(entry, "id", item.iri)
    _add(entry, "title", item.title)
    _link(entry, "alternate", item.url, "text/html")
    if item.published:
        _add(entry, "published", item.published.isoformat())
    _add(entry, "updated", item.updated.isoformat())
    for author in item.authors:
        person = _add(entry, "author")
        _add(person, "name", author.name)
        _add(person, "uri", author.uri)
    for name in item.categories:
        _add(entry, "category").set("term", name)
    if item.summary:
        _add(entry, "summary", item.summary)
    content = _add(entry, "content", item.content)
    content.set("type", "html")
    if item.licence:
        _link(entry, "license", item.licence.url)
        _add(entry, "rights", str(item.licence.label))
    if item.recording:
        _link(entry, "enclosure", item.recording.url, item.recording.mime)
    if item.picture:
        _add_picture(entry, item)


def _add_picture(entry: etree._Element, item: FeedItem) -> None:
    picture = item.picture
    media = etree.SubElement(
        entry,
        f"{{{_MEDIA}}}content",
        {"url": picture.url, "type": picture.mime, "medium": "image",
         "width": str(picture.width), "height": str(picture.height)},
    )  # fmt: skip
    if picture.alt:
        description = etree.SubElement(media, f"{{{_MEDIA}}}description", {"type": "plain"})
        description.text = picture.alt


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = text or None
    return element


def _link(parent: etree._Element, relation: str, address: str, mime: str = "") -> None:
    if address:
        link = _add(parent, "link")
        link.set("rel", relation)
        link.set("href", address)
        if mime:
            link.set("type", mime)
