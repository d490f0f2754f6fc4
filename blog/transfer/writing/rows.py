"""What blocks of a document point at: pictures, papers, authors, files and posts, found or made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from blog.core.text import fold
from blog.papers.csl import new_item
from blog.papers.identifiers import Identifier
from blog.papers.matching import Work, find_or_create_papers
from blog.papers.name_lists import parse_names
from blog.posts.addressing import normalise_address
from blog.posts.models import Category, PostPage, PublicationPage
from blog.transfer.document import Document, Notice
from blog.transfer.export.from_page import DOCUMENT, POST
from blog.transfer.models import ImportSource
from blog.transfer.writing.assets import AssetStore
from blog.transfer.writing.authors import AuthorMap
from blog.transfer.writing.claims import Claims
from blog.transfer.writing.moved import MovedFiles

# Of two titles that differ by a slip of the pen; those of two papers are far below.
_ALIKE = 0.8


@dataclass
class WriteContext:
    """What all posts of a run share. `live`: True publishes everything, False nothing, None as the
    source says."""

    origin: ImportSource
    authors: AuthorMap
    store: AssetStore
    live: bool | None = None
    take: str = ""
    papers_in_prose: bool = False
    updated: list[int] = field(default_factory=list)
    claims: Claims = field(default_factory=Claims)
    moved: MovedFiles = field(kw_only=True)
    _categories: dict[str, Category] = field(default_factory=dict)

    @property
    def parent(self) -> PublicationPage:
        return self.origin.publication

    @cached_property
    def others(self) -> list[ImportSource]:
        """The other sources of the publication, whose addresses are not ours."""
        return list(self.parent.sources.exclude(pk=self.origin.pk))

    def category(self, name: str) -> Category:
        """Asked for once: most posts name the same few."""
        if name not in self._categories:
            self._categories[name] = Category.named(name)
        return self._categories[name]

    def forget_rows(self) -> None:
        """After a transaction was undone: what it made is not there."""
        self._categories.clear()
        self.authors.forget_rows()


@dataclass
class Rows:
    """Rows for one document's blocks; remembers which address became which picture."""

    document: Document
    context: WriteContext
    assets: dict[str, int | None] = field(default_factory=dict)
    titles: dict[tuple[str, ...], str] = field(default_factory=dict)
    # Held, so that no other entry gets the id of one that is gone.
    _entries: list[Mapping[str, Any]] = field(default_factory=list)
    _papers: dict[int, int] = field(default_factory=dict)

    def image(self, src: str, alt: str = "") -> int | None:
        if src not in self.assets:
            asset = next((item for item in self.document.assets if item.address == src), None)
            place = f"{self.document.path}, line {asset.line}" if asset else self.document.path
            self.assets[src] = self.context.store.store(asset, place, alt) if asset else None
        return self.assets[src]

    def prepare_papers(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Find or make the papers of all entries at once, so that each has a row to point at."""
        self._entries = list(entries)
        papers = find_or_create_papers([self._work(entry) for entry in self._entries])
        # By the entry itself: two that say the same may be two papers.
        self._papers = {
            id(entry): int(paper.pk)
            for entry, (paper, _new) in zip(self._entries, papers, strict=True)
        }

    def paper(self, entry: Mapping[str, Any]) -> int:
        return self._papers[id(entry)]

    def _work(self, entry: Mapping[str, Any]) -> Work:
        fields: dict[str, Any] = {}
        if entry.get("csl_type"):
            fields["type"] = entry["csl_type"]
        if entry.get("venue"):
            fields["container-title"] = entry["venue"]
        if str(entry.get("year", "")).isdigit():
            fields["issued"] = {"date-parts": [[int(entry["year"])]]}
        item = new_item(entry["title"], authors=parse_names(entry["authors"]), **fields)
        provenance = f"{self.document.source}:{self.document.source_id}"
        return Work(item, tuple(self._own_identifiers(entry)), {"record": provenance})

    def _own_identifiers(self, entry: Mapping[str, Any]) -> list[Identifier]:
        """Those of its address, unless another entry of this document, with another title, has
        them already: an address pasted twice makes two papers no less two."""
        title = fold(entry["title"])
        kept = []
        for pair in entry["identifiers"]:
            first = self.titles.setdefault(tuple(pair), title)
            if first == title or not title or _is_same_work(first, title):
                kept.append(Identifier(*pair))
                continue
            what = _("“%(title)s” has the address of another entry, %(url)s.")
            mend = _("Both came in as papers of their own; correct the address of one.")
            shown = what % {"title": entry["title"], "url": entry["url"]}
            self.context.store.notices.append(Notice("warning", self.document.path, shown, mend))
        return kept

    def author(self, name: str) -> int | None:
        return int(self.context.authors.author(name).pk) if name else None

    def file(self, src: str) -> int | None:
        """The document for a film, a sound or captions; None when it is missing."""
        key = f"{DOCUMENT}{src}"
        if key not in self.assets:
            asset = next((item for item in self.document.assets if item.address == src), None)
            store = self.context.store
            self.assets[key] = store.document(asset, self.document.path) if asset else None
        return self.assets[key]

    def post(self, address: str) -> int | None:
        """The post that lives there already; one that comes later is found by its address."""
        own = normalise_address(f"{self.context.origin.prefix}/{address}")
        url_path = f"{self.context.parent.url_path}{own}/"
        posts = PostPage.objects.child_of(self.context.parent).filter(url_path=url_path)
        self.assets[f"{POST}{address}"] = post = posts.values_list("pk", flat=True).first()
        return post


def _is_same_work(one: str, other: str) -> bool:
    """Two spellings of a title, of which one may leave out the subtitle."""
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() > _ALIKE
