from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from blog.core.bulk import in_bulk_run
from blog.papers.models import PaperIdentifier
from blog.papers.storing import papers_stored
from blog.posts.addressing import keep_exact_address
from blog.posts.deletion import connect_guards
from blog.posts.mentions import mention_known_papers, rebuild_mentions
from blog.posts.models import PostPage
from blog.posts.related import forget, relate
from blog.posts.tasks import relate_posts


def connect() -> None:
    page_published.connect(_rebuild, sender=PostPage, dispatch_uid="rebuild-mentions")
    page_unpublished.connect(_rebuild, sender=PostPage, dispatch_uid="drop-mentions")
    page_published.connect(_relate, sender=PostPage, dispatch_uid="relate-published")
    page_unpublished.connect(_relate, sender=PostPage, dispatch_uid="relate-unpublished")
    pre_delete.connect(_forget, sender=PostPage, dispatch_uid="relate-gone")
    post_save.connect(_mention, sender=PaperIdentifier, dispatch_uid="mention-known")
    post_delete.connect(_mention, sender=PaperIdentifier, dispatch_uid="mention-no-more")
    papers_stored.connect(_mention_stored, dispatch_uid="mention-stored")
    pre_save.connect(keep_exact_address, sender=Page, dispatch_uid="keep-exact-address")
    connect_guards()


def _rebuild(sender, instance, **kwargs) -> None:
    rebuild_mentions(instance)


def _mention(sender, instance, **kwargs) -> None:
    mention_known_papers([instance.identifier])


def _mention_stored(sender, identifiers, **kwargs) -> None:
    mention_known_papers(row.identifier for row in identifiers)


def _relate(sender, instance, **kwargs) -> None:
    if in_bulk_run():
        # In the transaction of the post: both are there or neither.
        relate_posts.enqueue([instance.pk])
    else:
        relate(instance)


def _forget(sender, instance, **kwargs) -> None:
    forget(instance.pk)
