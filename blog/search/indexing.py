"""Posts, papers and authors → entries of the search index. Running it again changes nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from blog.authors.models import Author
from blog.core.prose import plain_text
from blog.core.terms import single_characters, terms, tidy
from blog.papers.models import Paper
from blog.posts.failures import leaving_out
from blog.posts.models import Output, PostPage
from blog.posts.rebuilding import Step, rebuild_in_batches
from blog.posts.references import referenced_ids
from blog.search.changes import note_change
from blog.search.models import SearchEntry, SearchTerm
from blog.search.texts import searchable_text

NAME = "search"
# Raised when an entry is made differently, so that the next rebuild makes all anew.
VERSION = 2
# A term in the title outweighs any number of times that it stands in labels and body, whose weight
# stays below one; labels are categories, event, authors, venue.
TITLE_WEIGHT = 10.0
LABEL_WEIGHT = 4.0
_HALF_WEIGHT = 2.0
Facets = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Findable:
    """An object as the index sees it; `facets` holds slug and label of what it belongs to."""

    kind: str
    pk: int
    title: str
    labels: str
    text: str
    language: str = ""
    date: dt.datetime | None = None
    year: int | None = None
    facets: Facets = field(default_factory=dict)

    @property
    def checksum(self) -> str:
        content = json.dumps([VERSION, asdict(self)], default=str, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def index_posts(posts: Iterable[PostPage]) -> int:
    """Entries for live posts; those of others are removed. How many changed."""
    return sum(map(_index_post, posts))


def _index_post(post: PostPage) -> int:
    """A post whose text cannot be read is not searched either."""
    if post.live:
        with leaving_out(post, Output.SEARCH):
            return _store(_of_post(post))
    return forget("post", post.pk)


def index_papers(papers: Iterable[Paper]) -> int:
    return sum(_store(_of_paper(paper)) for paper in papers)


def index_authors(authors: Iterable[Author]) -> int:
    return sum(_store(_of_author(author)) for author in authors)


def forget(kind: str, pk: int) -> int:
    return _remove(SearchEntry.objects.filter(kind=kind, object_id=pk))


def rebuild() -> Iterator[tuple[str, int, int]]:
    """All from scratch, kind by kind: which, how many there are, how many entries changed."""
    kinds = {
        "post": PostPage.objects.live().select_related("event__series"),
        "paper": Paper.objects.prefetch_related("identifiers"),
        "author": Author.objects.prefetch_related("affiliations"),
    }
    index = {"post": index_posts, "paper": index_papers, "author": index_authors}
    changed = Counter({kind: _remove_stale(kind, rows) for kind, rows in kinds.items()})
    steps = [Step(kind, rows, index[kind]) for kind, rows in kinds.items()]
    for kind, count in rebuild_in_batches(NAME, steps):
        changed[kind] += count
    for kind, rows in kinds.items():
        yield kind, rows.count(), changed[kind]


def _remove_stale(kind: str, rows: QuerySet[Any]) -> int:
    stale = SearchEntry.objects.filter(kind=kind).exclude(object_id__in=rows.values("pk"))
    return _remove(stale)


def _remove(entries: QuerySet[SearchEntry]) -> int:
    with transaction.atomic():
        _all, by_model = entries.delete()
        if by_model:
            note_change()
    return by_model.get(SearchEntry._meta.label, 0)


def _store(thing: Findable) -> int:
    """1 when the entry was written, 0 when it was as it should be."""
    checksum = thing.checksum
    known = SearchEntry.objects.filter(kind=thing.kind, object_id=thing.pk, checksum=checksum)
    if known.exists():
        return 0
    title, labels, text = (tidy(part) for part in (thing.title, thing.labels, thing.text))
    title_terms, label_terms, body_terms = (
        terms(part, thing.language) for part in (title, labels, text)
    )
    with transaction.atomic():
        entry, _created = SearchEntry.objects.update_or_create(
            kind=thing.kind,
            object_id=thing.pk,
            defaults={
                "language": thing.language,
                "date": thing.date,
                "year": thing.year,
                "facets": thing.facets,
                "title": title,
                "text": text,
                "title_terms": _column(title_terms),
                "label_terms": _column(label_terms),
                "body_terms": _column(body_terms),
                "checksum": checksum,
            },
        )
        entry.terms.all().delete()
        weights = _weights(
            {*title_terms, *single_characters(title)},
            {*label_terms, *single_characters(labels)},
            Counter([*body_terms, *single_characters(text)]),
        )
        _insert_terms(entry.pk, weights)
        note_change()
    return 1


def _insert_terms(entry: int, weights: dict[str, float]) -> None:
    """Some five hundred rows a post: as plain SQL in half the time that the ORM takes."""
    table = connection.ops.quote_name(SearchTerm._meta.db_table)
    statement = f"INSERT INTO {table} (entry_id, term, weight) VALUES (%s, %s, %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(entry, term, weight) for term, weight in weights.items()])


def _column(found: list[str]) -> str:
    return f" {' '.join(found)} "


def _weights(title: set[str], labels: set[str], body: Counter[str]) -> dict[str, float]:
    found = {}
    for term in sorted({*title, *labels, *body} - {"-", ""}):
        often = body[term] / (body[term] + _HALF_WEIGHT)
        weight = TITLE_WEIGHT * (term in title) + LABEL_WEIGHT * (term in labels) + often
        found[term] = round(weight, 6)
    return found


def _of_post(post: PostPage) -> Findable:
    bylines = list(post.bylines.select_related("author"))
    categories = [link.tag for link in post.category_links.select_related("tag")]
    referenced = referenced_ids(post.body.raw_data)
    papers = Paper.objects.filter(pk__in=referenced["blog.Paper"])
    contributors = Author.objects.filter(pk__in=referenced["blog.Author"]).order_by("pk")
    byline = [_facet(item.author) for item in bylines]
    labels = [*(tag.name for tag in categories), *(name for _slug, name in byline)]
    if post.event:
        labels += [str(post.event), post.event.name, post.event.series.name]
    facets: Facets = {
        "byline": byline,
        "author": list(dict.fromkeys([*byline, *map(_facet, contributors)])),
        "category": [_facet(tag) for tag in categories],
        "event": [_event_facet(post.event)] if post.event else [],
    }
    told = {paper.pk: (paper.title, paper.authors_text) for paper in papers}
    body = searchable_text(post.body.raw_data, told)
    return Findable(
        kind="post",
        pk=post.pk,
        title=post.title,
        labels="\n".join(filter(None, labels)),
        text="\n".join(filter(None, [post.standfirst, body])),
        language=post.language,
        date=post.date,
        year=post.written_date.year if post.date else None,
        facets=facets,
    )


def _of_paper(paper: Paper) -> Findable:
    identifiers = [item.value for item in paper.identifiers.all()]
    return Findable(
        kind="paper",
        pk=paper.pk,
        title=paper.title,
        labels="\n".join([paper.authors_text, paper.venue, *identifiers]),
        text=paper.abstract,
        language=str(paper.csl.get("language") or "en")[:2].lower(),
        date=_first_moment(paper.issued),
        year=paper.issued_year,
        facets={
            "self": [(paper.slug, paper.title)],
            "byline": [("", name) for name in paper.author_names],
            "venue": [("", paper.venue)] if paper.venue else [],
        },
    )


def _of_author(author: Author) -> Findable:
    affiliations = [item.name for item in author.affiliations.all()]
    return Findable(
        kind="author",
        pk=author.pk,
        title=author.display_name,
        labels="\n".join([author.role, *affiliations]),
        text=plain_text(author.bio),
        facets={
            "self": [_facet(author)],
            "author": [_facet(author)],
            "venue": [("", text) for text in (author.role, *affiliations) if text],
        },
    )


def _facet(thing: Any) -> tuple[str, str]:
    return thing.slug, str(thing)


def _event_facet(event: Any) -> tuple[str, str]:
    return f"{event.series.slug}-{event.year}", str(event)


def _first_moment(issued: str) -> dt.datetime | None:
    """ "2024-05" → the first of May; None when it is no date."""
    parts = [*issued.split("-"), "1", "1"][:3] if issued else []
    try:
        year, month, day = map(int, parts)
        return dt.datetime(year, month, day, tzinfo=dt.UTC)
    except ValueError:
        return None
