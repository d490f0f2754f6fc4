"""Sitemaps (https://www.sitemaps.org/protocol.html) with pictures and translations."""

from __future__ import annotations

from lxml import etree

from tests.rules.words import is_absolute, is_day_or_moment, is_language

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
_LINK = "{http://www.w3.org/1999/xhtml}link"
_ORDER = ["loc", "lastmod", "changefreq", "priority"]
_MOST, _BYTES, _LENGTH, _PICTURES = 50_000, 52_428_800, 2_048, 1_000


def broken_in_sitemap(content: bytes, root: str) -> list[str]:
    """`root` is the address of the site, which every page of it lies under."""
    tree = etree.fromstring(content)
    found = ["no <urlset>"] * (tree.tag != f"{_SITEMAP}urlset")
    found += ["too large"] * (not 0 < len(tree) <= _MOST or len(content) > _BYTES)
    places = [url.findtext(f"{_SITEMAP}loc") for url in tree]
    found += ["a page stands twice"] * (len(set(places)) != len(places))
    for place, url in zip(places, tree, strict=True):
        found += [f"{place}: {line}" for line in _url(url, root)]
    return found + _one_sided(tree)


def _url(url: etree._Element, root: str) -> list[str]:
    names = [etree.QName(child).localname for child in url if child.tag.startswith(_SITEMAP)]
    place = url.findtext(f"{_SITEMAP}loc") or ""
    found = ["the elements are others"] * (names != [name for name in _ORDER if name in names])
    inside = is_absolute(place) and place.startswith(root) and len(place) < _LENGTH
    found += ["no address of the site"] * (not inside or not place.isascii())
    changed = url.findtext(f"{_SITEMAP}lastmod")
    found += ["lastmod is no date"] * (changed is not None and not is_day_or_moment(changed))
    pictures = [image.findtext(f"{_IMAGE}loc") for image in url.findall(f"{_IMAGE}image")]
    found += ["a picture without address"] * (not all(is_absolute(item) for item in pictures))
    found += ["pictures"] * (len(pictures) > _PICTURES or len(set(pictures)) != len(pictures))
    for link in url.findall(_LINK):
        right = link.get("rel") == "alternate" and is_absolute(link.get("href"))
        found += ["a translation"] * (not right or not is_language(link.get("hreflang")))
    return found


def _one_sided(tree: etree._Element) -> list[str]:
    """A translation counts when both pages name all of them, themselves among them."""
    said = {
        url.findtext(f"{_SITEMAP}loc"): {link.get("href") for link in url.findall(_LINK)}
        for url in tree
    }
    return [
        f"{place}: {other} does not say so"
        for place, others in said.items()
        for other in others
        if place not in others or said.get(other) != others
    ]
