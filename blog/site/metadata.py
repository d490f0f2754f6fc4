"""What a page says about itself to machines: addresses, descriptions, cards and JSON-LD. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from blog.authors.bylines import Credit
from blog.authors.orcid import orcid_url
from blog.core.html import safe_href
from blog.core.prose import plain_text
from blog.site.citations import item_of_post
from blog.site.highwire import paper_tags, post_tags
from blog.site.signposts import Signpost, citation_files, signposts
from blog.site.structured_data import (
    HEADLINE,
    Json,
    Publisher,
    blog_of,
    breadcrumbs,
    cut,
    deed_of,
    event_of,
    item_list,
    kept,
    part_of,
    person_of,
    scholarly_article,
    website,
)

CARD_WIDTH, CARD_HEIGHT = 1200, 630
MAX_CITATIONS = 60
_LOCALES = {
    "en": "en_GB", "es": "es_ES", "ca": "ca_ES", "de": "de_DE", "fr": "fr_FR", "it": "it_IT",
    "pt": "pt_PT", "nl": "nl_NL", "eu": "eu_ES", "gl": "gl_ES", "ja": "ja_JP", "zh": "zh_CN",
    "ko": "ko_KR", "ar": "ar_AR", "he": "he_IL", "fa": "fa_IR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """`canonical` is the page's one address; "" on pages that have none, such as a 404.
    `feed` is the path that the feeds of this page lie under, "" for none of its own. `citation` are
    Highwire tags, which reference managers read."""

    title: str
    canonical: str = ""
    description: str = ""
    kind: str = "website"
    language: str = ""
    card: str = ""
    card_alt: str = ""
    feed: str = ""
    markdown: str = ""
    published: str = ""
    modified: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    citation: tuple[tuple[str, str], ...] = ()
    signposts: tuple[Signpost, ...] = ()
    noindex: bool = False
    json_ld: tuple[Json, ...] = ()
    translations: Mapping[str, str] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        return _LOCALES.get(self.language.split("-")[0], "")


def metadata_of_front(publisher: Publisher, *, number: int = 1, language: str = "") -> Metadata:
    canonical = publisher.address(f"page/{number}/" if number > 1 else "")
    return Metadata(
        title=publisher.name,
        canonical=canonical,
        description=publisher.tagline,
        language=language,
        card=publisher.address("card.jpg"),
        card_alt=publisher.name,
        json_ld=(website(publisher, language),),
    )


def metadata_of_post(
    post: Any,
    publisher: Publisher,
    *,
    credits: Iterable[Credit],
    papers: Iterable[Any] = (),
    translations: Mapping[str, str] | None = None,
) -> Metadata:
    """`papers` are those that the post discusses; they become its citations. `translations` maps
    languages to addresses."""
    credits = tuple(credits)
    address = post.full_url
    published = post.written_date.isoformat() if post.date else ""
    modified = post.last_changed.isoformat() if post.last_changed else ""
    tags = tuple(item["title"] for item in post.kicker)
    description = post.search_description or post.summary
    card = f"{_below(address)}card.jpg"
    article = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": f"{address}#post",
        "mainEntityOfPage": address,
        "url": address,
        "headline": cut(post.title, HEADLINE),
        "name": post.title,
        "description": description,
        "inLanguage": post.language,
        "datePublished": published,
        "dateModified": modified or published,
        "author": [person_of(credit, publisher) for credit in credits],
        "publisher": publisher.json_ld,
        "image": [card],
        "license": deed_of(post.licence, publisher.licence),
        "keywords": list(tags),
        "isAccessibleForFree": True,
        "isPartOf": blog_of(publisher),
        "about": event_of(post.event, publisher) if post.event else None,
        "citation": [scholarly_article(paper, publisher) for paper in papers][:MAX_CITATIONS],
    }
    crumbs = [(publisher.name, publisher.root)]
    crumbs += [(item["title"], publisher.address(item["url"])) for item in post.kicker[:1]]
    return Metadata(
        title=post.seo_title or post.title,
        canonical=post.external_canonical or address,
        description=description,
        kind="article",
        language=post.language,
        card=card,
        card_alt=post.title,
        markdown=f"{_below(address)}index.md",
        published=published,
        modified=modified,
        tags=tags,
        authors=tuple(credit.name for credit in credits),
        citation=post_tags(item_of_post(post, publisher.name, publisher.licence), address),
        signposts=_signposts_of_post(post, publisher, credits),
        noindex=post.unlisted or post.noindex,
        translations=translations or {},
        json_ld=(kept(article), breadcrumbs([*crumbs, (post.title, address)])),
    )


def _below(address: str) -> str:
    """What the addresses of its files begin with, also where its own ends as a file's."""
    return f"{address.rstrip('/')}/"


def _signposts_of_post(
    post: Any, publisher: Publisher, credits: Iterable[Credit]
) -> tuple[Signpost, ...]:
    address = post.full_url
    links = signposts(
        cite_as=post.external_canonical or address,
        kinds=["BlogPosting"],
        authors=[
            orcid_url(credit.orcid) if credit.orcid else publisher.address(credit.url)
            for credit in credits
            if credit.orcid or credit.url
        ],
        licence=deed_of(post.licence, publisher.licence),
    )
    links += citation_files(f"{_below(address)}cite", rel="alternate describedby")
    if post.names_papers:
        links += citation_files(f"{_below(address)}papers", title=_("Papers: "))
    return tuple(links)


