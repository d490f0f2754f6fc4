from django_tasks import task

from blog.posts.models import PostPage
from blog.posts.related import relate


@task()
def relate_posts(pks: list[int]) -> int:
    """What an import leaves to the worker."""
    posts = PostPage.objects.filter(pk__in=pks)
    for post in posts:
        relate(post)
    return len(posts)
