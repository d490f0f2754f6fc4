"""Keeps the index in step with what is saved, published and withdrawn."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished

from blog.authors.models import Author
from blog.core.bulk import in_bulk_run
from blog.papers.models import Event, EventSeries, Paper
from blog.papers.storing import papers_stored
from blog.posts.locking import with_current
from blog.posts.models import Category, PostPage
from blog.search.indexing import forget, index_authors, index_papers, index_posts
from blog.search.tasks import index_posts_again, index_posts_whole

_POSTS_OF = {
    Author: lambda pk: Q(bylines__author=pk) | Q(mentions__contributor=pk),
    Paper: lambda pk: Q(mentions__paper=pk),
    Category: lambda pk: Q(category_links__tag=pk),
    Event: lambda pk: Q(event=pk),
    EventSeries: lambda pk: Q(event__series=pk),
}


def connect() -> None:
    page_published.connect(_index_post, sender=PostPage, dispatch_uid="search-published")
    page_unpublished.connect(_index_post, sender=PostPage, dispatch_uid="search-unpublished")
    post_delete.connect(partial(_forget, "post"), sender=PostPage, weak=False,
                        dispatch_uid="search-post-gone")  # fmt: skip
    for kind, model in (("paper", Paper), ("author", Author)):
        post_delete.connect(partial(_forget, kind), sender=model, weak=False,
                            dispatch_uid=f"search-{kind}-gone")  # fmt: skip
    for model in _POSTS_OF:
        post_save.connect(_saved, sender=model, dispatch_uid=f"search-{model.__name__}-saved")
    papers_stored.connect(_stored, dispatch_uid="search-papers-stored")


def _index_post(sender: Any, instance: PostPage, **kwargs: Any) -> None:
    if in_bulk_run():
        # In the transaction of the post: both are there or neither.
        index_posts_whole.enqueue([instance.pk])
    else:
        with_current(PostPage, instance.pk, lambda post: index_posts([post]))


def _forget(kind: str, sender: Any, instance: Any, **kwargs: Any) -> None:
    forget(kind, instance.pk)


def _saved(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and in_bulk_run():
        return  # comes with the post that names it
    if not raw:
        # Identifiers and affiliations are saved after the row itself.
        transaction.on_commit(partial(_index_after, sender, instance.pk, created))


def _stored(sender: Any, papers: list[Paper], **kwargs: Any) -> None:
    if not in_bulk_run():
        stored = Paper.objects.filter(pk__in=[paper.pk for paper in papers])
        transaction.on_commit(lambda: index_papers(stored.prefetch_related("identifiers")))


def _index_after(model: Any, pk: int, created: bool) -> None:
    if model is Paper:
        index_papers(Paper.objects.filter(pk=pk).prefetch_related("identifiers"))
    elif model is Author:
        index_authors(Author.objects.filter(pk=pk).prefetch_related("affiliations"))
    if not created:
        posts = PostPage.objects.live().filter(_POSTS_OF[model](pk)).distinct()
        pks = list(posts.values_list("pk", flat=True))
        if pks:
            index_posts_again.enqueue(pks)
