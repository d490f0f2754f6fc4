from django_tasks import task

from blog.core.time_limit import time_limit
from blog.posts.locking import with_current
from blog.posts.models import PostPage
from blog.posts.related import relate


@task()
@time_limit(minutes=10)
def relate_posts(pks: list[int]) -> int:
    """What an import leaves to the worker."""
    for pk in pks:
        with_current(PostPage, pk, relate)
    return len(pks)
