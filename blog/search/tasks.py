from django.db.models import Q
from django_tasks import task

from blog.authors.models import Author
from blog.core.time_limit import time_limit
from blog.papers.models import Paper
from blog.posts.locking import with_current
from blog.posts.models import PostPage
from blog.search.indexing import index_authors, index_papers, index_posts


@task()
@time_limit(minutes=60)
def index_posts_again(pks: list[int]) -> int:
    """Posts whose labels changed with an author, a paper, a category or an event."""
    return _index_posts(pks)


def _index_posts(pks: list[int]) -> int:
    """Each as it stands when its turn comes."""
    changes: list[int] = []
    for pk in pks:
        with_current(PostPage, pk, lambda post: changes.append(index_posts([post])))
    return sum(changes)


@task()
@time_limit(minutes=60)
def index_posts_whole(pks: list[int]) -> int:
    """Posts with the papers and authors that they name: what an import leaves to the worker."""
    papers = Paper.objects.filter(mentions__post__in=pks).distinct()
    authors = Author.objects.filter(Q(bylines__page__in=pks) | Q(mentions__post__in=pks)).distinct()
    return (
        _index_posts(pks)
        + index_papers(papers.prefetch_related("identifiers"))
        + index_authors(authors.prefetch_related("affiliations"))
    )
