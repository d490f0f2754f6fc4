from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Revision, Site
from wagtail.signals import page_published, page_unpublished

from blog.core.bulk import in_bulk_run
from blog.papers.models import PaperIdentifier
from blog.papers.storing import papers_stored
from blog.posts.address_book import FIELDS, enter, enter_post, enter_saved
from blog.posts.addressing import keep_exact_address
from blog.posts.dating import date_if_public, store_in_revisions
from blog.posts.deletion import connect_guards
from blog.posts.locking import refuse_deleted, with_current
from blog.posts.mentions import mention_known_papers, rebuild_mentions
from blog.posts.models import PostPage, PublicationPage, StandardPage
from blog.posts.public_changes import note_public_change
from blog.posts.related import forget, relate
from blog.posts.scheduling import forget_unscheduled, forget_withdrawn
from blog.posts.tasks import relate_posts
from blog.posts.translations import tie_at_publication


def connect() -> None:
    for model in (Page, PublicationPage, PostPage, StandardPage):
        pre_save.connect(_refuse_deleted, sender=model, dispatch_uid=f"gone-{model.__name__}")
    pre_save.connect(_date, sender=PostPage, dispatch_uid="date-first-publication")
    # Before all that reads the date or the translations.
    page_published.connect(_complete, sender=PostPage, dispatch_uid="complete-publication")
    page_published.connect(_rebuild, sender=PostPage, dispatch_uid="rebuild-mentions")
    page_unpublished.connect(_rebuild, sender=PostPage, dispatch_uid="drop-mentions")
    page_published.connect(_relate, sender=PostPage, dispatch_uid="relate-published")
    page_unpublished.connect(_relate, sender=PostPage, dispatch_uid="relate-unpublished")
    pre_delete.connect(_forget, sender=PostPage, dispatch_uid="relate-gone")
    post_save.connect(_mention, sender=PaperIdentifier, dispatch_uid="mention-known")
    post_delete.connect(_mention, sender=PaperIdentifier, dispatch_uid="mention-no-more")
    papers_stored.connect(_mention_stored, dispatch_uid="mention-stored")
    pre_save.connect(keep_exact_address, sender=Page, dispatch_uid="keep-exact-address")
    for model in (Page, PostPage, StandardPage):
        post_save.connect(_enter_page, sender=model, dispatch_uid=f"enter-{model.__name__}")
    for model in FIELDS:
        post_save.connect(_enter_saved, sender=model, dispatch_uid=f"enter-{model.__name__}")
    _connect_changes()
    post_save.connect(forget_unscheduled, sender=Revision, dispatch_uid="forget-unscheduled")
    page_unpublished.connect(forget_withdrawn, dispatch_uid="forget-withdrawn")
    connect_guards()


def _connect_changes() -> None:
    """Whatever readers may see otherwise from now on."""
    for signal in (page_published, page_unpublished):
        signal.connect(note_public_change, dispatch_uid="public-change")
    for model in (PostPage, StandardPage):
        post_delete.connect(note_public_change, sender=model, dispatch_uid="public-change")
    for model in (*FIELDS, PageViewRestriction, Site):
        for signal in (post_save, post_delete):
            signal.connect(note_public_change, sender=model, dispatch_uid="public-change")


def _refuse_deleted(sender, instance, raw=False, **kwargs) -> None:
    if not raw:
        refuse_deleted(instance)


def _date(sender, instance, raw=False, **kwargs) -> None:
    if not raw:
        date_if_public(instance)


def _complete(sender, instance, revision=None, **kwargs) -> None:
    store_in_revisions(instance, revision)
    tie_at_publication(instance, revision and revision.user)


def _rebuild(sender, instance, **kwargs) -> None:
    with_current(PostPage, instance.pk, rebuild_mentions)
    if instance.live:
        enter_post(instance)


def _enter_page(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Posts and pages that are published, moved or given another slug while readers see them."""
    if instance.live and not raw and (update_fields is None or "url_path" in update_fields):
        enter([instance])
        note_public_change()


def _enter_saved(sender, instance, created, raw=False, **kwargs) -> None:
    if not created and not raw:
        enter_saved(instance)


def _mention(sender, instance, **kwargs) -> None:
    _enter_mentioned(mention_known_papers([instance.identifier]))


def _mention_stored(sender, identifiers, **kwargs) -> None:
    _enter_mentioned(mention_known_papers(row.identifier for row in identifiers))


def _enter_mentioned(posts) -> None:
    """A paper that is stored is public at once where posts had linked to it before."""
    for post in posts:
        if post.live:
            enter(mention.paper for mention in post.mentions.select_related("paper"))


def _relate(sender, instance, **kwargs) -> None:
    if in_bulk_run():
        # In the transaction of the post: both are there or neither.
        relate_posts.enqueue([instance.pk])
    else:
        with_current(PostPage, instance.pk, relate)


def _forget(sender, instance, **kwargs) -> None:
    forget(instance.pk)