def metadata_of_search(title: str, publisher: Publisher, *, description: str) -> Metadata:
    """The form may be found; what somebody asked it is nobody else's."""
    return Metadata(
        title=title,
        canonical=publisher.address("search/"),
        description=description,
        card=publisher.address("card.jpg"),
        card_alt=publisher.name,
        noindex=True,
    )


def metadata_of_standard_page(page: Any, publisher: Publisher) -> Metadata:
    address = page.full_url
    document = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.search_description or page.summary,
        "inLanguage": page.language,
        "publisher": publisher.json_ld,
    }
    return Metadata(
        title=page.seo_title or page.title,
        canonical=address,
        description=page.search_description or page.summary,
        language=page.language,
        noindex=page.unlisted or page.noindex,
        markdown=f"{_below(address)}index.md",
        card=publisher.address("card.jpg"),
        card_alt=publisher.name,
        json_ld=(
            kept(document),
            breadcrumbs([(publisher.name, publisher.root), (page.title, address)]),
        ),
    )


def metadata_of_author(
    author: Any,
    publisher: Publisher,
    *,
    lists: str,
    posts: Iterable[Any] = (),
    number: int = 1,
    portrait: str = "",
) -> Metadata:
    """`lists` is what the list of authors is called; `portrait` the path of a picture."""
    path = author.get_absolute_url()
    address = publisher.address(path)
    bio = " ".join(plain_text(author.bio).split())
    person = person_of(author.credit, publisher) | kept(
        {
            "description": bio,
            "image": publisher.address(portrait) if portrait else "",
            "affiliation": [
                kept({"@type": "Organization", "name": item.name, "url": safe_href(item.url)})
                for item in author.affiliations.all()
            ],
            "jobTitle": author.role,
            "sameAs": [
                *([author.orcid_url] if author.orcid else []),
                *filter(None, (safe_href(link.url) for link in author.links.all())),
            ],
        }
    )
    document = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "@id": address,
        "url": address,
        "name": author.display_name,
        "mainEntity": person,
        "hasPart": [part_of(post) for post in posts],
    }
    crumbs = [(publisher.name, publisher.root), (lists, publisher.address("authors/"))]
    return Metadata(
        title=author.display_name,
        canonical=address + (f"page/{number}/" if number > 1 else ""),
        description=bio,
        kind="profile",
        card=f"{address}card.jpg",
        card_alt=author.display_name,
        feed=path,
        signposts=tuple(citation_files(f"{address}cite")),
        json_ld=(kept(document), breadcrumbs([*crumbs, (author.display_name, address)])),
    )


def metadata_of_paper(paper: Any, publisher: Publisher, *, lists: str) -> Metadata:
    address = publisher.address(paper.get_absolute_url())
    document = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": paper.title,
        "mainEntity": scholarly_article(paper, publisher),
        "publisher": publisher.json_ld,
    }
    crumbs = [(publisher.name, publisher.root), (lists, publisher.address("papers/"))]
    return Metadata(
        title=paper.title,
        canonical=address,
        description=cut(paper.abstract or ", ".join(paper.author_names), 300),
        kind="article",
        card=f"{address}card.jpg",
        card_alt=paper.title,
        citation=paper_tags(paper.citation_item, address),
        signposts=(
            *signposts(cite_as=paper.url or address, kinds=["ScholarlyArticle", "AboutPage"]),
            *citation_files(f"{address}cite", rel="alternate describedby"),
        ),
        json_ld=(kept(document), breadcrumbs([*crumbs, (paper.title, address)])),
    )


def metadata_of_list(
    title: str,
    path: str,
    publisher: Publisher,
    *,
    description: str = "",
    above: Iterable[tuple[str, str]] = (),
    items: Iterable[Any] = (),
    number: int = 1,
    about: Json | None = None,
    card: str = "card.jpg",
    feed: str = "",
    citable: str = "",
    query: str = "",
) -> Metadata:
    """A list of posts, papers or anything that has an address. `above` are the title and the path
    of the lists that it belongs to; `card` is the path of its card; `citable` that of its citation
    files without their ending; `query` the filter that leaves a part of the list."""
    address = publisher.address(path)
    document = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": title,
        "description": description,
        "about": about,
        "publisher": publisher.json_ld,
        "mainEntity": item_list(items, publisher),
    }
    crumbs = [(publisher.name, publisher.root)]
    crumbs += [(name, publisher.address(place)) for name, place in above]
    return Metadata(
        title=title,
        canonical=address + (f"page/{number}/" if number > 1 and not query else ""),
        description=description,
        noindex=bool(query),
        card=publisher.address(card),
        card_alt=title,
        feed=feed,
        signposts=tuple(citation_files(publisher.address(citable), query=query) if citable else ()),
        json_ld=(kept(document), breadcrumbs([*crumbs, (title, address)])),
    )


def metadata_of_event(
    event: Any, publisher: Publisher, *, lists: str, items: Iterable[Any]
) -> Metadata:
    path = event.get_absolute_url()
    above = [(lists, "events/"), (event.series.acronym, event.series.get_absolute_url())]
    description = ". ".join(filter(None, [event.name or event.series.name, event.place]))
    return metadata_of_list(
        str(event), path, publisher, description=description, above=above, items=items,
        about=event_of(event, publisher), card=f"{path}card.jpg", feed=path,
        citable=f"{path}cite",
    )  # fmt: skip
