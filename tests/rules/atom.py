"""Atom (RFC 4287), with paging (RFC 5005) and licences (RFC 4946)."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from tests.rules.feed_content import broken_in_content
from tests.rules.words import is_absolute, is_iri, is_language, is_rfc3339

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FEED = frozenset(
    "author category contributor generator icon id link logo rights subtitle title updated "
    "entry".split()
)
_ENTRY = frozenset(
    "author category content contributor id link published rights source summary title "
    "updated".split()
)
_SEVERAL = frozenset("author category contributor link entry".split())


def broken_in_atom(content: bytes) -> list[str]:
    feed = etree.fromstring(content)
    if feed.tag != f"{ATOM}feed":
        return ["no <feed>"]
    found = _shared(feed, _FEED)
    if _links(feed)["self"] != 1:
        found.append("no one link to itself")
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    found += ["an id stands twice"] * (len(set(ids)) != len(ids))
    for entry in entries:
        found += [f"{entry.findtext(f'{ATOM}title')}: {line}" for line in _entry(entry)]
    return found


def _entry(entry: etree._Element) -> list[str]:
    found = _shared(entry, _ENTRY)
    if entry.find(f"{ATOM}author") is None:
        found.append("no author")
    if not is_rfc3339(entry.findtext(f"{ATOM}published")):
        found.append("published is no date")
    if _links(entry)["license"] != 1:
        found.append("no one licence")
    if not is_language(entry.get(LANG)):
        found.append("no language")
    for category in entry.findall(f"{ATOM}category"):
        found += ["a category without a term"] * (not category.get("term"))
    content = entry.find(f"{ATOM}content")
    if content is None or content.get("type") != "html":
        return [*found, "no content of type html"]
    return found + broken_in_content(content.text or "")


def _shared(element: etree._Element, allowed: frozenset[str]) -> list[str]:
    """What a feed and an entry have to have alike (RFC 4287 §4.1.1, §4.1.2)."""
    names = [etree.QName(child).localname for child in element if child.tag.startswith(ATOM)]
    found = [f"<{name}> is no word of Atom here" for name in names if name not in allowed]
    found += [
        f"<{name}> stands {count} times"
        for name, count in Counter(names).items()
        if count > 1 and name not in _SEVERAL
    ]
    for name in ("id", "title", "updated"):
        found += [f"no <{name}>"] * (not (element.findtext(f"{ATOM}{name}") or "").strip())
    found += ["id is no IRI"] * (not is_iri(element.findtext(f"{ATOM}id")))
    found += ["updated is no date"] * (not is_rfc3339(element.findtext(f"{ATOM}updated")))
    for link in element.findall(f"{ATOM}link"):
        found += [f"link {link.get('rel')}"] * (not is_absolute(link.get("href")))
    found += ["two alternates of one type"] * (_links(element)["alternate"] > 1)
    for name in ("icon", "logo"):
        address = element.findtext(f"{ATOM}{name}")
        found += [f"{name} is no address"] * (address is not None and not is_absolute(address))
    for person in element.findall(f"{ATOM}author"):
        found += ["an author without a name"] * (not (person.findtext(f"{ATOM}name") or "").strip())
        uri = person.findtext(f"{ATOM}uri")
        found += ["uri of an author"] * (uri is not None and not is_iri(uri))
    return found


def _links(element: etree._Element) -> Counter[str]:
    return Counter(link.get("rel") for link in element.findall(f"{ATOM}link"))
