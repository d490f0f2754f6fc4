"""Many new papers, in as many queries as one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.dispatch import Signal

from blog.core.slugs import free_slugs
from blog.papers.bibtex import can_be_cited
from blog.papers.identifiers import Identifier
from blog.papers.models import Paper, PaperAuthor, PaperIdentifier
from blog.papers.models.papers import free_citation_keys
from blog.papers.tasks import index_for_editors

# Sent with `papers` and `identifiers`, the rows that are new: no post_save is sent for them.
papers_stored = Signal()


@transaction.atomic
def store_new(papers: Sequence[tuple[Paper, Sequence[Identifier]]]) -> None:
    """Save papers that are not stored yet, with their identifiers and everything that saving one by
    one would derive. IntegrityError when an identifier is another paper's."""
    if not papers:
        return
    rows = [paper for paper, _identifiers in papers]
    for paper in rows:
        paper.read_off_record()
    slugs = free_slugs(Paper.objects.all(), [paper.short_title or paper.title for paper in rows])
    keys = free_citation_keys([paper.csl for paper in rows])
    for paper, slug, key in zip(rows, slugs, keys, strict=True):
        paper.slug, paper.citation_key = slug, key
        paper.has_provisional_key = not can_be_cited(paper.csl)
    Paper.objects.bulk_create(rows)
    PaperAuthor.objects.bulk_create([key for paper in rows for key in paper.wanted_author_keys()])
    identifiers = PaperIdentifier.objects.bulk_create(
        [
            PaperIdentifier(paper=paper, scheme=each.scheme, value=each.value, sort_order=position)
            for paper, own in papers
            for position, each in enumerate(own)
        ]
    )
    index_for_editors.enqueue([paper.pk for paper in rows])
    papers_stored.send(sender=Paper, papers=rows, identifiers=identifiers)
