from django_tasks import task

from blog.posts.models import PostPage
from blog.search.indexing import index_posts


@task()
def index_posts_again(pks: list[int]) -> int:
    """Posts whose labels changed with an author, a paper, a category or an event."""
    return index_posts(PostPage.objects.filter(pk__in=pks).select_related("event__series"))
