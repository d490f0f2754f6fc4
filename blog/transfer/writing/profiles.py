"""What a source says of people and categories → their records, where nobody has written anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from blog.authors.models import Affiliation, Author, AuthorLink
from blog.core.orcid import parse_orcid
from blog.core.prose import canonical_prose, plain_text
from blog.core.text import fold_case
from blog.posts.address_book import enter_former
from blog.posts.models import Category
from blog.transfer.document import AssetRef
from blog.transfer.hugo import Profile, Term
from blog.transfer.hugo.reread import Reader, bare_site
from blog.transfer.models import ImportSource
from blog.transfer.reading.dialect import Dialect
from blog.transfer.writing.assets import AssetStore

_LONGEST_TEXT = 20_000
# A record, as its kind and key, and one of its fields.
Filled = tuple[str, str]


_PROFILE_FIELDS = ("bio", "role", "orcid", "email", "given", "family", "portrait_id")


def fill_profile(author: Author, profile: Profile, store: AssetStore) -> list[Filled]:
    """Fill what is empty; what an editor wrote stays. The former address leads on."""
    before = {name: getattr(author, name) for name in _PROFILE_FIELDS}
    author.bio = author.bio or _bio(profile)
    author.role = author.role or profile.role[:120]
    author.orcid = author.orcid or _orcid(profile.orcid)
    author.email = author.email or profile.email[:254]
    if profile.family and author.kind == Author.Kind.PERSON:
        author.given, author.family = profile.given[:120], profile.family[:120]
    if author.portrait_id is None and profile.picture:
        asset = AssetRef(profile.picture.name, profile.picture, 0)
        author.portrait_id = store.store(asset, profile.key, profile.name)
    if not author.links.exists():
        author.links = [AuthorLink(label=label, url=url) for label, url in profile.links]
    if not author.affiliations.exists():
        author.affiliations = [
            Affiliation(name=name, url=url) for name, url in profile.affiliations
        ]
    author.save()
    enter_former(f"authors/{profile.key}", author)
    return [
        (f"author {author.pk}", name)
        for name in _PROFILE_FIELDS
        if getattr(author, name) != before[name]
    ]


def fill_descriptions(terms: Iterable[Term]) -> list[Filled]:
    """Of categories that posts have and that nobody has described."""
    filled = []
    for term in terms:
        description = term.description or _plain(term.text)
        category = Category.objects.filter(
            folded_name=fold_case(term.title), description=""
        ).first()
        if description and term.title and category:
            Category.objects.filter(pk=category.pk).update(description=description)
            filled.append((f"category {category.pk}", "description"))
    return filled


def note_filled(origin: ImportSource, filled: Iterable[Filled]) -> None:
    """Which fields of records that all sources share were written by this one."""
    for record, name in filled:
        names = origin.filled.setdefault(record, [])
        if name not in names:
            names.append(name)
    origin.save(update_fields=["filled"])


def _bio(profile: Profile) -> str:
    """The text of the person's page, where prose can say all of it, else the few words."""
    if 0 < len(profile.text) <= _LONGEST_TEXT and (html := _prose(profile.text)):
        return html
    return _prose(profile.bio) or (f"<p>{escape(profile.bio, quote=False)}</p>" * bool(profile.bio))


def _prose(text: str) -> str:
    """Paragraphs, lists and headings; what else there is, a picture for instance, is left out."""
    parts = []
    for block in Reader(bare_site(Dialect())).blocks(text) if text else []:
        if block.kind == "prose":
            parts.append(re.sub("<embed[^>]*>", "", canonical_prose(block.value["html"])))
        elif block.kind == "heading":
            parts.append(f"<h3>{escape(block.value['text'], quote=False)}</h3>")
    return "".join(parts)


def _plain(text: str) -> str:
    blocks = Reader(bare_site(Dialect())).blocks(text) if text else []
    parts = [plain_text(block.value["html"]) for block in blocks if block.kind == "prose"]
    return "\n\n".join(parts)


def _orcid(text: str) -> str:
    try:
        return parse_orcid(text) if text else ""
    except ValueError:
        return ""
