from django.db.models import Q
from django_tasks import task

from blog.authors.models import Author
from blog.papers.models import Paper
from blog.posts.models import PostPage
from blog.search.indexing import index_authors, index_papers, index_posts


@task()
def index_posts_again(pks: list[int]) -> int:
    """Posts whose labels changed with an author, a paper, a category or an event."""
    return index_posts(PostPage.objects.filter(pk__in=pks).select_related("event__series"))


@task()
def index_posts_whole(pks: list[int]) -> int:
    """Posts with the papers and authors that they name: what an import leaves to the worker."""
    posts = PostPage.objects.filter(pk__in=pks)
    papers = Paper.objects.filter(mentions__post__in=pks).distinct()
    authors = Author.objects.filter(Q(bylines__page__in=pks) | Q(mentions__post__in=pks)).distinct()
    return (
        index_posts(posts.select_related("event__series"))
        + index_papers(papers.prefetch_related("identifiers"))
        + index_authors(authors.prefetch_related("affiliations"))
    )
