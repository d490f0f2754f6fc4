"""How schema.org and Highwire name what we publish. Pure: objects in, dicts and pairs out.

With the fields that https://developers.google.com/search/docs/appearance/structured-data asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from blog.authors.bylines import Credit
from blog.authors.orcid import orcid_url
from blog.core.addresses import absolute_address
from blog.core.html import safe_href
from blog.core.licences import licence_of

Json = dict[str, Any]
HEADLINE = 110


@dataclass(frozen=True, slots=True)
class Publisher:
    """The publication as every page names it; `root` is the site's address with a slash."""

    name: str
    tagline: str
    root: str
    logo: str = ""
    licence: str = ""
    links: tuple[str, ...] = ()

    def address(self, path: str) -> str:
        return absolute_address(self.root, path)

    @property
    def json_ld(self) -> Json:
        return kept(
            {
                "@type": "Organization",
                "@id": f"{self.root}#publisher",
                "name": self.name,
                "url": self.root,
                "logo": {"@type": "ImageObject", "url": self.logo} if self.logo else None,
                "sameAs": list(self.links),
            }
        )


def website(publisher: Publisher, language: str) -> Json:
    return kept(
        {
            "@context": "https://schema.org",
            "@type": ["WebSite", "Blog"],
            "@id": f"{publisher.root}#site",
            "name": publisher.name,
            "description": publisher.tagline,
            "url": publisher.root,
            "inLanguage": language,
            "license": deed_of(publisher.licence),
            "publisher": publisher.json_ld,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{publisher.address('search/')}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


def blog_of(publisher: Publisher) -> Json:
    return {
        "@type": "Blog",
        "@id": f"{publisher.root}#site",
        "name": publisher.name,
        "url": publisher.root,
    }


def person_of(credit: Credit, publisher: Publisher) -> Json:
    page = publisher.address(credit.url) if credit.url else ""
    orcid = orcid_url(credit.orcid) if credit.orcid else ""
    return kept(
        {
            "@type": "Organization" if credit.organisation else "Person",
            "@id": orcid or page,
            "name": credit.name,
            "givenName": "" if credit.organisation else credit.given,
            "familyName": ""
            if credit.organisation
            else f"{credit.particle} {credit.family}".strip(),
            "url": page,
            "sameAs": [orcid] if orcid else [],
            "identifier": {
                "@type": "PropertyValue",
                "propertyID": "https://registry.identifiers.org/registry/orcid",
                "value": f"orcid:{credit.orcid}",
            }
            if orcid
            else None,
        }
    )


def scholarly_article(paper: Any, publisher: Publisher) -> Json:
    return kept(
        {
            "@type": "ScholarlyArticle",
            "@id": publisher.address(paper.get_absolute_url()) + "#paper",
            "headline": cut(paper.title, HEADLINE),
            "name": paper.title,
            "author": [{"@type": "Person", "name": name} for name in paper.author_names],
            "datePublished": paper.issued,
            "isPartOf": {"@type": "PublicationIssue", "name": paper.venue} if paper.venue else None,
            "url": paper.url or publisher.address(paper.get_absolute_url()),
            "sameAs": [item.url for item in paper.identifiers.all() if item.url],
            "abstract": cut(paper.abstract, 1000),
        }
    )


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Json:
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": name, "item": address}
            for at, (name, address) in enumerate(steps, 1)
        ],
    }


def event_of(event: Any, publisher: Publisher) -> Json:
    """An Event has to say where it is; one of which we do not know that is a mere Thing."""
    name = event.name or event.series.name
    if not event.place:
        page = publisher.address(event.get_absolute_url())
        return kept(
            {
                "@type": "Thing",
                "@id": f"{page}#event",
                "name": str(event),
                "url": safe_href(event.url) or page,
            }
        )
    return kept(
        {
            "@type": "Event",
            "@id": publisher.address(event.get_absolute_url()) + "#event",
            "name": str(event),
            "alternateName": name if name != str(event) else "",
            "startDate": event.starts.isoformat() if event.starts else str(event.year),
            "endDate": event.ends.isoformat() if event.ends else "",
            "location": {"@type": "Place", "name": event.place, "address": event.place},
            "url": safe_href(event.url),
        }
    )


def part_of(post: Any) -> Json:
    return kept(
        {"@type": "BlogPosting", "headline": cut(post.title, HEADLINE), "url": post.full_url}
    )


def item_list(items: Iterable[Any], publisher: Publisher) -> Json | None:
    """Those that this page shows, in their order; None when it shows none."""
    elements = [
        {"@type": "ListItem", "position": at, **_listed(item, publisher)}
        for at, item in enumerate(items, 1)
    ]
    if not elements:
        return None
    return {"@type": "ItemList", "numberOfItems": len(elements), "itemListElement": elements}


def _listed(item: Any, publisher: Publisher) -> Json:
    full = getattr(item, "full_url", "") or publisher.address(item.get_absolute_url())
    return {"url": full, "name": str(item)}


def deed_of(own: str, publication: str = "") -> str:
    licence = licence_of(own, publication)
    return licence.url if licence else ""


def cut(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"


def kept(document: Json) -> Json:
    """Without what is empty: no claim is better than an empty one."""
    return {key: value for key, value in document.items() if value not in ("", None, [], {}, ())}
