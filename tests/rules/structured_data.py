"""What search engines require and recommend of JSON-LD.

https://developers.google.com/search/docs/appearance/structured-data and schema.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.rules.words import is_absolute, is_day_or_moment, is_language, is_rfc3339

Json = dict[str, Any]
# What each kind must have, whether it is the page's own or stands inside of another.
_FIELDS = {
    "BlogPosting": "headline url",
    "BreadcrumbList": "itemListElement",
    "Blog": "name url",
    "CollectionPage": "name url description publisher",
    "Event": "name startDate location",
    "ImageObject": "url",
    "ItemList": "itemListElement numberOfItems",
    "ListItem": "position name",
    "Organization": "name",
    "Person": "name",
    "ProfilePage": "mainEntity name url",
    "ScholarlyArticle": "name author url",
    "WebPage": "name url",
}
_POST = (
    "author dateModified datePublished description headline image inLanguage license "
    "mainEntityOfPage publisher url"
)


def broken_in_json_ld(documents: list[Json]) -> list[str]:
    """The documents of one page."""
    kinds = [kind_of(document) for document in documents]
    found = ["the same kind stands twice"] * (len(set(kinds)) != len(kinds))
    for document in documents:
        found += ["no context"] * (document.get("@context") != "https://schema.org")
        for part in _parts(document):
            found += [f"{kind_of(part)}: {line}" for line in _part(part)]
        found += [f"{kind_of(document)}: {line}" for line in _whole(document)]
    return found


def kind_of(part: Json) -> str:
    kind = part.get("@type", "")
    return kind if isinstance(kind, str) else kind[-1]


def _parts(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for member in value.values():
            yield from _parts(member)
    elif isinstance(value, list):
        for member in value:
            yield from _parts(member)


def _part(part: Json) -> list[str]:
    kind = kind_of(part)
    found = [f"no {name}" for name in _FIELDS.get(kind, "").split() if not part.get(name)]
    found += [f"{name} is empty" for name, value in part.items() if value in ([], {}, "", None)]
    found += [
        f"{name} is not absolute: {part[name]}"
        for name in ("url", "@id", "item", "mainEntityOfPage", "license")
        if isinstance(part.get(name), str) and not is_absolute(part[name])
    ]
    found += ["headline is too long"] * (len(part.get("headline", "")) > 110)
    for name in ("datePublished", "dateModified", "startDate", "endDate"):
        if name in part and not is_day_or_moment(part[name]):
            found.append(f"{name} is no date")
    if kind in ("BreadcrumbList", "ItemList"):
        found += _numbered(part["itemListElement"])
    return found


def _numbered(items: list[Json]) -> list[str]:
    found = ["positions"] * ([item["position"] for item in items] != [*range(1, len(items) + 1)])
    places = [item.get("item") or item.get("url") for item in items]
    return found + ["places"] * (not all(places) or len(set(places)) != len(places))


def _whole(document: Json) -> list[str]:
    kind, found = kind_of(document), []
    if kind == "BlogPosting":
        found += [f"no {name}" for name in _POST.split() if not document.get(name)]
        found += [
            f"{name} has no clock"
            for name in ("datePublished", "dateModified")
            if not is_rfc3339(document.get(name))
        ]
        found += ["no language"] * (not is_language(document.get("inLanguage")))
        found += ["picture"] * (not all(is_absolute(image) for image in document.get("image", [])))
        for author in document.get("author", []):
            found += ["an author without a page"] * (not author.get("url"))
    if kind == "BreadcrumbList":
        found += ["fewer than two steps"] * (len(document["itemListElement"]) < 2)
    publisher = document.get("publisher", {})
    if kind in ("Blog", "BlogPosting", "CollectionPage", "WebPage"):
        found += [f"publisher: no {n}" for n in ("name", "url", "logo") if not publisher.get(n)]
    return found
