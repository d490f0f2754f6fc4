"""Lists of the site that a publication was before: its taxonomies, sections, years, and their pages."""

from __future__ import annotations

import re
from html import escape

from django.urls import reverse

from blog.authors.models import Author
from blog.core.text import fold, slugify
from blog.posts.models import Category, PostPage, PostSeries
from blog.site.public import public_authors, public_categories, public_post_series
from blog.transfer.former_site import FormerSite, former_sites
from blog.transfer.hugo.addresses import urlize
from blog.transfer.hugo.metadata import NO_CATEGORIES
from blog.transfer.models import ImportRecord

_TAXONOMIES = ("categories", "category", "tags", "tag", "topics", "label")
_PEOPLE = ("authors", "author", "by")
_TOKEN = re.compile(r":\w+")


def former_list(path: str) -> str:
    """Our list in place of a former one, by its path without outer slashes; "" for none."""
    bare = first_page(path)
    if path and not bare:
        # Without a former site, "page/9" is a page of ours that there may be one day.
        return reverse("archive") if ImportRecord.objects.exists() else ""
    targets = (
        target(site, inner)
        for target in (_term_target, _taxonomy_target, _listing_target)
        for site, inner in _inside(bare)
    )
    return next(filter(None, targets), "")


def first_page(path: str) -> str:
    """The path of a list without the number of its page."""
    words = {re.escape(str(site.reading.get("pages") or "page")) for site in former_sites()}
    return re.sub(rf"(?:^|/)(?:{'|'.join(sorted({'page', *words}))})/\d+$", "", path)


def former_term(path: str) -> str:
    """Our page of what a taxonomy of a former site named: a category, an author, a series."""
    pairs = _inside(path)
    return next(filter(None, (_term_target(site, inner) for site, inner in pairs)), "")


def section_of(path: str, origin: int) -> bool:
    """True for a list that this source had, and that leads on to ours."""
    pairs = _inside(path)
    return any(site.origin == origin and _is_section(site, inner) for site, inner in pairs)


def _inside(path: str) -> list[tuple[FormerSite, str]]:
    """The former sites that may have had this path, with the path as it was there."""
    pairs = [(site, site.inner(path)) for site in former_sites()]
    return [(site, inner) for site, inner in pairs if inner is not None]


def _term_target(site: FormerSite, path: str) -> str:
    taxonomy, name = _parted(site, path)
    if not name:
        return ""
    if taxonomy in _PEOPLE:
        author = _author(name)
        return author.get_absolute_url() if author else ""
    series = _series(name) if taxonomy == "series" else None
    address = series.get_absolute_url() if series else category_address(name)
    is_nothing = fold(name.replace("-", " ")) in map(fold, NO_CATEGORIES)
    return address or (reverse("categories") if is_nothing else "")


def category_address(name: str) -> str:
    category = _category(name)
    return category.get_absolute_url() if category else ""


def _taxonomies(site: FormerSite) -> list[str]:
    return [*_TAXONOMIES, *_PEOPLE, *(site.reading.get("keys") or ())]


def _parted(site: FormerSite, path: str) -> tuple[str, str]:
    """Taxonomy and term; two times "" for another path."""
    for taxonomy, pattern in (site.reading.get("term_patterns") or {}).items():
        match = re.fullmatch(_TOKEN.sub("([^/]+)", re.escape(pattern.strip("/"))), path)
        if match:
            return taxonomy, match[1]
    taxonomy, _slash, name = path.partition("/")
    return (taxonomy, name) if "/" not in name and taxonomy in _taxonomies(site) else ("", "")


def _taxonomy_target(site: FormerSite, path: str) -> str:
    if path not in _taxonomies(site):
        return ""
    name = "authors" if path in _PEOPLE else "archive" if path == "series" else "categories"
    return reverse(name)


def _category(name: str) -> Category | None:
    """By the very name that Hugo made of it first: C, C++ and C# have one slug."""
    known = public_categories()
    same = next((item for item in known if name.casefold() in _names_of_term(item.name)), None)
    found = same or known.filter(slug=slugify(name, length=100)).first()
    wanted = fold(name.replace("-", " "))
    return found or next((item for item in known if fold(item.name) == wanted), None)


def _names_of_term(name: str) -> tuple[str, str]:
    """In an address of Hugo's; exporters wrote "&amp;" for "&"."""
    return urlize(name).casefold(), urlize(escape(name)).casefold()


def _author(name: str) -> Author | None:
    known = public_authors()
    found = known.filter(slug=slugify(name, length=100)).first()
    wanted = fold(name.replace("-", " "))
    return found or next((item for item in known if fold(item.display_name) == wanted), None)


def _series(name: str) -> PostSeries | None:
    known = public_post_series()
    wanted = fold(name.replace("-", " "))
    return next((item for item in known if fold(item.name) == wanted), None)


def _listing_target(site: FormerSite, section: str) -> str:
    """Former sections, and lists by year, month and day."""
    if re.fullmatch(r"\d{4}(?:/\d{1,2}){0,2}", section):
        year = int(section[:4])
        has_posts = PostPage.objects.listed().filter(date__year=year).exists()
        return reverse("archive") if has_posts else ""
    return reverse("archive") if _is_section(site, section) else ""


def _is_section(site: FormerSite, section: str) -> bool:
    if not section:
        return False
    records = ImportRecord.objects.filter(origin=site.origin, source_id__startswith=f"{section}/")
    return section in (site.reading.get("section_patterns") or ()) or records.exists()
