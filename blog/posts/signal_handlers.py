from wagtail.signals import page_published, page_unpublished

from blog.posts.deletion import connect_guards
from blog.posts.mentions import rebuild_mentions
from blog.posts.models import PostPage


def connect() -> None:
    page_published.connect(_rebuild, sender=PostPage, dispatch_uid="rebuild-mentions")
    page_unpublished.connect(_rebuild, sender=PostPage, dispatch_uid="drop-mentions")
    connect_guards()


def _rebuild(sender, instance, **kwargs) -> None:
    rebuild_mentions(instance)
